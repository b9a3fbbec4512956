import type { Dispatcher } from "undici";
import type { CircuitBreaker } from "../breaker/circuit-breaker.js";
import type { HttpCache } from "../cache/http-cache.js";
import type { Clock } from "../clock.js";
import type { ErrorHandler } from "../failure/error-handler.js";
import type { MetricsRecorder } from "../metrics/metrics-recorder.js";
import type { Middleware } from "./middleware.js";
import type { ConcurrencyLimiter } from "../rate-limit/concurrency-limiter.js";
import type { RateLimiter } from "../rate-limit/rate-limiter.js";
import type { FetchFunction } from "../http/fetch-request.js";
import type { RetryBudget } from "../retry/retry-budget.js";
import type { RetryOptions } from "../retry/retry-helper.js";
import type { SecretInput } from "../secrets/secret.js";
import type { CallValidator } from "../validation/call-validator.js";

/** How a client behaves. Everything has a default. */
export interface ClientOptions {
  /** By the option names of the service's `auth`. */
  readonly credentials?: Readonly<Record<string, SecretInput>> | undefined;
  /**
   * Sends every call here: it replaces the service's base URL and those of single operations, so that a test
   * or a proxy sees all of them. Credentials are sent here too.
   */
  readonly baseUrl?: string | undefined;
  /** Sent with every request; they win over those of the service. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for a call with all its retries and waits. Default: 60,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds for one request of a call; when it is over the next may begin. Default: what is left of `timeout`. */
  readonly attemptTimeout?: number | undefined;
  /** Default: 3 tries, waits of up to 500 ms · 2ⁿ, 20 s at most. `false`: one try. */
  readonly retry?: RetryOptions | false | undefined;
  /** Bounds the retries of all calls together. Default: a `RetryBudget` of the client's own. */
  readonly retryBudget?: RetryBudget | false | undefined;
  /** Keeps requests from an origin that has failed too often. Default: none. */
  readonly breaker?: CircuitBreaker | undefined;
  /** Asked before every request. Default: none, but what the service says of its limit is kept to. */
  readonly rateLimiter?: RateLimiter | undefined;
  /** Takes a record of every call and every request. A `MetricsCollector` is one. */
  readonly metrics?: MetricsRecorder | undefined;
  readonly errorHandler?: ErrorHandler | undefined;
  /** Requests at once: a number, or a limiter that several clients share. Default: no bound. */
  readonly concurrency?: number | ConcurrencyLimiter | undefined;
  /** Answers GET requests with what the service answered before, by the rules of HTTP. Default: none. */
  readonly cache?: HttpCache | undefined;
  /** Default: the service's name and AgentFlow's. */
  readonly userAgent?: string | undefined;
  /** Bytes that the body of an answer may have that is read whole, decompressed. Default: 104,857,600 (100 MiB). */
  readonly maxResponseBytes?: number | undefined;
  /** Asks for compressed answers. What comes compressed is decompressed in any case. Default: true. */
  readonly compression?: boolean | undefined;
  /** Milliseconds that a streamed answer may be silent. Default: 300,000. */
  readonly idleTimeout?: number | undefined;
  /** Stand around every request, the first outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Connections to one origin at once; a request beyond waits for one. Default: no bound. */
  readonly connections?: number | undefined;
  /** Sends through this `fetch` instead of undici. Default on Bun, Deno and at the edge: the platform's own. */
  readonly fetch?: FetchFunction | undefined;
  /** An undici dispatcher, which the client does not close. Default: a keep-alive pool of the client's own. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
  /** Makes the keys of calls whose service takes one with each. Default: `crypto.randomUUID`. */
  readonly newIdempotencyKey?: (() => string) | undefined;
  /** Checks what callers give and what the service answers. Default: none. */
  readonly validate?: CallValidator | undefined;
  /** From 0 to less than 1, for the waits between tries. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** What a single call does differently. */
export interface CallOptions {
  /** Ends the call at once, in a wait too. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the call with all its retries and waits; for a page where pages are followed. */
  readonly timeout?: number | undefined;
  /** Milliseconds that a streamed answer may be silent. */
  readonly idleTimeout?: number | undefined;
  /** They win over all others but the credentials. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Sent as `Idempotency-Key`, the same in every try; makes any method one that is tried again. Default: a new one
   * where the service takes one with each call, else none.
   */
  readonly idempotencyKey?: string | undefined;
  /** Replaces single retry options of the client. `false`: one try. */
  readonly retry?: RetryOptions | false | undefined;
  /** Media type of the body, where the operation takes several. */
  readonly contentType?: string | undefined;
  /** Media types to ask for instead of the operation's own. */
  readonly accept?: string | undefined;
}
