import { type AnswerHead, ExchangeError } from "../http/exchange.js";
import { headerValue } from "../http/response-headers.js";
import type { Transport } from "../http/transport.js";
import type { RateLimitReading } from "../rate-limit/rate-limit-gate.js";
import { attempt, type Delivery } from "./attempt.js";
import type { CallContext } from "./call-context.js";
import { type Credential, optionsOf } from "./credentials.js";
import { inTime } from "./in-time.js";
import type { MiddlewareAnswer } from "./middleware.js";
import { prepareRequest, type PreparedRequest, withCredential } from "./prepare-request.js";
import type { Reception } from "./reception.js";
import { isTransient, statusError } from "./status-error.js";

/** An answer that may be an error of the service, which another try would not change. */
interface Reply<Received extends MiddlewareAnswer> extends Delivery<Received> {
  readonly reading: RateLimitReading;
}

/** One call of an operation: a request, or several until one is answered. */
export class Call<Received extends MiddlewareAnswer> {
  readonly #context: CallContext;
  readonly #transport: () => Transport;
  readonly #reception: Reception<Received>;

  /** @param transport throws when the client is closed */
  constructor(context: CallContext, transport: () => Transport, reception: Reception<Received>) {
    this.#context = context;
    this.#transport = transport;
    this.#reception = reception;
  }

  /**
   * The answer of a call that succeeded.
   * @param page URL to ask instead of the operation's own, when pages are followed
   * @throws whatever goes wrong; `CallContext.failure` makes a service error of it
   */
  async run(
    params: Readonly<Record<string, unknown>>,
    page: URL | undefined,
  ): Promise<Delivery<Received>> {
    const { settings, plan, options, signal } = this.#context;
    signal?.throwIfAborted();
    const prepared = prepareRequest(settings, plan, params, options, page);
    this.#context.repeatable = prepared.repeatable;
    let reply = await this.#tries(await this.#authenticated(prepared, false));
    if (reply.answer.status === 401 && prepared.resendable && settings.credentials?.renewable) {
      const before = this.#context.credential?.value;
      const renewed = await this.#authenticated(prepared, true);
      // The same credential would be refused again.
      if (this.#context.credential?.value !== before) {
        this.#reception.discard(reply.answer);
        reply = await this.#tries(renewed);
      }
    }
    if (plan.isSuccess(reply.answer.status)) return reply;
    throw await this.#statusError(reply, false);
  }

  /** @param refused true when the service refused the credential that was sent before */
  async #authenticated(request: PreparedRequest, refused: boolean): Promise<PreparedRequest> {
    const { credentials, service } = this.#context.settings;
    if (credentials === undefined) {
      if (service.authRequired !== true) return request;
      const names = (service.auth ?? []).map((each) => optionsOf(each).join(" and ")).join(", or ");
      throw new ExchangeError(`no credentials were given: set ${names}`, "auth", false);
    }
    if (!this.#context.settings.maySendCredentials(request.origin)) return request;
    const read = credentials.read(refused);
    const credential = read instanceof Promise ? await this.#inTime(read) : read;
    this.#context.credential = credential;
    return withCredential(request, credential);
  }

  #inTime(credential: Promise<Credential>): Promise<Credential> {
    return inTime(credential, {
      clock: this.#context.settings.clock,
      timeout: this.#context.remaining,
      signal: this.#context.signal,
      late: () => new ExchangeError("the credentials did not come in time", "timeout", false),
    });
  }

  #tries(request: PreparedRequest): Promise<Reply<Received>> {
    const { settings, options, signal, deadline } = this.#context;
    return settings.retryHelper(options.retry).run(() => this.#try(request), { signal, deadline });
  }

  /** @throws {ServiceError} when there is no answer, or one that another try may change */
  async #try(request: PreparedRequest): Promise<Reply<Received>> {
    const context = this.#context;
    try {
      await this.#waitForLimits();
      context.attempts += 1;
      context.requestId = undefined;
      const delivery = await attempt(context, this.#transport(), this.#reception, request);
      const reply = { ...delivery, reading: this.#read(delivery.answer) };
      const { status } = delivery.answer;
      if (context.plan.isSuccess(status)) return reply;
      const { statuses } = context.settings.retryOptions(context.options.retry);
      if (isTransient(reply.reading, status, request, statuses)) {
        throw await this.#statusError(reply, true);
      }
      return reply;
    } catch (error) {
      throw context.failure(error);
    }
  }

  async #waitForLimits(): Promise<void> {
    const { settings, operation, signal, remaining } = this.#context;
    for (const limiter of [settings.gate.limiter(operation), settings.rateLimiter]) {
      if (limiter === undefined || limiter.tryAcquire()) continue;
      await limiter.acquire({ signal, maxWait: remaining });
    }
  }

  /** Learns what the header fields of an answer say. */
  #read({ status, headers }: AnswerHead): RateLimitReading {
    const { settings, operation, filter } = this.#context;
    const field = settings.service.requestIdHeader?.toLowerCase();
    const requestId = field === undefined ? undefined : headerValue(headers, field);
    this.#context.requestId = requestId === undefined ? undefined : filter.text(requestId);
    return settings.gate.read(operation, status, headers);
  }

  async #statusError({ answer, reading }: Reply<Received>, retryable: boolean): Promise<Error> {
    const whole = await this.#reception.whole(answer, this.#context.settings.maxResponseBytes);
    return statusError(this.#context, whole, reading, retryable);
  }
}
