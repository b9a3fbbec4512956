import type { Dispatcher } from "undici";
import { answerKey, isStorable } from "../cache/answer-cache.js";
import { callFailure } from "./call-failure.js";
import type { CallOptions } from "./client-options.js";
import { type ClientSettings, positive } from "./client-settings.js";
import { type Credential, optionsOf } from "./credentials.js";
import { decodeAnswer, decodeErrorAnswer } from "../http/decode-answer.js";
import { kindOfStatus, transientStatuses } from "../failure/error-kind.js";
import { exchange, ExchangeError, type WireAnswer, type WireRequest } from "../http/exchange.js";
import { inTime } from "./in-time.js";
import { logText } from "../failure/log-text.js";
import { acceptsOnlyJson } from "../http/media-type.js";
import type { OperationPlan } from "./operation-plan.js";
import { prepareRequest, type PreparedRequest, withCredential } from "./prepare-request.js";
import { withQueryParameter } from "../http/query-parameter.js";
import type { RateLimitReading } from "../rate-limit/rate-limit-gate.js";
import { redirectLimit, redirectTarget } from "../http/redirect.js";
import { withoutCredentials } from "../http/request-headers.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import type { RetryHelper, RetryOptions } from "../retry/retry-helper.js";
import { noSecrets } from "../secrets/secret-filter.js";
import { ServiceError } from "../failure/service-error.js";
import { statusMessage } from "../failure/status-message.js";

/** What a successful call gives. */
export interface Answer {
  readonly data: unknown;
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Where it came from, after redirects. May hold a key, so it is not shown to anybody. */
  readonly url: string;
}

/** One call of an operation: a request, or several until one is answered. */
export class Call {
  readonly #settings: ClientSettings;
  readonly #dispatcher: () => Dispatcher;
  readonly #plan: OperationPlan;
  readonly #options: CallOptions;
  readonly #deadline: number;
  #credential: Credential | undefined;
  #filter = noSecrets;
  #repeatable = false;
  #attempts = 0;
  #requestId: string | undefined;

  /** @throws RangeError when the timeout is not positive */
  constructor(
    settings: ClientSettings,
    dispatcher: () => Dispatcher,
    plan: OperationPlan,
    options: CallOptions,
  ) {
    this.#settings = settings;
    this.#dispatcher = dispatcher;
    this.#plan = plan;
    this.#options = options;
    const timeout = positive("timeout", options.timeout ?? settings.timeout);
    this.#deadline = settings.clock.now() + timeout;
  }

  /**
   * @param page URL to ask instead of the operation's own, when pages are followed
   * @throws {ServiceError} whatever goes wrong
   */
  async run(params: Readonly<Record<string, unknown>>, page?: URL): Promise<Answer> {
    const { signal } = this.#options;
    try {
      signal?.throwIfAborted();
      const prepared = prepareRequest(this.#settings, this.#plan, params, this.#options, page);
      this.#repeatable = prepared.repeatable;
      const request = await this.#authenticated(prepared);
      const cached = this.#cached(request);
      if (cached) return cached;
      return await this.#retryHelper().run((attempt) => this.#attempt(request, attempt), {
        signal,
        deadline: this.#deadline,
      });
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #failure(error: unknown): ServiceError {
    return callFailure(error, {
      service: this.#settings.service.name,
      operation: this.#plan.description.id,
      filter: this.#filter,
      attempts: this.#attempts,
      requestId: this.#requestId,
      repeatable: this.#repeatable,
      signal: this.#options.signal,
    });
  }

