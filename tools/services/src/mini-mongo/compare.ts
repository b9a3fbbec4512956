import { bsonTypeOf } from "#mini-mongo/bson-type";
import { isFields } from "#mini-mongo/bson-values";

/** MongoDB manual, "Comparison/Sort Order". */
const order = [
  ["minKey"],
  ["null"],
  ["int", "long", "double", "decimal"],
  ["string"],
  ["object"],
  ["array"],
  ["binData"],
  ["objectId"],
  ["bool"],
  ["date"],
  ["timestamp"],
  ["regex"],
  ["maxKey"],
];

/** Place of a value's type in the order; values of the same place can be compared. */
export function typeRank(value: unknown): number {
  const type = bsonTypeOf(value) ?? "null";
  return order.findIndex((types) => types.includes(type));
}

/** Less than 0, 0 or more than 0, as MongoDB orders values of whatever types. */
export function compareValues(one: unknown, other: unknown): number {
  const rank = typeRank(one) - typeRank(other);
  if (rank !== 0) return rank;
  switch (bsonTypeOf(one)) {
    case undefined:
    case "null":
      return 0;
    case "int":
    case "long":
    case "double":
    case "decimal":
      return compareNumbers(one, other);
    case "array":
      return compareLists(one as unknown[], other as unknown[]); // of the same rank
    case "date":
    case "bool":
      return Number(one) - Number(other);
    case "object":
      return compareLists(entriesOf(one), entriesOf(other));
    default:
      return compareTexts(textOf(one), textOf(other));
  }
}

function compareNumbers(one: unknown, other: unknown): number {
  const [left, right] = [String(one), String(other)];
  const whole = /^-?\d+$/;
  if (whole.test(left) && whole.test(right)) {
    const difference = BigInt(left) - BigInt(right);
    return difference < 0n ? -1 : Number(difference > 0n);
  }
  const [leftNumber, rightNumber] = [Number(left), Number(right)];
  // NaN is equal to itself, and less than any other number.
  if (Number.isNaN(leftNumber)) return Number.isNaN(rightNumber) ? 0 : -1;
  if (Number.isNaN(rightNumber)) return 1;
  return leftNumber < rightNumber ? -1 : Number(leftNumber > rightNumber);
}

function compareLists(one: readonly unknown[], other: readonly unknown[]): number {
  for (const [index, value] of one.entries()) {
    if (index >= other.length) return 1;
    const result = compareValues(value, other[index]);
    if (result !== 0) return result;
  }
  return one.length - other.length;
}

function entriesOf(value: unknown): readonly unknown[] {
  return isFields(value)
    ? Object.entries(value).flatMap(([name, part]) => [typeRank(part), name, part])
    : [];
}

function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Equal texts for equal values; ordered texts for ObjectIds. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return bsonTypeOf(value) === "objectId" ? String(value) : JSON.stringify(value);
}
