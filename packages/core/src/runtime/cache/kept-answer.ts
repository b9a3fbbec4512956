import { Buffer } from "node:buffer";
import type { WireAnswer } from "../http/exchange.js";
import type { ResponseHeaders } from "../http/response-headers.js";
import type { CacheCodec } from "./cache-codec.js";
import {
  type DatedAnswer,
  type Freshness,
  freshnessOf,
  type FreshnessDefaults,
} from "./freshness.js";
import type { ServedAnswer } from "./http-cache-options.js";
import { currentAge } from "./answer-policy.js";
import { endToEndHeaders, updatedHeaders } from "./validation.js";

/** An answer in the cache. Nothing of it is handed out that a caller could change. */
export interface KeptAnswer extends DatedAnswer, Freshness {
  readonly body: Uint8Array;
  /** Of its URL, when the request was sent. */
  readonly generation: string;
}

/** What is known of an answer besides the answer. */
export type AnswerOrigin = Pick<KeptAnswer, "requestTime" | "responseTime" | "generation">;

/** A copy of an answer, with its times. */
export function keptAnswer(
  { status, headers, body }: WireAnswer,
  origin: AnswerOrigin,
  defaults: FreshnessDefaults,
): KeptAnswer {
  const answer = { ...origin, status, headers: endToEndHeaders(headers) };
  // A copy has the size of the answer: a piece that came from a socket keeps the whole read buffer alive.
  return { ...answer, ...freshnessOf(answer, defaults), body: new Uint8Array(body) };
}

/** A stored answer that a 304 confirmed (RFC 9111 §4.3.4). */
export function updatedAnswer(
  stored: KeptAnswer,
  headers: ResponseHeaders,
  origin: AnswerOrigin,
  defaults: FreshnessDefaults,
): KeptAnswer {
  const answer = {
    ...origin,
    status: stored.status,
    headers: updatedHeaders(stored.headers, headers),
  };
  return { ...answer, ...freshnessOf(answer, defaults), body: stored.body };
}

/** An answer for one caller, who may change it: with its `Age` (RFC 9111 §5.1) and bytes of its own. */
export function servedAnswer(kept: KeptAnswer, url: string, now: number): ServedAnswer {
  const age = Math.floor(currentAge(kept, now) / 1_000);
  return {
    status: kept.status,
    headers: { ...kept.headers, age: String(age) },
    body: new Uint8Array(kept.body),
    url,
    fromCache: true,
  };
}

/** Bytes that an answer takes: its body and the texts of its header fields. */
export function answerSize({ headers, body }: KeptAnswer): number {
  let size = 1 + body.byteLength;
  for (const [name, value = ""] of Object.entries(headers)) {
    for (const each of typeof value === "string" ? [value] : value) {
      size += name.length + each.length;
    }
  }
  return size;
}

/** Answers as JSON, the body as base64 (RFC 4648 §4). */
export function answerCodec(defaults: FreshnessDefaults): CacheCodec<KeptAnswer> {
  return {
    encode: ({ status, headers, body, requestTime, responseTime, generation }) =>
      JSON.stringify({
        status,
        headers,
        body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64"),
        requestTime,
        responseTime,
        generation,
      }),
    decode: (text) => {
      const stored: unknown = JSON.parse(text);
      if (!isEncodedAnswer(stored)) throw new TypeError("The store holds no answer of this cache.");
      const { body, ...answer } = stored;
      return keptAnswer({ ...answer, body: Buffer.from(body, "base64") }, answer, defaults);
    },
  };
}

type EncodedAnswer = AnswerOrigin & {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: string;
};

function isEncodedAnswer(value: unknown): value is EncodedAnswer {
  if (typeof value !== "object" || value === null) return false;
  const { status, headers, body, requestTime, responseTime, generation } = value as Partial<
    Record<keyof EncodedAnswer, unknown>
  >; // an object may have any of them
  return (
    [status, requestTime, responseTime].every(Number.isFinite) &&
    typeof body === "string" &&
    typeof generation === "string" &&
    typeof headers === "object" &&
    headers !== null &&
    Object.values(headers)
      .flat()
      .every((each) => typeof each === "string")
  );
}
