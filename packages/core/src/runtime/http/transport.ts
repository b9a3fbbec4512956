import type { AnswerHead, ExchangeLimits, WireAnswer, WireRequest } from "./exchange.js";

/** An answer whose body is read while it comes. */
export interface OpenAnswer extends AnswerHead {
  /** Can be read once; leaving it early ends the request. Throws `ExchangeError`. */
  readonly body: AsyncIterableIterator<Uint8Array>;
}

/** Limits of an answer that is read while it comes. */
export interface OpenLimits extends Omit<ExchangeLimits, "timeout"> {
  /** Milliseconds from sending until the header fields of the answer are there. */
  readonly timeout: number;
  /** Milliseconds between two pieces of the body; `Infinity` for no limit. */
  readonly idleTimeout: number;
}

/** What sends requests: undici on Node, or any `fetch`. */
export interface Transport {
  /**
   * Sends a request and reads the whole answer. Redirects are not followed, nothing is decompressed but by a `fetch`
   * that does it unasked.
   * @throws {ExchangeError} whatever goes wrong
   */
  exchange(request: WireRequest, limits: ExchangeLimits): Promise<WireAnswer>;
  /**
   * Sends a request and resolves when the status and the header fields of the answer are there.
   * @throws {ExchangeError} whatever goes wrong until then
   */
  open(request: WireRequest, limits: OpenLimits): Promise<OpenAnswer>;
  /** Waits for the requests under way, then closes the connections. */
  close(): Promise<void>;
}
