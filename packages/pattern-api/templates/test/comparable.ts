/** A result as it is compared: Node's own class of bytes is not equal to the plain one. */
export function comparable(value: unknown, _expected: unknown): unknown {
  return value instanceof Uint8Array ? new Uint8Array(value) : value;
}
