import { createHash } from "node:crypto";
import type { WireRequest } from "../http/exchange.js";

/** Where an answer is kept. Both are digests: credentials are in them, and they show nothing. */
export interface AnswerKey {
  /** The same for everything at a URL. */
  readonly url: string;
  /** Begins with `url`. Tells apart what may get different answers, those of different users above all. */
  readonly answer: string;
}

/** How old the answer may be, and the trace that the request is part of (W3C Trace Context, W3C Baggage). */
const neutral = ["baggage", "cache-control", "traceparent", "tracestate"];
/** Without one of these in the key, an answer could reach another user. */
const credentials: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
]);

/**
 * Request header fields that choose no answer, in lower case.
 * @param more those that the user of the cache knows
 * @throws RangeError when one of them says who the user is
 */
export function neutralHeaders(more: readonly string[]): ReadonlySet<string> {
  const fields = new Set(neutral);
  for (const name of more) {
    const field = name.toLowerCase();
    if (credentials.has(field)) throw new RangeError(`ignoredHeaders names "${field}".`);
    fields.add(field);
  }
  return fields;
}

/**
 * The key of a request: its URL and all its header fields but `ignored`, whatever the answer's `Vary` says.
 * So what one user may see is never served to another, whichever field the user is known by.
 */
export function keyOf(
  { origin, path, headers }: WireRequest,
  ignored: ReadonlySet<string>,
): AnswerKey {
  const fields = Object.entries(headers)
    .filter(([name]) => !ignored.has(name))
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const url = urlKey(origin + path);
  return { url, answer: `${url}.${digest(JSON.stringify(fields))}` };
}

/** The digest of a URL. */
export function urlKey(url: string): string {
  return digest(url);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
