import type { CircuitBreaker } from "../breaker/circuit-breaker.js";
import type { HttpCache } from "../cache/http-cache.js";
import { type BaseUrl, parseBaseUrl } from "../http/base-url.js";
import type { ClientOptions } from "./client-options.js";
import { type Clock, systemClock } from "../clock.js";
import { checkTransportOptions } from "./choose-transport.js";
import { CallAuth } from "./call-auth.js";
import type { ErrorHandler } from "../failure/error-handler.js";
import type { MetricsRecorder } from "../metrics/metrics-recorder.js";
import type { Middleware } from "./middleware.js";
import { isServiceError } from "../failure/service-error.js";
import { ConcurrencyLimiter } from "../rate-limit/concurrency-limiter.js";
import { RateLimitGate } from "../rate-limit/rate-limit-gate.js";
import type { RateLimiter } from "../rate-limit/rate-limiter.js";
import { acceptedEncodings } from "../http/content-coding.js";
import {
  type RequestHeaders,
  requestHeaders,
  setHeader,
  setHeaders,
} from "../http/request-headers.js";
import { RetryBudget } from "../retry/retry-budget.js";
import { RetryHelper, type RetryOptions } from "../retry/retry-helper.js";
import { wholeNumber } from "../whole-number.js";
import { SharedHeaders } from "./shared-headers.js";
import type { SecretInput } from "../secrets/secret.js";
import type { OperationDescription } from "./operation-description.js";
import type { AuthDescription, ServiceDescription } from "./service-description.js";
import { warnOfUnencrypted } from "./unencrypted-credentials.js";

const minute = 60_000;
const mebibyte = 1024 * 1024;
const oneTry: RetryOptions = { attempts: 1 };

/** A client's options with every default filled in, worked out once. */
export class ClientSettings {
  readonly service: ServiceDescription;
  readonly headers: RequestHeaders;
  readonly sharedHeaders: SharedHeaders;
  /** Answer header with the service's own name for a request, in lower case. */
  readonly requestIdField: string | undefined;
  readonly timeout: number;
  readonly attemptTimeout: number;
  readonly idleTimeout: number;
  readonly middleware: readonly Middleware[];
  readonly breaker: CircuitBreaker | undefined;
  readonly rateLimiter: RateLimiter | undefined;
  readonly gate: RateLimitGate;
  readonly concurrency: ConcurrencyLimiter | undefined;
  readonly metrics: MetricsRecorder | undefined;
  readonly errorHandler: ErrorHandler | undefined;
  readonly cache: HttpCache | undefined;
  readonly maxResponseBytes: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly #newIdempotencyKey: () => string;
  readonly #credentials: Readonly<Record<string, SecretInput>>;
  readonly #auth: CallAuth;
  /** Of operations with a way of their own, by what their descriptions hold. */
  readonly #operationAuth = new Map<AuthDescription, CallAuth>();
  readonly #retryBudget: RetryBudget | undefined;
  readonly #retry: RetryOptions;
  readonly #retryHelper: RetryHelper;
  readonly #base: BaseUrl;
  readonly #overridden: boolean;
  readonly #operationBases = new Map<string, BaseUrl>();
  readonly #credentialOrigins: ReadonlySet<string>;

