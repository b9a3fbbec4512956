import type { WireRequest } from "../http/exchange.js";
import { requestHeaders } from "../http/request-headers.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";

/** True when an answer can be asked for on condition that it has changed. */
export function hasValidator(headers: ResponseHeaders): boolean {
  return (
    validator(headers, "etag") !== undefined || validator(headers, "last-modified") !== undefined
  );
}

/** The request, on condition that the answer is another than the stored one (RFC 9111 §4.3.1). */
export function conditional(request: WireRequest, stored: ResponseHeaders): WireRequest {
  const headers = requestHeaders(request.headers);
  const etag = validator(stored, "etag");
  if (etag !== undefined) headers["if-none-match"] = etag;
  const date = validator(stored, "last-modified");
  if (date !== undefined) headers["if-modified-since"] = date;
  return { ...request, headers };
}

/** A validator is sent back as it came, unless a request cannot hold it (RFC 9110 §5.5). */
function validator(headers: ResponseHeaders, name: string): string | undefined {
  const value = headerValue(headers, name);
  return value !== undefined && /^[\t\u0020-\u007E\u0080-\u00FF]+$/.test(value) ? value : undefined;
}

/**
 * True when a 304 speaks of the stored answer (RFC 9111 §4.3.4): its entity tag, if it has one, is the same,
 * by the strong comparison of RFC 9110 §8.8.3.2 when it is a strong one.
 */
export function confirms(fresh: ResponseHeaders, stored: ResponseHeaders): boolean {
  const tag = headerValue(fresh, "etag")?.trim();
  if (tag === undefined) return true;
  const storedTag = headerValue(stored, "etag")?.trim();
  return tag.startsWith("W/") ? opaque(tag) === opaque(storedTag ?? "") : tag === storedTag;
}

/** Fields that stay as they are, because the stored bytes depend on them (RFC 9111 §3.2). */
const bodyFields = new Set(["content-encoding", "content-length", "content-range"]);
/** Fields of the old answer that say nothing about the new one. */
const datedFields = new Set(["age", "date"]);

/** The stored fields, brought up to date by those of a 304 (RFC 9111 §3.2). */
export function updatedHeaders(stored: ResponseHeaders, fresh: ResponseHeaders): ResponseHeaders {
  return Object.fromEntries([
    ...Object.entries(stored).filter(([name]) => !datedFields.has(name)),
    ...Object.entries(endToEndHeaders(fresh)).filter(([name]) => !bodyFields.has(name)),
  ]);
}

/** Fields that are the connection's business or a proxy's (RFC 9110 §7.6.1, RFC 9111 §3.1). */
const connectionFields = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authentication-info",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** The fields that may be kept, as a copy whose lists nobody can change. */
export function endToEndHeaders(headers: ResponseHeaders): ResponseHeaders {
  const named = headerValue(headers, "connection")?.toLowerCase().split(",") ?? [];
  const dropped = new Set([...connectionFields, ...named.map((each) => each.trim())]);
  const kept: [string, string | readonly string[]][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || dropped.has(name)) continue;
    kept.push([name, typeof value === "string" ? value : Object.freeze([...value])]);
  }
  return Object.fromEntries(kept);
}

/** The tag without its mark of weakness. */
function opaque(tag: string): string {
  return tag.replace(/^W\//, "");
}
