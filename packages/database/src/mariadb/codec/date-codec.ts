import type { Codec } from "../../codec/codec.js";
import { dateValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";
import { wireText } from "./text-codec.js";

/**
 * datetime and timestamp as `Date`, taken for UTC, which is the session's time zone. What comes after the milliseconds
 * is dropped, as a `Date` cannot hold it; dates of zeros fail.
 */
export const dateCodec: Codec = {
  encode: dateText,
  decode: (wire) => {
    const [, day, time = "00:00:00", fraction = ""] = iso.exec(wireText(wire)) ?? [];
    const date = new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
    // A day such as the 31st of June, which old servers kept, would become another one.
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(String(day))) return date;
    throw new ValueError("was no moment that a Date can hold in the database");
  },
};

const iso = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(?:\.(\d+))?)?$/;

/** A moment as the server reads it. @throws {ValueError} when it is none, or beyond the years that MariaDB knows */
export function dateText(value: unknown): string {
  const date = dateValue(value);
  const year = date.getUTCFullYear();
  if (year < 0 || year > 9_999) throw new ValueError("is beyond the years 0 to 9999");
  return date.toISOString().replace("T", " ").slice(0, -1);
}
