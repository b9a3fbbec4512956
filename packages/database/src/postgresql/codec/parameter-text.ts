import { encodeArray } from "./array-text.js";
import { bytesText } from "./bytes-codec.js";
import { dateText } from "./date-codec.js";
import { jsonText } from "../../codec/json-text.js";
import { floatText } from "./number-codecs.js";
import { checkText } from "./text-codec.js";
import { ValueError } from "../../codec/value-error.js";

/**
 * A value of unknown column as text, by its own type: arrays in PostgreSQL's syntax, other objects as JSON.
 * @throws {ValueError} when it cannot be written
 */
export function parameterText(value: unknown): string | null {
  if (value === null) return null;
  switch (typeof value) {
    case "string":
      return checkText(value);
    case "number":
      return floatText(value);
    case "bigint":
      return String(value);
    case "boolean":
      return value ? "t" : "f";
    case "object":
      return objectText(value);
    default:
      throw new ValueError(
        `is ${typeof value === "undefined" ? "undefined" : `a ${typeof value}`}`,
      );
  }
}

function objectText(value: object): string {
  if (value instanceof Date) return dateText(value);
  if (value instanceof Uint8Array) return bytesText(value);
  return Array.isArray(value) ? encodeArray(value, element) : jsonText(value);
}

/** Never null: what is null is written by the array itself. */
const element = { encode: (value: unknown) => String(parameterText(value)) };
