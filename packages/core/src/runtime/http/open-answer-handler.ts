import type { Dispatcher } from "undici";
import { DispatchHandler } from "./dispatch-handler.js";
import { ExchangeError } from "./exchange.js";
import type { ResponseHeaders } from "./response-headers.js";
import type { OpenAnswer, OpenLimits } from "./transport.js";

/** Bytes that may wait to be read; beyond, the socket is not read any further. */
const highWaterMark = 65_536;

interface Reader {
  readonly resolve: (result: IteratorResult<Uint8Array, undefined>) => void;
  readonly reject: (error: ExchangeError) => void;
}

/** Hands an answer on while it comes, no faster than it is read. */
export class OpenAnswerHandler
  extends DispatchHandler
  implements AsyncIterableIterator<Uint8Array>
{
  readonly #resolve: (answer: OpenAnswer) => void;
  readonly #reject: (error: ExchangeError) => void;
  readonly #idleTimeout: number;
  readonly #chunks: Uint8Array[] = [];
  /** Those who wait for a piece, in order. */
  readonly #readers: Reader[] = [];
  #waiting = 0;
  #opened = false;
  #ended = false;

  constructor(
    limits: OpenLimits,
    resolve: (answer: OpenAnswer) => void,
    reject: (error: ExchangeError) => void,
  ) {
    super(limits);
    this.#idleTimeout = limits.idleTimeout;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
  ): void {
    // RFC 9110 §15.2: interim answers come before the one that counts.
    if (status < 200) return;
    this.#opened = true;
    this.restartTimer(this.#idleTimeout);
    this.#resolve({ status, headers, body: this });
  }

  onResponseEnd(): void {
    this.release();
    this.#end();
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) {
      this.#waiting -= chunk.byteLength;
      if (this.#waiting <= highWaterMark) this.#resume();
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.#readers.push({ resolve, reject });
    });
  }

  /** Ends the request: nobody reads on. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#chunks.length = 0;
    if (!this.#ended) {
      this.#end();
      this.fail(new ExchangeError("the answer was not read to its end", "cancelled", false));
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  protected take(chunk: Uint8Array): void {
    const reader = this.#readers.shift();
    if (reader) {
      this.restartTimer(this.#idleTimeout);
      reader.resolve({ done: false, value: chunk });
      return;
    }
    this.#chunks.push(chunk);
    this.#waiting += chunk.byteLength;
    if (this.#waiting <= highWaterMark) {
      this.restartTimer(this.#idleTimeout);
    } else {
      // The service is not idle while nobody reads.
      this.stopTimer();
      this.controller?.pause();
    }
  }

  protected refuse(failure: ExchangeError): void {
    if (!this.#opened) this.#reject(failure);
    for (const reader of this.#readers.splice(0)) reader.reject(failure);
    if (failure.kind === "cancelled") this.#chunks.length = 0;
  }

  #end(): void {
    this.#ended = true;
    for (const reader of this.#readers.splice(0)) reader.resolve({ done: true, value: undefined });
  }

  #resume(): void {
    // A connection that broke stays paused.
    if (this.failure || this.controller?.paused !== true) return;
    this.restartTimer(this.#idleTimeout);
    this.controller.resume();
  }
}
