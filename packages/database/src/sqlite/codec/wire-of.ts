import { jsonText } from "../../codec/json-text.js";
import { bigint64, textValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";
import type { WireValue } from "../../driver/driver.js";
import { dateText } from "./date-codec.js";
import { checkReal } from "./number-codecs.js";

/**
 * A value of unknown column by its own type. Whole numbers are integers, as the same digits in the statement would be;
 * arrays and other objects are JSON, which `json_each` takes apart.
 * @throws {ValueError} when it cannot be written
 */
export function wireOf(value: unknown): WireValue {
  if (value === null) return null;
  switch (typeof value) {
    case "string":
      return textValue(value);
    case "number":
      return Number.isSafeInteger(value) ? BigInt(value) : checkReal(value);
    case "bigint":
      return bigint64(value);
    case "boolean":
      return value ? 1n : 0n;
    case "object":
      if (value instanceof Date) return dateText(value);
      return value instanceof Uint8Array ? value : jsonText(value);
    default:
      throw new ValueError(
        `is ${typeof value === "undefined" ? "undefined" : `a ${typeof value}`}`,
      );
  }
}
