import type { Dispatcher } from "undici";
import type { Clock } from "../clock.js";
import type { ErrorKind } from "../failure/error-kind.js";
import { classifyFailure } from "../failure/failure-kind.js";
import type { HttpMethod } from "../client/operation-description.js";
import type { RequestHeaders } from "./request-headers.js";
import type { ResponseHeaders } from "./response-headers.js";

/** One request as it goes on the wire. */
export interface WireRequest {
  readonly method: HttpMethod;
  readonly origin: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers: RequestHeaders;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

/** One answer as it came. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Uint8Array;
}

export interface ExchangeLimits {
  /** Milliseconds from sending to the end of the answer. */
  readonly timeout: number;
  /** Bytes that the body of the answer may have. */
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** An exchange without a whole answer. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
  readonly kind: ErrorKind;
  /** True when the same exchange may succeed later. */
  readonly transient: boolean;

  constructor(message: string, kind: ErrorKind, transient: boolean, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.transient = transient;
  }
}

/**
 * Sends a request and reads the whole answer.
 * @throws {ExchangeError} whatever goes wrong
 */
export function exchange(
  dispatcher: Dispatcher,
  request: WireRequest,
  limits: ExchangeLimits,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    // A signal that has aborted before will not say so again.
    if (limits.signal?.aborted) {
      reject(cancelled(limits.signal));
      return;
    }
    const handler = new ExchangeHandler(limits, resolve, reject);
    const { origin, method, path, headers, body } = request;
    dispatcher.dispatch(
      {
        origin,
        method,
        path,
        headers,
        // undici takes async iterables, which its types leave out.
        body: (body ?? null) as Dispatcher.DispatchOptions["body"] & {},
        // One timer of ours holds for the whole exchange.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      handler,
    );
  });
}

function cancelled(signal: AbortSignal): ExchangeError {
  return new ExchangeError("cancelled by the caller", "cancelled", false, signal.reason);
}

/** Takes an answer from the socket without the stream that `undici.request` puts in between. */
class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #limits: ExchangeLimits;
  readonly #resolve: (answer: WireAnswer) => void;
  readonly #reject: (error: ExchangeError) => void;
  readonly #cancelTimer: () => void;
  readonly #onAbort: (() => void) | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #failure: ExchangeError | undefined;
  #status = 0;
  #headers: ResponseHeaders = {};
  #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(
    limits: ExchangeLimits,
    resolve: (answer: WireAnswer) => void,
    reject: (error: ExchangeError) => void,
  ) {
    const { clock, timeout, signal } = limits;
    this.#limits = limits;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#cancelTimer = clock.after(timeout, () => {
      this.#fail(new ExchangeError(`no answer within ${Math.ceil(timeout)} ms`, "timeout", true));
    });
    if (signal) {
      this.#onAbort = () => {
        this.#fail(cancelled(signal));
      };
      signal.addEventListener("abort", this.#onAbort, { once: true });
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It failed while it waited for a connection.
    if (this.#failure) controller.abort(this.#failure);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#size += chunk.byteLength;
    if (this.#size > this.#limits.maxBytes) {
      this.#fail(
        new ExchangeError(
          `the answer is longer than ${this.#limits.maxBytes} bytes`,
          "response",
          false,
        ),
      );
      return;
    }
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#release();
    this.#resolve({ status: this.#status, headers: this.#headers, body: this.#body() });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#failure) return;
    const { kind, transient } = classifyFailure(error);
    this.#settle(new ExchangeError(error.message, kind, transient, error));
  }

  #body(): Uint8Array {
    const [first] = this.#chunks;
    return first !== undefined && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
  }

  /** Ends the exchange from this side. */
  #fail(failure: ExchangeError): void {
    this.#settle(failure);
    this.#controller?.abort(failure);
  }

  #settle(failure: ExchangeError): void {
    this.#failure = failure;
    this.#chunks = [];
    this.#release();
    this.#reject(failure);
  }

  #release(): void {
    this.#cancelTimer();
    if (this.#onAbort) this.#limits.signal?.removeEventListener("abort", this.#onAbort);
  }
}
