import type { Clock } from "../clock.js";
import type { WireAnswer, WireRequest } from "../http/exchange.js";
import type { CacheBounds, CacheSharing } from "./cache-options.js";

export interface HttpCacheOptions extends CacheBounds, CacheSharing {
  /**
   * Milliseconds that an answer is served which says nothing of its freshness itself. 0: it is asked for again
   * every time, on condition that it has changed where it has an `ETag` or `Last-Modified`. Default: 0.
   */
  readonly ttl?: number | undefined;
  /** The same for 404 and 410. Default: 0. */
  readonly negativeTtl?: number | undefined;
  /** Milliseconds, for answers that say nothing of `stale-while-revalidate`. Default: 0. */
  readonly staleWhileRevalidate?: number | undefined;
  /** Milliseconds, for answers that say nothing of `stale-if-error`. Default: 0. */
  readonly staleIfError?: number | undefined;
  /** Milliseconds after which an answer goes, however long it is fresh or can be validated. Default: 86,400,000 (one day). */
  readonly maxKeep?: number | undefined;
  /** Bytes that the answers in memory have together. Default: 52,428,800 (50 MiB). */
  readonly maxBytes?: number | undefined;
  /** Request header fields that choose no answer, such as a request id. Never one that says who the user is. */
  readonly ignoredHeaders?: readonly string[] | undefined;
  /** Told when validating in the background fails. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
}

/**
 * Performs a request, conditional where the cache made it so, and gives its answer whatever the status, 304 too.
 * The signal aborts when nobody waits for the answer any more. May be called after `serve` has resolved, when an
 * answer is validated in the background.
 */
export type HttpSend = (
  request: WireRequest,
  signal: AbortSignal | undefined,
) => Promise<{
  readonly answer: WireAnswer;
  /** Where it came from, after redirects. */
  readonly url: string;
}>;

/** An answer of the service or of the cache. */
export interface ServedAnswer extends WireAnswer {
  /** Where it came from, after redirects. May hold a credential. */
  readonly url: string;
  /** True when the body is the cache's: fresh, stale, or confirmed by a 304. */
  readonly fromCache: boolean;
}

export interface HttpServeOptions {
  /** Ends the wait of this caller; others who wait for the same answer go on. */
  readonly signal?: AbortSignal | undefined;
}