  /**
   * @throws AF_CONFIG_INVALID when a base URL or a credential origin is unusable, or options exclude each other
   * @throws RangeError when a timeout or a limit is not positive, or `connections` no whole number from 1 on
   * @throws Error when a header cannot be sent
   */
  constructor(service: ServiceDescription, options: ClientOptions) {
    checkTransportOptions(options);
    if (options.connections !== undefined) wholeNumber("connections", options.connections);
    this.service = service;
    this.#credentials = options.credentials ?? {};
    this.#auth = new CallAuth(service.auth ?? [], this.#credentials);
    this.headers = requestHeaders();
    setHeaders(this.headers, { "user-agent": options.userAgent ?? defaultUserAgent(service) });
    if (options.compression !== false) {
      setHeader(this.headers, "accept-encoding", acceptedEncodings);
    }
    setHeaders(this.headers, service.headers);
    setHeaders(this.headers, options.headers);
    this.sharedHeaders = new SharedHeaders(this.headers);
    this.requestIdField = service.requestIdHeader?.toLowerCase();
    this.timeout = positive("timeout", options.timeout ?? minute);
    this.attemptTimeout = positive("attemptTimeout", options.attemptTimeout ?? Infinity);
    this.clock = options.clock ?? systemClock;
    this.random = options.random ?? Math.random;
    this.#newIdempotencyKey = options.newIdempotencyKey ?? (() => crypto.randomUUID());
    this.idleTimeout = positive("idleTimeout", options.idleTimeout ?? 5 * minute);
    this.middleware = options.middleware ?? [];
    this.#retryBudget =
      options.retryBudget === false ? undefined : (options.retryBudget ?? new RetryBudget());
    this.#retry = options.retry === false ? oneTry : (options.retry ?? {});
    this.#retryHelper = this.#retryHelperFor(this.#retry);
    this.breaker = options.breaker;
    this.rateLimiter = options.rateLimiter;
    this.concurrency =
      typeof options.concurrency === "number"
        ? new ConcurrencyLimiter({ limit: options.concurrency, clock: this.clock })
        : options.concurrency;
    this.gate = new RateLimitGate(service.rateLimit, this.clock);
    this.metrics = options.metrics;
    this.errorHandler = options.errorHandler;
    this.cache = options.cache;
    this.maxResponseBytes = positive(
      "maxResponseBytes",
      options.maxResponseBytes ?? 100 * mebibyte,
    );
    this.#base = parseBaseUrl(options.baseUrl ?? service.baseUrl);
    this.#overridden = options.baseUrl !== undefined;
    this.#credentialOrigins = new Set([
      this.#base.origin,
      ...(service.credentialOrigins ?? []).map((origin) => parseBaseUrl(origin).origin),
    ]);
    if (this.#auth.source) warnOfUnencrypted(service.name, this.#credentialOrigins);
  }

  /** The client's retry options, with those that a call replaces. */
  retryOptions(replaced: RetryOptions | false | undefined): RetryOptions {
    if (replaced === undefined) return this.#retry;
    return replaced === false ? oneTry : { ...this.#retry, ...replaced };
  }

  /** What tries a call again. */
  retryHelper(replaced: RetryOptions | false | undefined): RetryHelper {
    return replaced === undefined
      ? this.#retryHelper
      : this.#retryHelperFor(this.retryOptions(replaced));
  }

  /**
   * Where an operation is sent.
   * @param operationBase the operation's own base URL
   * @throws AF_CONFIG_INVALID when it is unusable
   */
  baseFor(operationBase: string | undefined): BaseUrl {
    if (operationBase === undefined || this.#overridden) return this.#base;
    let base = this.#operationBases.get(operationBase);
    if (base === undefined) {
      base = parseBaseUrl(operationBase);
      this.#operationBases.set(operationBase, base);
    }
    return base;
  }

  /**
   * How the calls of an operation prove who they come from.
   * @param operationAuth the operation's own way
   */
  authFor(operationAuth: AuthDescription | undefined): CallAuth {
    if (operationAuth === undefined) return this.#auth;
    let auth = this.#operationAuth.get(operationAuth);
    if (auth === undefined) {
      auth = new CallAuth(operationAuth, this.#credentials);
      this.#operationAuth.set(operationAuth, auth);
    }
    return auth;
  }

  /** Header names of all API keys that a call may have, in lower case. */
  apiKeyFields({ apiKeyFields }: CallAuth): readonly string[] {
    return [...this.#auth.apiKeyFields, ...apiKeyFields];
  }

  /** A key for one call, where the service takes one with each call of the method. */
  idempotencyKeyFor({ method }: OperationDescription): string | undefined {
    return this.service.idempotencyKeys?.includes(method) ? this.#newIdempotencyKey() : undefined;
  }

  /** True for origins that the user or the service's description trusts with credentials. */
  maySendCredentials(origin: string): boolean {
    return this.#credentialOrigins.has(origin);
  }

  #retryHelperFor(options: RetryOptions): RetryHelper {
    const { clock, random } = this;
    const budget = options.budget ?? this.#retryBudget;
    const retryIf = (error: unknown): boolean =>
      // Waiting for a circuit to close would hold the caller for what the breaker spares it.
      !(isServiceError(error) && error.kind === "circuit-open") &&
      (options.retryIf?.(error) ?? true);
    return new RetryHelper({ ...options, retryIf, ...(budget && { budget }), clock, random });
  }
}

/** @throws RangeError when the value is not positive */
export function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new RangeError(`${name} is ${value}; it must be positive.`);
}

/** A product token (RFC 9110 §10.1.5) of our own, and which service is called. */
function defaultUserAgent({ name }: ServiceDescription): string {
  return `agentflow (${name.replaceAll(/[^\w .-]/g, "")})`;
}