  #retryOptions(): RetryOptions {
    const { retry } = this.#options;
    if (retry === false) return { attempts: 1 };
    return retry === undefined ? this.#settings.retry : { ...this.#settings.retry, ...retry };
  }

  #retryHelper(): RetryHelper {
    return this.#options.retry === undefined
      ? this.#settings.retryHelper
      : this.#settings.retryHelperFor(this.#retryOptions());
  }

  async #authenticated(request: PreparedRequest): Promise<PreparedRequest> {
    const { credentials, service, clock } = this.#settings;
    if (credentials === undefined) {
      if (service.authRequired !== true) return request;
      const names = (service.auth ?? []).map((each) => optionsOf(each).join(" and ")).join(", or ");
      throw new ExchangeError(`no credentials were given: set ${names}`, "auth", false);
    }
    if (!this.#settings.maySendCredentials(request.origin)) return request;
    const credential = credentials.read();
    this.#credential =
      credential instanceof Promise
        ? await inTime(credential, {
            clock,
            timeout: this.#deadline - clock.now(),
            signal: this.#options.signal,
            late: () => new ExchangeError("the credentials did not come in time", "timeout", false),
          })
        : credential;
    this.#filter = this.#credential.filter;
    return withCredential(request, this.#credential);
  }

  #cached(request: PreparedRequest): Answer | undefined {
    const { cache } = this.#settings;
    if (cache === undefined || request.method !== "GET") return undefined;
    const stored = cache.get(answerKey(request));
    return stored && this.#decoded(request, stored, stored.url);
  }

  async #attempt(first: PreparedRequest, attempt: number): Promise<Answer> {
    const { clock, attemptTimeout, maxResponseBytes } = this.#settings;
    let inFlight = false;
    try {
      await this.#waitForLimits();
      inFlight = true;
      this.#attempts = attempt;
      this.#requestId = undefined;
      const end = Math.min(this.#deadline, clock.now() + attemptTimeout);
      let request: WireRequest = first;
      for (let redirects = 0; ; redirects += 1) {
        const answer = await exchange(this.#dispatcher(), request, {
          timeout: end - clock.now(),
          maxBytes: maxResponseBytes,
          clock,
          signal: this.#options.signal,
        });
        const target = redirectTarget(request, answer, first.resendable);
        if (target === undefined) {
          inFlight = false;
          return this.#finish(first, request, answer);
        }
        if (redirects === redirectLimit) {
          throw new ExchangeError(`redirected more than ${redirectLimit} times`, "redirect", false);
        }
        request = this.#redirected(first, target);
      }
    } catch (error) {
      throw this.#failure(error);
    } finally {
      if (inFlight) this.#settings.gate.leave(this.#plan.description.id);
    }
  }

  async #waitForLimits(): Promise<void> {
    const { clock, gate, rateLimiter } = this.#settings;
    const { signal } = this.#options;
    await rateLimiter?.enter({ signal, maxWait: this.#deadline - clock.now() });
    await gate.enter(this.#plan.description.id, { signal, maxWait: this.#deadline - clock.now() });
  }

  /** Credentials stay behind when the request leaves the origins that may have them. */
  #redirected(first: PreparedRequest, target: URL): WireRequest {
    const trusted = this.#settings.maySendCredentials(target.origin);
    const key = this.#credential?.in === "query" ? this.#credential : undefined;
    const path = target.pathname + target.search;
    return {
      ...first,
      origin: target.origin,
      path: key ? withQueryParameter(path, key.name, trusted ? key.value : undefined) : path,
      headers: trusted
        ? first.headers
        : withoutCredentials(first.headers, this.#settings.apiKeyFields),
    };
  }

  #finish(first: PreparedRequest, request: WireRequest, answer: WireAnswer): Answer {
    const { service, gate, cache } = this.#settings;
    const { status, headers } = answer;
    const name = service.requestIdHeader?.toLowerCase();
    const requestId = name === undefined ? undefined : headerValue(headers, name);
    this.#requestId = requestId === undefined ? undefined : this.#filter.text(requestId);
    const reading = gate.read(this.#plan.description.id, status, headers);
    if (!this.#plan.isSuccess(status)) throw this.#statusError(first, answer, reading);
    const url = request.origin + request.path;
    const decoded = this.#decoded(request, answer, url);
    if (cache !== undefined && first.method === "GET" && isStorable(headers)) {
      cache.set(answerKey(first), { ...answer, url });
    }
    return decoded;
  }

  #decoded(request: WireRequest, { status, headers, body }: WireAnswer, url: string): Answer {
    const { accept } = request.headers;
    const { jsonOnly, description } = this.#plan;
    const wantsJson =
      accept === description.accept ? jsonOnly : accept !== undefined && acceptsOnlyJson(accept);
    const data = decodeAnswer(body, headers, wantsJson, this.#filter);
    return { data, status, headers, url };
  }

  #statusError(
    request: PreparedRequest,
    { status, headers, body }: WireAnswer,
    { limited, retryAfter }: RateLimitReading,
  ): ServiceError {
    const { service } = this.#settings;
    const operation = this.#plan.description.id;
    const { value, format } = decodeErrorAnswer(body, headers, this.#filter);
    const requestId = this.#requestId;
    const suffix = requestId === undefined ? "" : ` (request ${logText(requestId, 100)})`;
    const { statuses = transientStatuses } = this.#retryOptions();
    return new ServiceError(
      `${service.name} ${operation}: ${statusMessage(status, value)}${suffix}`,
      {
        operation,
        status,
        headers,
        requestId,
        retryAfter,
        filter: this.#filter,
        kind: limited ? "rate-limit" : kindOfStatus(status),
        body: value,
        bodyFormat: format,
        attempts: this.#attempts,
        // A call that was refused for being one too many was not processed: any method may come again.
        retryable: limited ? request.resendable : request.repeatable && statuses.includes(status),
      },
    );
  }
}
