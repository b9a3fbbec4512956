import { type AnswerHead, tooLong, type WireAnswer, type WireRequest } from "../http/exchange.js";
import type { OpenAnswer, OpenLimits, Transport } from "../http/transport.js";
import type { MiddlewareAnswer } from "./middleware.js";

/** How the answers of a call are taken: whole, or piece by piece. */
export interface Reception<Received extends MiddlewareAnswer> {
  receive(transport: Transport, request: WireRequest, limits: OpenLimits): Promise<Received>;
  /** An answer that went through middleware, which may have changed its body. */
  restore(answer: MiddlewareAnswer, maxBytes: number): Received | Promise<Received>;
  /** The whole of an answer that the caller does not get as it is, such as an error. */
  whole(received: Received, maxBytes: number): WireAnswer | Promise<WireAnswer>;
  /** Ends an answer that nobody reads. */
  discard(received: Received): unknown;
}

/** Answers are read to their end before the caller gets them. */
export const wholeReception: Reception<WireAnswer> = {
  receive: (transport, request, limits) => transport.exchange(request, limits),
  restore: ({ status, headers, body }, maxBytes) =>
    body instanceof Uint8Array
      ? { status, headers, body }
      : gather({ status, headers, body }, maxBytes),
  whole: (received) => received,
  discard: () => undefined,
};

/** The caller reads answers while they come. */
export const openReception: Reception<OpenAnswer> = {
  // Whoever reads piece by piece keeps no more than a piece.
  receive: (transport, request, limits) =>
    transport.open(request, { ...limits, maxBytes: Infinity }),
  restore: ({ status, headers, body }) => ({
    status,
    headers,
    body: body instanceof Uint8Array ? pieces([body]) : pieces(body),
  }),
  whole: gather,
  discard: ({ body }) => body.return?.(),
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
  return { status, headers, body: Buffer.concat(chunks) };
}

async function* pieces(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks;
}
