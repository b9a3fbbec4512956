import { AgentFlowError } from "../../errors/error.js";
import { errorCodes } from "../../errors/error-codes.js";

/** How dates are given to callers. */
export type DateType = "string" | "date" | "temporal";

/** The part of `Temporal` that is used. */
export interface TemporalLike {
  readonly Instant: { from(text: string): unknown };
  readonly PlainDate: { from(text: string): unknown };
}

/** Where `Temporal` comes from. */
export interface DatePlatform {
  readonly Temporal?: TemporalLike;
}

const day = /^\d{4}-\d\d-\d\d$/;
/** RFC 3339 §5.6, and what services write instead: a space, no seconds, no colon in the offset, no offset. */
const time =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(?:([Zz])|([+-]\d\d):?(\d\d))?$/;

/**
 * A date or a point in time as callers get it. A time without an offset is taken as UTC.
 * @returns undefined when the text is none
 * @throws AF_CONFIG_INVALID when the platform has no `Temporal`
 */
export function readDate(
  text: string,
  format: "date" | "date-time",
  type: DateType,
  platform: DatePlatform,
): unknown {
  const normal = format === "date" && day.test(text) ? text : timeText(text);
  if (normal === undefined || Number.isNaN(Date.parse(normal))) return undefined;
  if (type === "date") return new Date(normal);
  const { Temporal } = platform;
  if (Temporal === undefined) {
    throw new AgentFlowError(
      errorCodes.configInvalid,
      "This adapter gives dates as Temporal, which this platform does not have.",
      { help: "Use Node 26 or later, or load a polyfill of Temporal before the first call." },
    );
  }
  return format === "date"
    ? Temporal.PlainDate.from(normal.slice(0, 10))
    : Temporal.Instant.from(normal);
}

function timeText(text: string): string | undefined {
  const match = time.exec(text);
  if (!match) return undefined;
  const [, date = "", clock = "", seconds = ":00", , hours, minutes = ""] = match;
  return `${date}T${clock}${seconds}${hours === undefined ? "Z" : `${hours}:${minutes}`}`;
}

/**
 * The text of a date: a `Date` as its day or its time in UTC, a value of `Temporal` as it writes itself, a text as it
 * is. Undefined when it is none.
 */
export function dateText(value: unknown, format: "date" | "date-time"): string | undefined {
  if (typeof value === "string") return value;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return undefined;
    const text = value.toISOString();
    return format === "date" ? text.slice(0, text.indexOf("T")) : text;
  }
  if (typeof value !== "object" || value === null || !("toJSON" in value)) return undefined;
  const text: unknown = typeof value.toJSON === "function" ? value.toJSON() : undefined;
  return typeof text === "string" ? text : undefined;
}
