import { createHash } from "node:crypto";
import type { WireAnswer, WireRequest } from "../http/exchange.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";

/** An answer as it came, so that everybody who gets it from the cache gets objects of their own. */
export interface StoredAnswer extends WireAnswer {
  /** Where it came from, after redirects. */
  readonly url: string;
}

/** Where a client keeps GET answers. A `CacheManager<StoredAnswer>` is one. */
export interface AnswerCache {
  get(key: string): StoredAnswer | undefined;
  set(key: string, answer: StoredAnswer): unknown;
}

/**
 * Tells all requests apart that may get different answers. The credentials are in it, as part of a digest:
 * what one user may see is never served to another, and the key shows nothing.
 */
export function answerKey({ origin, path, headers }: WireRequest): string {
  const fields = Object.entries(headers).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([origin + path, fields]))
    .digest("base64url");
}

/** False for what the service does not want to be kept (RFC 9111 §5.2.2.5). */
export function isStorable(headers: ResponseHeaders): boolean {
  return !/(?:^|[\s,])no-store(?:[\s,]|$)/i.test(headerValue(headers, "cache-control") ?? "");
}
