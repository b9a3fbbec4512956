import type { AnswerHead, WireRequest } from "../http/exchange.js";

/** An answer as a middleware sees it: whole, or for a streamed call piece by piece. */
export interface MiddlewareAnswer extends AnswerHead {
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Which request a middleware is asked about. */
export interface MiddlewareContext {
  /** The service's name. */
  readonly service: string;
  /** Id of the operation. */
  readonly operation: string;
  /** Number of the try that the request belongs to, from 1. */
  readonly attempt: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Stands around every request of a client, tries and redirects included: it sees the request as it goes on the wire,
 * credentials too, and may change it, answer it itself, or change the answer. What it throws ends the try.
 */
export type Middleware = (
  request: WireRequest,
  next: (request: WireRequest) => Promise<MiddlewareAnswer>,
  context: MiddlewareContext,
) => Promise<MiddlewareAnswer>;

/** Sends a request through every middleware, the first outermost. */
export async function throughMiddleware(
  middleware: readonly Middleware[],
  request: WireRequest,
  send: (request: WireRequest) => Promise<MiddlewareAnswer>,
  context: MiddlewareContext,
): Promise<MiddlewareAnswer> {
  const [outermost, ...others] = middleware;
  if (outermost === undefined) return send(request);
  return outermost(request, (sent) => throughMiddleware(others, sent, send, context), context);
}
