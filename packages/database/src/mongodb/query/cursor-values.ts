import { Binary, Decimal128, ObjectId } from "mongodb";
import type { Place } from "../../documents/place.js";
import { cursorError, cursorParts, cursorText } from "../../documents/cursor-text.js";
import type { OrderTerm } from "./document-order.js";

/** Where a page ends. @param values as the database has them */
export function encodeCursor(
  values: readonly unknown[],
  terms: readonly OrderTerm[],
  place: Place,
): string {
  return cursorText(
    queryOf(terms, place),
    values.map((value) => write(value)),
  );
}

/**
 * The values of a cursor. Each is a value and nothing more: a forged one can but begin somewhere else.
 * @throws {DatabaseError} kind "data" when it is no cursor, or one of another collection or order
 */
export function decodeCursor(
  cursor: unknown,
  terms: readonly OrderTerm[],
  place: Place,
): readonly unknown[] {
  const parts = cursorParts(cursor, queryOf(terms, place), place);
  if (parts.length !== terms.length) throw cursorError(place);
  return parts.map((part) => {
    const value = read(part);
    if (value === undefined) throw cursorError(place);
    return value;
  });
}

function queryOf(terms: readonly OrderTerm[], { name }: Place): unknown {
  return [name, terms.map((term) => [term.name, term.descending])];
}

/** Type and text of a value, so that none is rounded. Of the types that pages can be ordered by. */
function write(value: unknown): unknown {
  if (value === null || value === undefined) return ["null", ""];
  if (typeof value === "number") return ["number", Object.is(value, -0) ? "-0" : String(value)];
  if (value instanceof Date) return ["date", String(value.getTime())];
  if (value instanceof ObjectId) return ["objectId", value.toHexString()];
  if (value instanceof Decimal128) return ["decimal", value.toString()];
  if (value instanceof Binary) return [`binary${value.sub_type}`, value.toString("base64")];
  return [typeof value, typeof value === "string" ? value : `${value as bigint | boolean}`]; // of the scalars left
}

function read(part: unknown): unknown {
  if (!Array.isArray(part)) return undefined;
  const [type, text]: readonly unknown[] = part;
  if (typeof type !== "string" || typeof text !== "string") return undefined;
  try {
    return readText(type, text);
  } catch {
    return undefined;
  }
}

function readText(type: string, text: string): unknown {
  switch (type) {
    case "null":
      return null;
    case "string":
      return text;
    case "number":
      return Number(text);
    case "boolean":
      return text === "true";
    case "bigint":
      return BigInt.asIntN(64, BigInt(text));
    case "date":
      return new Date(Number(text));
    case "objectId":
      return ObjectId.createFromHexString(text);
    case "decimal":
      return Decimal128.fromString(text);
    default: {
      const subtype = /^binary(\d{1,3})$/.exec(type)?.[1];
      return subtype === undefined
        ? undefined
        : new Binary(Buffer.from(text, "base64"), Number(subtype) & 0xff);
    }
  }
}
