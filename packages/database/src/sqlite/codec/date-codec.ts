import type { Codec } from "../../codec/codec.js";
import { dateValue } from "../../codec/value-checks.js";
import { ValueError } from "../../codec/value-error.js";

/**
 * Moments as text in the format of SQLite's own functions ("Date And Time Functions" §2), so that their order is that
 * of time: `2024-02-29 12:00:00.000`, in UTC. Read with `T`, with an offset, and without milliseconds, seconds or time
 * too; what comes after the milliseconds is dropped.
 */
export const dateCodec: Codec = {
  encode: dateText,
  decode: (wire) => {
    const match = typeof wire === "string" ? iso.exec(wire) : null;
    if (match === null) throw new ValueError("was no date in the database");
    const { day = "", time = "00:00", fraction = "", offset = "Z" } = match.groups ?? {};
    const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
    const seconds = time.length === 5 ? `${time}:00` : time;
    const date = new Date(`${day}T${seconds}.${milliseconds}${offset}`);
    // A month, a day or an hour that there is not.
    if (Number.isNaN(date.getTime())) throw new ValueError("was no date in the database");
    return date;
  },
};

const iso =
  /^(?<day>\d{4}-\d\d-\d\d)(?:[ T](?<time>\d\d:\d\d(?::\d\d)?)(?:\.(?<fraction>\d+))? ?(?<offset>Z|[+-]\d\d:\d\d)?)?$/;

/** @throws {ValueError} when it is no date, or beyond the years 0 to 9999, which SQLite's functions end at */
export function dateText(value: unknown): string {
  const text = dateValue(value).toISOString();
  // Other years have a sign, and six digits.
  if (!/^\d/.test(text)) throw new ValueError("is beyond the years 0 to 9999");
  return text.replace("T", " ").replace("Z", "");
}
