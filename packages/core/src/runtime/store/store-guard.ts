import { type Clock, systemClock } from "../clock.js";

/** How long a shared store may keep a call waiting. */
export interface StoreGuardOptions {
  /** Milliseconds after which a store that did not answer counts as failed. Default: 100. */
  readonly timeout?: number;
  /** Milliseconds after a failure in which the store is not asked. Default: 1,000. */
  readonly pause?: number;
  /** Told of every failure of the store. Must not throw. */
  readonly onFailure?: (error: unknown) => void;
  /** Default: the machine's own. Only its monotonic time is used. */
  readonly clock?: Clock;
}

/** A store that gave no answer in time. */
export class StoreTimeoutError extends Error {
  override readonly name = "StoreTimeoutError";
}

/**
 * Asks a shared store and never lets it stop a call: what fails or is late is answered by the caller's own
 * fallback, at once while the store rests. After the rest one question finds out whether it is back.
 */
export class StoreGuard {
  readonly #timeout: number;
  readonly #pause: number;
  readonly #onFailure: ((error: unknown) => void) | undefined;
  readonly #clock: Clock;
  /** By `clock.now()`; `-Infinity` while the store is well. */
  #restsUntil = -Infinity;
  #probing = false;

  /** @throws RangeError when `timeout` or `pause` is not positive */
  constructor({
    timeout = 100,
    pause = 1_000,
    onFailure,
    clock = systemClock,
  }: StoreGuardOptions = {}) {
    if (!(timeout > 0)) throw new RangeError(`timeout is ${timeout}; it must be positive.`);
    if (!(pause > 0)) throw new RangeError(`pause is ${pause}; it must be positive.`);
    this.#timeout = timeout;
    this.#pause = pause;
    this.#onFailure = onFailure;
    this.#clock = clock;
  }

  /** False while a failed store rests, and while one question finds out whether it is back. */
  get available(): boolean {
    if (this.#restsUntil === -Infinity) return true;
    return !this.#probing && this.#clock.now() >= this.#restsUntil;
  }

  /**
   * What the store answers, or what `fallback` gives when it does not.
   * @throws what `fallback` throws
   */
  async run<Result>(
    question: () => Promise<Result>,
    fallback: () => Result | Promise<Result>,
  ): Promise<Result> {
    if (!this.available) return fallback();
    this.#probing = this.#restsUntil !== -Infinity;
    try {
      const answer = await this.#inTime(question);
      this.#restsUntil = -Infinity;
      return answer;
    } catch (error) {
      this.#restsUntil = this.#clock.now() + this.#pause;
      this.#onFailure?.(error);
    } finally {
      this.#probing = false;
    }
    return fallback();
  }

  /** The answer of a question that lost the race is dropped, its failure too. */
  #inTime<Result>(question: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(this.#timeout, () => {
        reject(new StoreTimeoutError(`The store gave no answer within ${this.#timeout} ms.`));
      });
      // In a function of its own, so that what is thrown at once rejects too.
      (async () => question())().then(resolve, reject).finally(cancel);
    });
  }
}
