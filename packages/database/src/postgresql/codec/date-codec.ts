import type { TextWireCodec } from "./text-wire-codec.js";
import { ValueError } from "../../codec/value-error.js";

/**
 * timestamp and timestamptz as `Date`, the first taken for UTC. What comes after the milliseconds is dropped, as a
 * `Date` cannot hold it; `infinity` and what is beyond a `Date`'s range fail.
 */
export const dateCodec: TextWireCodec = {
  encode: (value) => {
    if (!(value instanceof Date)) throw new ValueError("must be a Date");
    return dateText(value);
  },
  decode: (text) => {
    const match = iso.exec(text);
    if (match === null)
      throw new ValueError("was no timestamp that a Date can hold in the database");
    const {
      year = "",
      month,
      day,
      hour,
      minute,
      second,
      fraction = "",
      offset,
      era,
    } = match.groups ?? {};
    const date = new Date(0);
    // Not `Date.UTC`, which takes years below 100 for those of the last century.
    date.setUTCFullYear(
      era === undefined ? Number(year) : 1 - Number(year),
      Number(month) - 1,
      Number(day),
    );
    const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
    date.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds);
    const time = date.getTime() - offsetOf(offset);
    const result = new Date(time);
    if (Number.isNaN(result.getTime())) throw new ValueError("is beyond the range of a Date");
    return result;
  },
};

/** With DateStyle ISO (manual §8.5.2), which the driver sees to. */
const iso =
  /^(?<year>\d{4,6})-(?<month>\d\d)-(?<day>\d\d) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d+))?(?<offset>[+-]\d\d(?::\d\d){0,2})?(?<era> BC)?$/;

/** A moment as PostgreSQL reads it, whatever the session's time zone. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new ValueError("is an invalid Date");
  const text = date.toISOString();
  const year = date.getUTCFullYear();
  if (year > 0 && year < 10_000) return text;
  // PostgreSQL knows no signed years, and no year 0.
  const [rest] = /-\d\d-\d\dT.*$/.exec(text) ?? [""];
  const number = String(year > 0 ? year : 1 - year).padStart(4, "0");
  return `${number}${rest}${year > 0 ? "" : " BC"}`;
}

function offsetOf(offset: string | undefined): number {
  if (offset === undefined) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(":").map(Number);
  const size = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  return offset.startsWith("-") ? -size : size;
}
