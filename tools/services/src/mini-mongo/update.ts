import { Double, Int32, Long, ObjectId } from "bson";
import { bsonTypeOf } from "#mini-mongo/bson-type";
import { copied, type Fields, isFields } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";
import { compareValues } from "#mini-mongo/compare";
import { setAt, valuesAt } from "#mini-mongo/paths";

/** A document as an update leaves it. @param inserting it is a new one: `$setOnInsert` counts */
export function updated(document: Fields, update: unknown, inserting = false): Fields {
  if (!isFields(update)) throw failedToParse("only documents update documents here, not pipelines");
  const names = Object.keys(update);
  if (!names.some((name) => name.startsWith("$"))) {
    return { _id: document["_id"], ...copied(update) };
  }
  const result = copied(document);
  for (const [operator, changes] of Object.entries(update)) {
    if (operator === "$setOnInsert" && !inserting) continue;
    if (!isFields(changes)) throw failedToParse(`Modifiers operate on fields: ${operator}`);
    for (const [path, operand] of Object.entries(changes)) change(result, operator, path, operand);
  }
  if (!inserting && compareValues(document["_id"], result["_id"]) !== 0) {
    throw new CommandError(66, "ImmutableField", "the (immutable) field '_id' was altered");
  }
  return result;
}

/** The document that an upsert begins with: what its filter says is equal. */
export function fromFilter(filter: Fields): Fields {
  const result: Record<string, unknown> = {};
  collect(filter, result);
  return "_id" in result ? result : { _id: new ObjectId(), ...result };
}

function collect(filter: Fields, result: Record<string, unknown>): void {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === "$and" && Array.isArray(condition)) {
      condition.filter((each) => isFields(each)).forEach((each) => collect(each, result));
    } else if (!path.startsWith("$")) {
      if (!isFields(condition)) setAt(result, path, condition);
      else if (Object.hasOwn(condition, "$eq")) setAt(result, path, condition["$eq"]);
    }
  }
}

function change(
  fields: Record<string, unknown>,
  operator: string,
  path: string,
  operand: unknown,
): void {
  const [present] = valuesAt(fields, path);
  if (path.split(".").some((step) => step.startsWith("$") || step === "")) {
    const message = `The dollar ($) prefixed field '${path}' is not valid for storage.`;
    throw new CommandError(52, "DollarPrefixedFieldName", message);
  }
  switch (operator) {
    case "$set":
    case "$setOnInsert":
      setAt(fields, path, operand);
      return;
    case "$unset":
      setAt(fields, path, undefined);
      return;
    case "$inc":
      setAt(fields, path, sum(present, operand));
      return;
    case "$push":
      setAt(fields, path, [...(Array.isArray(present) ? present : []), operand]);
      return;
    default:
      throw failedToParse(`Unknown modifier: ${operator}`);
  }
}

function sum(present: unknown, operand: unknown): unknown {
  if (present === undefined) return operand;
  const types = [bsonTypeOf(present), bsonTypeOf(operand)];
  if (types.includes("double")) return new Double(Number(present) + Number(operand));
  if (!types.every((type) => type === "int" || type === "long")) {
    throw new CommandError(14, "TypeMismatch", "Cannot apply $inc to a value of non-numeric type");
  }
  const result = integer(present) + integer(operand);
  return types.includes("long") || BigInt.asIntN(32, result) !== result
    ? Long.fromBigInt(result)
    : new Int32(Number(result));
}

function integer(value: unknown): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(Number(value));
}

function failedToParse(message: string): CommandError {
  return new CommandError(9, "FailedToParse", message);
}
