import type { Dispatcher } from "undici";
import { type Answer, Call } from "./call.js";
import type { CallOptions, ClientOptions } from "./client-options.js";
import { ClientSettings, createDispatcher } from "./client-settings.js";
import { isServiceError } from "../failure/service-error.js";
import { ExchangeError } from "../http/exchange.js";
import type { OperationPlan } from "./operation-plan.js";
import type { ServiceDescription } from "./service-description.js";

const noOptions: CallOptions = {};

/** Sends the calls of one service's operations, over connections that it keeps open between them. */
export class Client {
  /** What the runtime was told of the service. */
  readonly service: ServiceDescription;
  readonly #settings: ClientSettings;
  readonly #given: Dispatcher | undefined;
  #own: Dispatcher | undefined;
  #closing: Promise<void> | undefined;

  /** Use `createClient`. */
  constructor(service: ServiceDescription, options: ClientOptions) {
    this.service = service;
    this.#settings = new ClientSettings(service, options);
    this.#given = options.dispatcher;
  }

  /**
   * Makes one call; what `defineOperation` stands on.
   * @param page URL to ask instead of the operation's own, when pages are followed
   * @throws {ServiceError} whatever goes wrong
   * @throws RangeError when the timeout is not positive
   */
  async execute(
    plan: OperationPlan,
    params: object,
    options: CallOptions = noOptions,
    page?: URL,
  ): Promise<Answer> {
    const { clock, metrics, errorHandler } = this.#settings;
    const operation = plan.description.id;
    const start = clock.now();
    const call = new Call(this.#settings, this.#dispatcher, plan, options);
    try {
      const answer = await call.run(params as Readonly<Record<string, unknown>>, page); // read by key only
      metrics?.recordCall({
        service: this.service.name,
        operation,
        success: true,
        duration: clock.now() - start,
      });
      return answer;
    } catch (error) {
      metrics?.recordCall({
        service: this.service.name,
        operation,
        success: false,
        errorKind: isServiceError(error) ? error.kind : "unknown",
        duration: clock.now() - start,
      });
      errorHandler?.handle(error, { operation });
      throw error;
    }
  }

  /**
   * Ends the client: later calls fail, the requests under way are waited for, and the connections closed.
   * A dispatcher that was given to the client stays open.
   */
  close(): Promise<void> {
    this.#closing ??= this.#own === undefined ? Promise.resolve() : this.#own.close();
    return this.#closing;
  }

  readonly #dispatcher = (): Dispatcher => {
    if (this.#closing) throw new ExchangeError("the client is closed", "cancelled", false);
    return this.#given ?? (this.#own ??= createDispatcher(process.env));
  };
}

/**
 * A client for a service. Nothing is sent or opened before the first call.
 * @throws AF_CONFIG_INVALID when a base URL is no `http:` or `https:` URL, or holds credentials
 * @throws RangeError when a timeout or a limit is not positive
 */
export function createClient(service: ServiceDescription, options: ClientOptions = {}): Client {
  return new Client(service, options);
}
