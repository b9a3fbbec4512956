const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A format of dates, and where its parts stand, counted from the end of the text. */
interface DateFormat {
  readonly pattern: RegExp;
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly yearDigits: number;
  readonly hour: number;
}

/** The three formats that a recipient has to accept (RFC 9110 §5.6.7). They are case-sensitive. */
const dateFormats: readonly DateFormat[] = [
  {
    // IMF-fixdate, the one that is sent today.
    pattern: /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
    day: 24,
    month: 21,
    year: 17,
    yearDigits: 4,
    hour: 12,
  },
  {
    // RFC 850.
    pattern:
      /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
    day: 22,
    month: 19,
    year: 15,
    yearDigits: 2,
    hour: 12,
  },
  {
    // ANSI C's asctime.
    pattern: /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
    day: 16,
    month: 20,
    year: 4,
    yearDigits: 4,
    hour: 13,
  },
];

/**
 * Milliseconds since the Unix epoch of an HTTP date in any of the formats of RFC 9110 §5.6.7.
 * `undefined` for anything else, also for a day or a time that does not exist.
 * @param now milliseconds since the Unix epoch, from which a year of two digits gets its century;
 *   default: the machine's time
 */
export function parseHttpDate(text: string, now?: number): number | undefined {
  const format = dateFormats.find(({ pattern }) => pattern.test(text));
  if (format === undefined) return undefined;
  const part = (fromEnd: number, length: number): string => {
    const start = text.length - fromEnd;
    return text.slice(start, start + length);
  };
  const digits = Number(part(format.year, format.yearDigits));
  const year = format.yearDigits === 4 ? digits : withCentury(digits, now ?? Date.now());
  const month = months.indexOf(part(format.month, 3));
  const day = Number(part(format.day, 2));
  const hour = Number(part(format.hour, 2));
  const minute = Number(part(format.hour - 3, 2));
  const second = Number(part(format.hour - 6, 2));
  // 60 is a leap second.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const midnight = Date.UTC(year, month, day);
  // Of 31 June a day of July is made, and of the year 26 the year 1926.
  const date = new Date(midnight);
  if (date.getUTCMonth() !== month || date.getUTCFullYear() !== year) return undefined;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** More than 50 years ahead is the latest year in the past with these digits (RFC 9110 §5.6.7). */
function withCentury(digits: number, now: number): number {
  const latest = new Date(now).getUTCFullYear() + 50;
  return latest - ((latest - digits) % 100);
}

/** Not negative; a fraction is in no standard, but is sent. More digits are no time that anybody waits. */
const duration = /^\d{1,9}(?:\.\d{1,9})?$/;

/**
 * Milliseconds that a `Retry-After` field asks to wait: seconds or a date (RFC 9110 §10.2.3).
 * `undefined` when it is missing or garbage; a date in the past is 0.
 * @param now the service's time in milliseconds since the Unix epoch
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? "";
  if (duration.test(text)) return Math.ceil(Number(text) * 1000);
  const date = text === "" ? undefined : parseHttpDate(text, now);
  return date === undefined ? undefined : Math.max(0, date - now);
}

/**
 * Milliseconds that a `retry-after-ms` field asks to wait, the finer form that Azure's services send beside
 * `Retry-After`. `undefined` when it is missing or garbage.
 */
export function parseRetryAfterMs(value: string | undefined): number | undefined {
  const text = value?.trim() ?? "";
  return duration.test(text) ? Math.ceil(Number(text)) : undefined;
}

/**
 * Milliseconds until the time that a reset field names as a Unix epoch, in seconds or in milliseconds, such as
 * GitHub's `x-ratelimit-reset`. `undefined` when it is missing or garbage; a time in the past is 0.
 * @param now the service's time in milliseconds since the Unix epoch
 */
export function parseReset(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? "";
  if (!/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) return undefined;
  const epoch = Number(text);
  // As seconds, what is meant as milliseconds would be thousands of years from now.
  const resetAt = epoch > 100_000_000_000 ? epoch : epoch * 1000;
  return Math.max(0, Math.ceil(resetAt - now));
}
