import { ParameterError } from "./parameter-text.js";

/**
 * Characters of RFC 3986's reserved set that cannot end or split a query parameter.
 * Left out: `#` ends the query, `&` the parameter, and servers read `+` as a space.
 */
const harmlessReserved = /%(?:3A|2F|3F|5B|5D|40|24|2C|3B|3D)/g;

/** Percent-encodes a query value but for reserved characters that keep their place in it. */
export function encodeReserved(text: string): string {
  return encodeURIComponent(text).replace(harmlessReserved, decodeURIComponent);
}

/** Everything but the characters that RFC 3986 lets stand in a path, and escapes that stand already. */
const notInPath = /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]+/g;

/** A path with its fixed parts as they go on the wire; what is encoded already, and `{name}`, stay as they are. */
export function encodePathLiteral(path: string): string {
  return path
    .split(/(\?|\{[^{}]*\})/)
    .map((part, index) => (index % 2 === 0 ? part.replace(notInPath, encodeURIComponent) : part))
    .join("");
}

/** Header fields have no encoding of their own; what they cannot hold is refused when they are sent. */
export function headerText(text: string): string {
  return text;
}

/** What a cookie holds as it is, without what ends it: RFC 6265 §4.1.1 "cookie-octet", and spaces inside. */
const cookieOctets = /^(?:[!#-+\--:<-[\]-~]+(?: +[!#-+\--:<-[\]-~]+)*)?$/;

/**
 * A text that a cookie holds without an encoding.
 * @throws {ParameterError} when it would end the cookie or cannot stand in one
 */
export function cookieText(text: string): string {
  if (cookieOctets.test(text)) return text;
  throw new ParameterError("a cookie holds a character that cookies cannot hold");
}

/** True when a path has a segment that servers resolve away: `.` or `..` (RFC 3986 §5.2.4). */
export function hasDotSegment(path: string): boolean {
  return /\/\.\.?(?:[/?]|$)/.test(path);
}
