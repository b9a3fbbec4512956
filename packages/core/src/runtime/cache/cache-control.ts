import { headerValue, type ResponseHeaders } from "../http/response-headers.js";

/** Directives of a `Cache-Control` field by lower-case name; "" where one has no argument. */
export type CacheControl = ReadonlyMap<string, string>;

/** RFC 9111 §5.2: a token, and perhaps an argument, which is a token or a quoted string. */
const directive = /([!#$%&'*+\-.^_`|~\w]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s,]*)))?/g;

const none: CacheControl = new Map();

/** Reads a field leniently; of a directive that is there twice the first counts (RFC 9111 §4.2.1). */
export function parseCacheControl(field: string | undefined): CacheControl {
  if (field === undefined) return none;
  const directives = new Map<string, string>();
  for (const [, name = "", quoted, token] of field.matchAll(directive)) {
    const key = name.toLowerCase();
    if (!directives.has(key)) directives.set(key, quoted ?? token ?? "");
  }
  return directives;
}

/**
 * The directives of an answer. One that has none may say `Pragma: no-cache`, which was never defined for answers
 * (RFC 9111 §5.4) but always means the same.
 */
export function answerControl(headers: ResponseHeaders): CacheControl {
  const field = headerValue(headers, "cache-control");
  if (field !== undefined) return parseCacheControl(field);
  const pragma = parseCacheControl(headerValue(headers, "pragma"));
  return pragma.has("no-cache") ? pragma : none;
}

/** RFC 9111 §1.2.2: what is larger counts as this. */
const longest = 2 ** 31;

/** Milliseconds that a directive names; 0 when it names none, so that what is garbage counts as stale (§4.2.1). */
export function directiveTime(control: CacheControl, name: string): number | undefined {
  const argument = control.get(name);
  if (argument === undefined) return undefined;
  return /^\d+$/.test(argument) ? Math.min(Number(argument), longest) * 1_000 : 0;
}
