import type { Dispatcher } from "undici";
import { brokenExchange, cancelled, ExchangeError, timedOut, tooLong } from "./exchange.js";
import type { ExchangeLimits } from "./exchange.js";
import type { ResponseHeaders } from "./response-headers.js";

/**
 * Takes an answer from the socket, without the stream that `undici.request` puts in between, within its limits.
 * What is common to answers that are read whole and those that are read piece by piece.
 */
export abstract class DispatchHandler implements Dispatcher.DispatchHandler {
  protected readonly limits: Omit<ExchangeLimits, "timeout">;
  protected controller: Dispatcher.DispatchController | undefined;
  protected failure: ExchangeError | undefined;
  #cancelTimer: () => void;
  #onAbort: (() => void) | undefined;
  #size = 0;

  constructor(limits: ExchangeLimits) {
    this.limits = limits;
    this.#cancelTimer = this.timer(limits.timeout);
    const { signal } = limits;
    if (signal) {
      this.#onAbort = () => {
        this.fail(cancelled(signal));
      };
      signal.addEventListener("abort", this.#onAbort, { once: true });
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // It failed while it waited for a connection.
    if (this.failure) controller.abort(this.failure);
  }

  abstract onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
  ): void;

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#size += chunk.byteLength;
    if (this.#size > this.limits.maxBytes) this.fail(tooLong(this.limits.maxBytes));
    else this.take(chunk);
  }

  abstract onResponseEnd(): void;

  onResponseError(_controller: unknown, error: Error): void {
    if (this.failure) return;
    this.#settle(isAssertion(error) ? notHttp(error) : brokenExchange(error));
  }

  /** A piece of the body, within the limit of its size. */
  protected abstract take(chunk: Uint8Array): void;

  /** Passes the failure on. Called once. */
  protected abstract refuse(failure: ExchangeError): void;

  /** Ends the exchange from this side. */
  protected fail(failure: ExchangeError): void {
    if (this.failure) return;
    this.#settle(failure);
    this.controller?.abort(failure);
  }

  /** Gives the exchange another time from now on. */
  protected restartTimer(timeout: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.timer(timeout);
  }

  protected stopTimer(): void {
    this.#cancelTimer();
  }

  /** Leaves neither timer nor listener behind. */
  protected release(): void {
    this.#cancelTimer();
    if (this.#onAbort) this.limits.signal?.removeEventListener("abort", this.#onAbort);
    this.#onAbort = undefined;
  }

  private timer(timeout: number): () => void {
    if (timeout === Infinity) return () => undefined;
    return this.limits.clock.after(timeout, () => {
      this.fail(timedOut(timeout));
    });
  }

  #settle(failure: ExchangeError): void {
    this.failure = failure;
    this.release();
    this.refuse(failure);
  }
}

/** How undici's parser refuses an answer that its caller did not ask for, such as a change of the protocol. */
function isAssertion(error: Error): boolean {
  return "code" in error && error.code === "ERR_ASSERTION";
}

function notHttp(error: Error): ExchangeError {
  return new ExchangeError("what came is no HTTP answer to the request", "response", false, error);
}
