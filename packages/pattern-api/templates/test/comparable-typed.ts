/**
 * A result as it is compared with the JSON that the service answered: a date of the same day or time, and a number of
 * the same digits, count as what stands there. Node's own class of bytes is not equal to the plain one.
 */
export function comparable(value: unknown, expected: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (typeof expected === "string") return isSameDate(value, expected) ? expected : value;
  if (typeof expected === "number" && (typeof value === "bigint" || typeof value === "string"))
    return String(value) === String(expected) ? expected : value;
  if (Array.isArray(value))
    return value.map((item, at) => comparable(item, Array.isArray(expected) ? expected[at] : item));
  if (!isPlain(value) || !isPlain(expected)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      comparable(item, Object.hasOwn(expected, key) ? Reflect.get(expected, key) : undefined),
    ]),
  );
}

function isSameDate(value: unknown, expected: string): boolean {
  if (value instanceof Date) return value.getTime() === Date.parse(expected);
  const kind = Object.prototype.toString.call(value);
  return kind.startsWith("[object Temporal.") && Date.parse(String(value)) === Date.parse(expected);
}

function isPlain(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}
