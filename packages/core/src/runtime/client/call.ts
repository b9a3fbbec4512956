import { ExchangeError } from "../http/exchange.js";
import type { Transport } from "../http/transport.js";
import type { Delivery } from "./attempt.js";
import type { CallContext } from "./call-context.js";
import { type Credential, optionsOf } from "./credentials.js";
import { inTime } from "./in-time.js";
import type { MiddlewareAnswer } from "./middleware.js";
import { prepareRequest, type PreparedRequest } from "./prepare-request.js";
import type { AnswerSender, Reception } from "./reception.js";
import { send } from "./send.js";
import { isTransient, statusError } from "./status-error.js";

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
    const prepare = (): PreparedRequest =>
      prepareRequest(settings, plan, params, options, page, this.#context.credential);
    const first = this.#readCredential(false);
    if (first !== undefined) await first;
    const prepared = prepare();
    this.#context.prepared(prepared);
    let reply = await this.#reply(prepared);
    if (reply.answer.status === 401 && prepared.resendable && (await this.#renewCredential())) {
      this.#reception.discard(reply.answer);
      reply = await this.#reply(prepare());
    }
    if (plan.isSuccess(reply.answer.status)) return reply;
    throw await this.#statusError(reply.answer, false);
  }

  /**
   * Takes the credential for the next request; a promise when it has to be waited for.
   * @param refused true when the service refused the one before
   */
  #readCredential(refused: boolean): Promise<void> | undefined {
    const { credentials, service } = this.#context.settings;
    if (credentials === undefined) {
      if (service.authRequired !== true) return undefined;
      const names = (service.auth ?? []).map((each) => optionsOf(each).join(" and ")).join(", or ");
      throw new ExchangeError(`no credentials were given: set ${names}`, "auth", false);
    }
    const credential = credentials.read(refused);
    if (credential instanceof Promise) return this.#awaitCredential(credential);
    this.#context.credential = credential;
    return undefined;
  }

  /** True when there is another credential than the one that the service refused. */
  async #renewCredential(): Promise<boolean> {
    const { settings, credential, signal } = this.#context;
    if (settings.credentials?.renewable !== true) return false;
    try {
      await this.#readCredential(true);
    } catch {
      signal?.throwIfAborted();
      // The service's refusal says more than why there is no other.
      return false;
    }
    return this.#context.credential?.value !== credential?.value;
  }

  async #awaitCredential(credential: Promise<Credential>): Promise<void> {
    const text = "the credentials did not come in time";
    this.#context.credential = await this.#inTime(() => credential, text);
  }

  #inTime<Value>(task: (signal: AbortSignal) => Promise<Value>, text: string): Promise<Value> {
    const { settings, remaining, signal } = this.#context;
    const late = (): ExchangeError => new ExchangeError(text, "timeout", false);
    return inTime(task, { clock: settings.clock, timeout: remaining, signal, late });
  }

  /** From the cache where there is one, else from the service. */
  #reply(request: PreparedRequest): Promise<Delivery<Received>> {
    const { cache } = this.#context.settings;
    const { serve } = this.#reception;
    if (cache === undefined || serve === undefined) {
      return this.#tries(request, this.#context.signal);
    }
    // Another call may be the one that asks the service, and take its own time.
    return this.#inTime((waiting) => {
      const ask: AnswerSender<Received> = ({ headers }, signal) =>
        this.#tries({ ...request, headers }, signal);
      return serve(cache, request, ask, waiting);
    }, "no answer in time");
  }

  #tries(request: PreparedRequest, signal: AbortSignal | undefined): Promise<Delivery<Received>> {
    const { settings, options, deadline } = this.#context;
    return settings
      .retryHelper(options.retry)
      .run(() => this.#try(request, signal), { signal, deadline });
  }

  /** @throws {ServiceError} when there is no answer, or one that another try may change */
  async #try(
    request: PreparedRequest,
    signal: AbortSignal | undefined,
  ): Promise<Delivery<Received>> {
    const context = this.#context;
    try {
      const { answer, url } = await send({
        context,
        transport: this.#transport,
        reception: this.#reception,
        request,
        signal,
      });
      if (context.plan.isSuccess(answer.status)) return { answer, url };
      const { statuses } = context.settings.retryOptions(context.options.retry);
      if (!isTransient(context.reading, answer.status, request, statuses)) return { answer, url };
      throw await this.#statusError(answer, true);
    } catch (error) {
      throw context.failure(error);
    }
  }

  async #statusError(answer: Received, retryable: boolean): Promise<Error> {
    const whole = await this.#reception.whole(answer, this.#context.settings.maxResponseBytes);
    return statusError(this.#context, whole, retryable);
  }
}
