import { jsonText } from "../../codec/json-text.js";
import { textValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";
import type { WireValue } from "../../driver/driver.js";
import { dateText } from "./date-codec.js";
import { doubleText } from "./number-text.js";

/**
 * A value of unknown column, by its own type: arrays and other objects as JSON.
 * @throws {ValueError} when it cannot be written
 */
export function wireOf(value: unknown): WireValue {
  if (value === null) return null;
  switch (typeof value) {
    case "string":
      return textValue(value);
    case "number":
      if (Number.isFinite(value)) return doubleText(value);
      throw new ValueError("is a number that is not finite, which MariaDB cannot hold");
    case "bigint":
      return String(value);
    case "boolean":
      return value ? "1" : "0";
    case "object":
      if (value instanceof Date) return dateText(value);
      return value instanceof Uint8Array ? value : jsonText(value);
    default:
      throw new ValueError(
        `is ${typeof value === "undefined" ? "undefined" : `a ${typeof value}`}`,
      );
  }
}
