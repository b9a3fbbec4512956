import { decodedAnswer, withoutCoding } from "../http/content-coding.js";
import { decodeContentStream } from "../http/content-coding-stream.js";
import { readFrom } from "../http/read-from.js";
import { headerValue } from "../http/response-headers.js";
import { joinBytes } from "../http/bytes.js";
import type { HttpCache } from "../cache/http-cache.js";
import {
  type AnswerHead,
  ExchangeError,
  tooLong,
  type WireAnswer,
  type WireRequest,
} from "../http/exchange.js";
import type { OpenAnswer, OpenLimits, Transport } from "../http/transport.js";
import { WatchedBody } from "../http/watched-body.js";
import type { Delivery } from "./attempt.js";
import type { MiddlewareAnswer } from "./middleware.js";

/** Asks the service for an answer. */
export type AnswerSender<Received extends MiddlewareAnswer> = (
  request: WireRequest,
  signal: AbortSignal | undefined,
) => Promise<Delivery<Received>>;

/** How the answers of a call are taken: whole, or piece by piece. */
export interface Reception<Received extends MiddlewareAnswer> {
  receive(transport: Transport, request: WireRequest, limits: OpenLimits): Promise<Received>;
  /** The answer without the codings that it came in. */
  decode(received: Received, maxBytes: number): Received | Promise<Received>;
  /** The answer from a cache; `undefined` where answers are not cached. */
  readonly serve?: (
    cache: HttpCache,
    request: WireRequest,
    send: AnswerSender<Received>,
    signal: AbortSignal,
  ) => Promise<Delivery<Received>>;
  /** An answer that went through middleware, which may have changed its body. */
  restore(answer: MiddlewareAnswer, maxBytes: number): Received | Promise<Received>;
  /** The answer once all of it is there, for one that the caller does not read. */
  complete(received: Received, maxBytes: number): Received | Promise<Received>;
  /** The whole of an answer that the caller does not get as it is, such as an error. */
  whole(received: Received, maxBytes: number): WireAnswer | Promise<WireAnswer>;
  /** The answer; tells when nothing more of it comes, whether it was read to its end or not. */
  whenRead(received: Received, done: () => void, signal: AbortSignal | undefined): Received;
  /** Ends an answer that nobody reads. */
  discard(received: Received): void;
}

const nothing = new Uint8Array();

/** Answers are read to their end before the caller gets them. */
export const wholeReception: Reception<WireAnswer> = {
  receive: (transport, request, limits) => transport.exchange(request, limits),
  decode: (received, maxBytes) => {
    // What the service answered is worth more than why its body cannot be read.
    const undecoded = (error: unknown): WireAnswer => {
      if (received.status < 400) throw error;
      return received;
    };
    try {
      const decoded = decodedAnswer(received, maxBytes);
      return decoded instanceof Promise ? decoded.catch(undecoded) : decoded;
    } catch (error) {
      return undecoded(error);
    }
  },
  serve: async (cache, request, send, signal) => {
    const answer = await cache.serve(request, send, { signal });
    return { answer, url: answer.url };
  },
  restore: ({ status, headers, body }, maxBytes) =>
    body instanceof Uint8Array
      ? { status, headers, body }
      : gather({ status, headers, body }, maxBytes),
  complete: (received) => received,
  whole: (received) => received,
  whenRead: (received, done) => {
    done();
    return received;
  },
  discard: () => undefined,
};

/** The caller reads answers while they come. */
export const openReception: Reception<OpenAnswer> = {
  // Whoever reads piece by piece keeps no more than a piece.
  receive: (transport, request, limits) =>
    transport.open(request, { ...limits, maxBytes: Infinity }),
  decode: (received) => {
    const encoding = headerValue(received.headers, "content-encoding");
    if (encoding === undefined) return received;
    const body = decodeContentStream(received.body, encoding, Infinity);
    return { status: received.status, headers: withoutCoding(received.headers), body };
  },
  restore: ({ status, headers, body }) => ({
    status,
    headers,
    body: body instanceof Uint8Array ? pieces([body]) : readFrom(body, pieces),
  }),
  complete: async (received, maxBytes) => {
    const { body } = await gather(received, maxBytes).catch((error: unknown) => {
      // As above: what cannot be decoded, or is too long.
      if (error instanceof ExchangeError && error.kind === "response") return { body: nothing };
      throw error;
    });
    return { ...received, body: pieces([body]) };
  },
  whole: gather,
  whenRead: (received, done, signal) => ({
    ...received,
    body: new WatchedBody(received.body, done, signal),
  }),
  discard: ({ body }) => {
    // How a body takes its end is its own affair: nobody wants it.
    body.return?.().catch(() => undefined);
  },
};

async function gather(
  { status, headers, body }: AnswerHead & { readonly body: AsyncIterable<Uint8Array> },
  maxBytes: number,
): Promise<WireAnswer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLong(maxBytes);
    chunks.push(chunk);
  }
  return { status, headers, body: joinBytes(chunks) };
}

/** Bytes as a body that is read while it comes. */
async function* pieces(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks;
}
