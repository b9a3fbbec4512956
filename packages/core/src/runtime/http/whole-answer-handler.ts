import type { Dispatcher } from "undici";
import { DispatchHandler } from "./dispatch-handler.js";
import type { ExchangeError, ExchangeLimits, WireAnswer } from "./exchange.js";
import type { ResponseHeaders } from "./response-headers.js";

/** Gathers an answer until it is whole. */
export class WholeAnswerHandler extends DispatchHandler {
  readonly #resolve: (answer: WireAnswer) => void;
  readonly #reject: (error: ExchangeError) => void;
  #status = 0;
  #headers: ResponseHeaders = {};
  #chunks: Uint8Array[] = [];

  constructor(
    limits: ExchangeLimits,
    resolve: (answer: WireAnswer) => void,
    reject: (error: ExchangeError) => void,
  ) {
    super(limits);
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseEnd(): void {
    this.release();
    this.#resolve({ status: this.#status, headers: this.#headers, body: this.#body() });
  }

  protected take(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
  }

  protected refuse(failure: ExchangeError): void {
    this.#chunks = [];
    this.#reject(failure);
  }

  #body(): Uint8Array {
    const [first] = this.#chunks;
    return first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
  }
}
