import { joinBytes } from "./bytes.js";
import {
  brokenExchange,
  cancelled,
  ExchangeError,
  type ExchangeLimits,
  timedOut,
  tooLong,
  type WireRequest,
} from "./exchange.js";
import { fetchFailure } from "./fetch-answer.js";
import { type FetchFunction, fetchRequest, type FetchResponse } from "./fetch-request.js";
import type { Upload } from "./upload-stream.js";

const end: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** One request by `fetch` under way, and the body of its answer. */
export class FetchExchange implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #limits: ExchangeLimits;
  /** `undefined` where the answer is read whole. */
  readonly #idleTimeout: number | undefined;
  readonly #onEnd: () => void;
  readonly #controller = new AbortController();
  readonly #onAbort: (() => void) | undefined;
  #cancelTimer: () => void;
  #refuse: ((failure: ExchangeError) => void) | undefined;
  #upload: Upload | undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #failure: ExchangeError | undefined;
  #ended = false;
  #size = 0;

  /**
   * @param idleTimeout milliseconds between two pieces of the body, whose time is its own then: that of `limits` ends
   *   when the header fields are there; `undefined`: it ends with the body
   * @param onEnd called once, when nothing of the exchange goes on
   * @throws {ExchangeError} when the signal has aborted before
   */
  constructor(limits: ExchangeLimits, idleTimeout: number | undefined, onEnd: () => void) {
    const { signal, timeout } = limits;
    if (signal?.aborted) throw cancelled(signal);
    this.#limits = limits;
    this.#onEnd = onEnd;
    this.#idleTimeout = idleTimeout;
    this.#cancelTimer = this.#timer(timeout);
    if (signal) {
      this.#onAbort = () => {
        this.#fail(cancelled(signal));
      };
      signal.addEventListener("abort", this.#onAbort, { once: true });
    }
  }

  /**
   * Sends the request; resolves when the header fields of the answer are there.
   * @throws {ExchangeError} whatever goes wrong until then
   */
  send(fetch: FetchFunction, request: WireRequest): Promise<FetchResponse> {
    // Not left to `fetch` alone to reject in time: it may be one that heeds no signal.
    return new Promise((resolve, reject) => {
      this.#refuse = reject;
      this.#answered(fetch, request).then(resolve, (error: unknown) => {
        this.#fail(fetchFailure(error));
      });
    });
  }

  /**
   * The whole body.
   * @throws {ExchangeError} whatever goes wrong
   */
  async readAll(): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (let piece = await this.next(); piece.done !== true; piece = await this.next()) {
      pieces.push(piece.value);
    }
    return joinBytes(pieces);
  }

  /** @throws {ExchangeError} whatever goes wrong, and the same again when asked once more */
  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#failure) throw this.#failure;
    if (this.#ended) return end;
    const piece = await this.#read();
    if (piece === undefined) {
      this.#release();
      return end;
    }
    this.#size += piece.byteLength;
    const { maxBytes } = this.#limits;
    if (this.#size > maxBytes) {
      const failure = tooLong(maxBytes);
      this.#fail(failure);
      throw failure;
    }
    return { done: false, value: piece };
  }

  /** Ends the request: nobody reads on. */
  return(): Promise<IteratorReturnResult<undefined>> {
    this.#stop(new ExchangeError("the answer was not read to its end", "cancelled", false));
    return Promise.resolve(end);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #answered(fetch: FetchFunction, request: WireRequest): Promise<FetchResponse> {
    const { init, upload } = fetchRequest(request, this.#controller.signal, (error) => {
      this.#fail(brokenExchange(error));
    });
    this.#upload = upload;
    const response = await fetch(request.origin + request.path, init);
    this.#reader = response.body?.getReader();
    if (this.#ended) this.#discard(undefined);
    // A browser's opaque redirect.
    if (response.status === 0) {
      throw new ExchangeError(
        "this runtime hides where the answer redirects to",
        "redirect",
        false,
      );
    }
    if (this.#idleTimeout !== undefined) this.#cancelTimer();
    return response;
  }

  /** The next piece of the body; `undefined` at its end. */
  async #read(): Promise<Uint8Array | undefined> {
    const cancelTimer = this.#timer(this.#idleTimeout ?? Infinity);
    try {
      // A reader that is cancelled meanwhile says it is done.
      const piece = await this.#reader?.read();
      if (!this.#ended) return piece?.value;
    } catch (error) {
      this.#fail(fetchFailure(error));
    } finally {
      cancelTimer();
    }
    // Set by `#fail`, here or while the piece was waited for; else somebody has left.
    if (this.#failure) throw this.#failure;
    return undefined;
  }

  #timer(timeout: number): () => void {
    if (timeout === Infinity) return () => undefined;
    return this.#limits.clock.after(timeout, () => {
      this.#fail(timedOut(timeout));
    });
  }

  /** The first failure counts. */
  #fail(failure: ExchangeError): void {
    if (this.#ended) return;
    this.#failure = failure;
    this.#stop(failure);
    this.#refuse?.(failure);
  }

  /** Ends the exchange from this side. */
  #stop(reason: ExchangeError): void {
    if (this.#ended) return;
    this.#release();
    // Before the abort, which would make an error of what is only left.
    this.#discard(reason);
    this.#controller.abort(reason);
  }

  #discard(reason: ExchangeError | undefined): void {
    // The stream may have failed already, by this very abort.
    this.#reader?.cancel(reason).then(undefined, () => undefined);
  }

  /** Leaves no timer, listener or source behind. */
  #release(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancelTimer();
    if (this.#onAbort) this.#limits.signal?.removeEventListener("abort", this.#onAbort);
    this.#upload?.end();
    this.#onEnd();
  }
}
