import type { HttpCache } from "../cache/http-cache.js";
import { type ExchangeError, timedOut } from "../http/exchange.js";
import { isServiceError } from "../failure/service-error.js";
import type { Transport } from "../http/transport.js";
import type { Delivery } from "./attempt.js";
import type { CallContext } from "./call-context.js";
import { readCredential, renewCredential } from "./call-credential.js";
import type { MiddlewareAnswer } from "./middleware.js";
import { isSuccess } from "./operation-rules.js";
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
    const { plan, signal } = this.#context;
    signal?.throwIfAborted();
    const prepare = (): PreparedRequest => prepareRequest(this.#context, params, page);
    const first = readCredential(this.#context, undefined);
    if (first !== undefined) await first;
    const prepared = prepare();
    this.#context.prepared(prepared);
    let reply = await this.#reply(prepared);
    if (
      reply.answer.status === 401 &&
      prepared.resendable &&
      (await renewCredential(this.#context))
    ) {
      this.#reception.discard(reply.answer);
      reply = await this.#reply(prepare());
    }
    if (isSuccess(plan.description, reply.answer.status)) return reply;
    throw await this.#statusError(reply.answer, false);
  }

  /** From the cache where there is one, else from the service. */
  #reply(request: PreparedRequest): Promise<Delivery<Received>> {
    const { cache } = this.#context.settings;
    const { serve } = this.#reception;
    if (cache === undefined) return this.#tries(request, this.#context.signal);
    if (serve === undefined) return this.#passed(request, cache);
    return this.#served(request, (ask, waiting) => serve(cache, request, ask, waiting));
  }

  async #passed(request: PreparedRequest, cache: HttpCache): Promise<Delivery<Received>> {
    const delivery = await this.#tries(request, this.#context.signal);
    // Memory forgets at once; nobody waits for the store.
    void cache.passed(request, delivery.answer, delivery.url);
    return delivery;
  }

  /** Another call may be the one that asks the service, and takes its own time. */
  async #served(
    request: PreparedRequest,
    serve: (ask: AnswerSender<Received>, waiting: AbortSignal) => Promise<Delivery<Received>>,
  ): Promise<Delivery<Received>> {
    const { remaining } = this.#context;
    for (;;) {
      let asked = false;
      const ask: AnswerSender<Received> = ({ headers }, signal) => {
        asked = true;
        return this.#tries({ ...request, headers }, signal);
      };
      try {
        const late = (): ExchangeError => timedOut(remaining);
        const delivery = await this.#context.inTime((waiting) => serve(ask, waiting), late);
        this.#context.answered(delivery.answer.headers);
        return delivery;
      } catch (error) {
        // What ended the other need not end this one. With little time left it does: else those who wait would ask
        // one after the other, each for the moment that it has left.
        if (asked || !isEnd(error) || this.#context.remaining < remaining / 2) throw error;
        // Throws when it is this client that was closed.
        this.#transport();
      }
    }
  }

  #tries(request: PreparedRequest, signal: AbortSignal | undefined): Promise<Delivery<Received>> {
    const { deadline, retryHelper } = this.#context;
    return retryHelper.run(() => this.#try(request, signal), { signal, deadline });
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
      if (isSuccess(context.plan.description, answer.status)) return { answer, url };
      if (!isTransient(context, answer, request)) return { answer, url };
      throw await this.#statusError(answer, true);
    } catch (error) {
      throw context.failure(error, signal);
    }
  }

  async #statusError(answer: Received, retryable: boolean): Promise<Error> {
    const whole = await this.#reception.whole(answer, this.#context.settings.maxResponseBytes);
    return statusError(this.#context, whole, retryable);
  }
}

/** True for what ended a call from its own side. */
function isEnd(error: unknown): boolean {
  return isServiceError(error) && (error.kind === "timeout" || error.kind === "cancelled");
}
