import { ExchangeError, timedOut } from "../http/exchange.js";
import type { Transport } from "../http/transport.js";
import { Call } from "./call.js";
import { CallContext } from "./call-context.js";
import type { Answer, StreamCaller } from "./caller.js";
import type { CallOptions, ClientOptions } from "./client-options.js";
import { ClientSettings } from "./client-settings.js";
import { chooseTransport } from "./choose-transport.js";
import type { Delivery } from "./attempt.js";
import { decodeDelivery } from "./decode-delivery.js";
import type { MiddlewareAnswer } from "./middleware.js";
import type { OperationDescription } from "./operation-description.js";
import { planOf } from "./operation-plan.js";
import { openReception, type Reception, wholeReception } from "./reception.js";
import type { ServiceDescription } from "./service-description.js";
import { ServiceStream } from "./service-stream.js";

const noOptions: CallOptions = {};

/** Sends the calls of one service's operations, over connections that it keeps open between them. */
export class Client implements StreamCaller {
  /** What the runtime was told of the service. */
  readonly service: ServiceDescription;
  readonly #settings: ClientSettings;
  readonly #options: ClientOptions;
  #loading: Promise<Transport> | undefined;
  #transport: Transport | undefined;
  #closing: Promise<void> | undefined;

  /** Use `createClient`. */
  constructor(service: ServiceDescription, options: ClientOptions) {
    this.service = service;
    this.#options = options;
    this.#settings = new ClientSettings(service, options);
  }

  /**
   * Makes one call; what `defineOperation` stands on.
   * @param page URL to ask instead of the operation's own, when pages are followed
   * @throws {ServiceError} whatever goes wrong
   * @throws RangeError when a timeout is not positive, or a retry option out of its range
   */
  execute(
    operation: OperationDescription,
    params: object,
    options: CallOptions = noOptions,
    page?: URL,
  ): Promise<Answer> {
    const { validate } = this.#options;
    return this.#run(operation, options, wholeReception, params, page, (context, delivery) => {
      const answer = decodeDelivery(context, delivery);
      // What was asked for in another form, or without a body, is not what the description says of the answer.
      if (options.accept === undefined && operation.method !== "HEAD")
        validate?.answer(context.operation, answer.status, answer.data);
      return answer;
    });
  }

  /**
   * Makes one call whose answer is read while it comes.
   * @throws {ServiceError} whatever goes wrong until the answer begins
   * @throws RangeError when a timeout is not positive, or a retry option out of its range
   */
  open(
    operation: OperationDescription,
    params: object,
    options: CallOptions = noOptions,
  ): Promise<ServiceStream> {
    return this.#run(
      operation,
      options,
      openReception,
      params,
      undefined,
      (context, { answer }) => {
        return new ServiceStream(answer, context);
      },
    );
  }

  /**
   * Ends the client: later calls fail, the requests under way are waited for, and the connections closed.
   * A dispatcher that was given to the client stays open.
   */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #run<Received extends MiddlewareAnswer, Result>(
    operation: OperationDescription,
    options: CallOptions,
    reception: Reception<Received>,
    params: object,
    page: URL | undefined,
    finish: (context: CallContext, delivery: Delivery<Received>) => Result,
  ): Promise<Result> {
    const { clock, metrics, errorHandler } = this.#settings;
    const context = new CallContext(this.#settings, planOf(operation), options);
    const start = clock.now();
    try {
      if (this.#transport === undefined) await this.#loadInTime(context);
      const call = new Call(context, this.#open, reception);
      const values = params as Readonly<Record<string, unknown>>; // read by key only
      this.#options.validate?.request(context.operation, params);
      const result = finish(context, await call.run(values, page));
      metrics?.recordCall({
        service: this.service.name,
        operation: operation.id,
        success: true,
        duration: clock.now() - start,
        attempts: context.attempts,
      });
      return result;
    } catch (error) {
      const failure = context.failure(error);
      const duration = clock.now() - start;
      metrics?.recordCall({
        service: this.service.name,
        operation: operation.id,
        success: false,
        errorKind: failure.kind,
        duration,
        attempts: context.attempts,
      });
      errorHandler?.handle(failure, { operation: operation.id, duration });
      throw failure;
    }
  }

  async #end(): Promise<void> {
    // What could not be loaded has told every call so.
    const transport = await this.#loading?.catch(() => undefined);
    await transport?.close();
  }

  #loadInTime(context: CallContext): Promise<void> {
    const { remaining } = context;
    return context.inTime(
      () => this.#load(),
      () => timedOut(remaining),
    );
  }

  async #load(): Promise<void> {
    if (this.#closing) throw closed();
    this.#loading ??= chooseTransport(this.#options);
    this.#transport = await this.#loading;
  }

  readonly #open = (): Transport => {
    if (this.#closing || this.#transport === undefined) throw closed();
    return this.#transport;
  };
}

function closed(): ExchangeError {
  return new ExchangeError("the client is closed", "cancelled", false);
}

/**
 * A client for a service. Nothing is sent or opened before the first call.
 * @throws AF_CONFIG_INVALID when a base URL is no `http:` or `https:` URL, or holds credentials
 * @throws RangeError when a timeout or a limit is not positive
 */
export function createClient(service: ServiceDescription, options: ClientOptions = {}): Client {
  return new Client(service, options);
}
