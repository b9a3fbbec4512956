/*
 * What texts of a format look like, as OpenAPI's format registry and JSON Schema Validation §7.3 have it. Each is read
 * in time proportional to the text.
 */

type TextCheck = (text: string) => boolean;

const like =
  (form: RegExp): TextCheck =>
  (text) =>
    form.test(text);

const day = /^(\d{4})-(\d\d)-(\d\d)$/;

/** RFC 3339 §5.6 `full-date`: a day that the calendar has. */
export const isDate: TextCheck = (text) => {
  const [, year = "", month = "", date = ""] = day.exec(text) ?? [];
  const [number, last] = [Number(date), lastDay(Number(year), Number(month))];
  return number >= 1 && number <= last;
};

/** Last day of a month; 0 for a month that there is not. */
function lastDay(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const isTime = like(
  /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
);

/** RFC 3339 §5.6 `date-time`; a space may stand for the `T`, and any minute may have a leap second. */
export const isDateTime: TextCheck = (text) =>
  isDate(text.slice(0, 10)) && "Tt ".includes(text.charAt(10)) && isTime(text.slice(11));

/** RFC 9562 §4: of any version. */
export const isUuid: TextCheck = like(
  /^[\dA-Fa-f]{8}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{12}$/,
);

/** RFC 5321 §4.1.2, in short: something without spaces at something, in any script. */
export const isEmail: TextCheck = like(/^[^\s@]+@[^\s@]+$/);

/** RFC 3986 §3, in short: a scheme, and whatever it takes, without spaces. */
export const isUri: TextCheck = like(/^[A-Za-z][\dA-Za-z+.-]*:\S*$/);

/** RFC 2673 §3.2: four numbers up to 255. */
export const isIpv4: TextCheck = like(
  /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/,
);

/** RFC 4291 §2.2: eight groups, or fewer around one `::`; the last two may be an IPv4 address. */
export const isIpv6: TextCheck = (text) => {
  // The longest has 45 characters.
  const halves = text.length > 45 ? [] : text.split("::");
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1)?.at(-1) ?? "";
  const all = groups.flat();
  const others = isIpv4(last) ? all.slice(0, -1) : all;
  const count = others.length === all.length ? all.length : all.length + 1;
  return (
    others.every((group) => /^[\dA-Fa-f]{1,4}$/.test(group)) &&
    (halves.length === 1 ? count === 8 : halves.length === 2 && count < 8)
  );
};

/** RFC 4648 §4 and §5: of either alphabet, in lines or not, padded or not. */
export const isBase64: TextCheck = like(/^[\s\w+/-]*={0,2}\s*$/);

/** A whole number as text. */
export const isIntegerText: TextCheck = like(/^[+-]?\d+$/);
