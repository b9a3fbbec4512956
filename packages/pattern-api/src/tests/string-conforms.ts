import type { Json } from "@agentflow/core";
import {
  isDate,
  isDateTime,
  isIpv4,
  isIpv6,
  parsePattern,
  patternMatcher,
} from "@agentflow/core/validation";
import { codePoints } from "./code-points.js";
import type { SchemaObject } from "./schema-index.js";

/** Formats whose shape is checked; the others hold any text. Each expression is linear. */
const formats: Readonly<Record<string, RegExp>> = {
  time: /^\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/i,
  uri: /^[a-z][a-z0-9+.-]*:[^\s{}<>"\\^`|]*$/i,
  url: /^[a-z][a-z0-9+.-]*:[^\s{}<>"\\^`|]*$/i,
  "uri-reference": /^[^\s{}<>"\\^`|]*$/,
  email: /^[^\s@]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,9}$/i,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  hostname: /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,9}$/i,
  byte: /^[A-Za-z0-9+/_-]*={0,2}$/,
};

/** Formats that the schemas of generated packages check, too. */
const exactFormats: ReadonlyMap<Json | undefined, (text: string) => boolean> = new Map([
  ["date-time", isDateTime],
  ["date", isDate],
  ["ipv4", isIpv4],
  ["ipv6", isIpv6],
]);

/** Whether a string satisfies the length, the pattern and the format of its schema. */
export function stringConforms(value: string, schema: SchemaObject): boolean {
  const { minLength, maxLength, pattern, format } = schema;
  if (typeof minLength === "number" && codePoints(value).length < minLength) return false;
  if (typeof maxLength === "number" && codePoints(value).length > maxLength) return false;
  if (exactFormats.get(format)?.(value) === false) return false;
  if (
    typeof format === "string" &&
    Object.hasOwn(formats, format) &&
    formats[format]?.test(value) === false
  ) {
    return false;
  }
  if (typeof pattern !== "string") return true;
  const node = parsePattern(pattern);
  // A pattern that cannot be read is taken as met: the value is the document's own, or nothing better is known.
  return !node || patternMatcher(node)?.(value) !== false;
}
