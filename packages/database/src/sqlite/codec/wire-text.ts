import { Buffer } from "node:buffer";
import { ValueError } from "../../codec/value-error.js";
import type { WireValue } from "../../driver/driver.js";

/**
 * A value with its storage class before it, `i`, `r`, `t` or `b`, in SQL: JSON's own numbers would be rounded, and it
 * has no blobs. 17 digits tell all reals apart.
 */
export function textExpression(own: string): string {
  return (
    `case typeof(${own}) when 'text' then 't'||${own} when 'integer' then 'i'||${own}` +
    ` when 'real' then 'r'||printf('%!.17g',${own}) when 'blob' then 'b'||hex(${own}) end`
  );
}

/** The same, of a value that was read. */
export function toText(wire: WireValue): string | null {
  switch (typeof wire) {
    case "string":
      return `t${wire}`;
    case "bigint":
      return `i${wire}`;
    case "number":
      return `r${wire}`;
    default:
      return wire && `b${Buffer.from(wire.buffer, wire.byteOffset, wire.length).toString("hex")}`;
  }
}

/** The value of such a text. @throws {ValueError} when it is none */
export function fromText(text: string | null): WireValue {
  if (text === null) return null;
  const rest = text.slice(1);
  switch (text[0]) {
    case "t":
      return rest;
    case "i":
      return integer(rest);
    case "r":
      return real(rest);
    case "b":
      return blob(rest);
    default:
      throw new ValueError("is none of a storage class");
  }
}

function integer(digits: string): bigint {
  const value = /^-?\d{1,19}$/.test(digits) ? BigInt(digits) : undefined;
  if (value !== undefined && BigInt.asIntN(64, value) === value) return value;
  throw new ValueError("is no integer");
}

function real(digits: string): number {
  const infinity = /^(-?)Inf(?:inity)?$/.exec(digits);
  if (infinity) return infinity[1] === "-" ? -Infinity : Infinity;
  const value = digits === "" ? Number.NaN : Number(digits);
  if (Number.isNaN(value)) throw new ValueError("is no real");
  return value;
}

function blob(hex: string): Uint8Array {
  const bytes = Buffer.from(hex, "hex");
  // Buffer stops at what is no hex.
  if (bytes.length * 2 !== hex.length) throw new ValueError("is no blob");
  // A copy: small buffers are parts of a pool, which they would keep.
  return new Uint8Array(bytes);
}
