import { Alarm } from "./alarm.js";
import { type Clock, systemClock } from "../clock.js";
import { type WaitOptions, WaitQueue } from "./wait-queue.js";

export interface ConcurrencyLimiterOptions {
  /** How many may run at once. */
  readonly limit: number;
  /** Callers that may wait; one more is refused. Default: 10,000. */
  readonly maxQueue?: number | undefined;
  /** Default: the machine's own. Only its monotonic time is used. */
  readonly clock?: Clock | undefined;
}

/** A turn that would come later than the caller can wait, or behind more callers than may wait. */
export class ConcurrencyLimitExceededError extends Error {
  override readonly name = "ConcurrencyLimitExceededError";
}

/** A place among those that run. `using` gives it back at the end of the block. */
export class ConcurrencySlot implements Disposable {
  #limiter: ConcurrencyLimiter | undefined;

  constructor(limiter: ConcurrencyLimiter) {
    this.#limiter = limiter;
  }

  /** Gives the place to the next. Once is enough; more does nothing. */
  release(): void {
    const limiter = this.#limiter;
    this.#limiter = undefined;
    limiter?.leave();
  }

  [Symbol.dispose](): void {
    this.release();
  }
}

const noOptions: WaitOptions = {};

/** At most so many at once. Those who wait go by priority, and among equals in the order in which they came. */
export class ConcurrencyLimiter {
  readonly #limit: number;
  readonly #clock: Clock;
  readonly #queue: WaitQueue;
  readonly #alarm: Alarm;
  #running = 0;

  /** @throws RangeError when `limit` is below 1 or `maxQueue` below 0 */
  constructor({ limit, maxQueue = 10_000, clock = systemClock }: ConcurrencyLimiterOptions) {
    if (!(limit >= 1)) throw new RangeError(`limit is ${limit}; it must be 1 or more.`);
    this.#limit = Math.floor(limit);
    this.#clock = clock;
    const look = (): void => {
      this.#refuseLate();
    };
    this.#queue = new WaitQueue(maxQueue, look);
    this.#alarm = new Alarm(clock, look);
  }

  /** How many run. */
  get running(): number {
    return this.#running;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Waits for a place.
   * @throws the signal's reason when it aborts
   * @throws {ConcurrencyLimitExceededError} after `maxWait`, and at once when `maxQueue` wait already
   */
  async acquire(options: WaitOptions = noOptions): Promise<ConcurrencySlot> {
    await this.enter(options);
    return new ConcurrencySlot(this);
  }

  /**
   * Runs a task when there is a place for it.
   * @throws what `acquire` throws, and what the task throws
   */
  async run<Result>(
    task: () => Result | Promise<Result>,
    options: WaitOptions = noOptions,
  ): Promise<Result> {
    const turn = this.enter(options);
    if (turn !== undefined) await turn;
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  /**
   * The same as `acquire` for code that is called often: `undefined` when there is a place at once. Nothing is made
   * that could give the place back: whoever entered calls `leave`, exactly once. It throws nothing: the promise
   * rejects.
   */
  enter({ signal, maxWait = Infinity, priority = 0 }: WaitOptions = noOptions):
    | Promise<void>
    | undefined {
    if (signal?.aborted) return Promise.reject(signal.reason as Error); // whatever the caller aborted with
    if (Number.isNaN(priority)) {
      return Promise.reject(new RangeError("priority is NaN; it must be a number."));
    }
    // Whoever leaves gives the place to the first who waits: when one is free nobody does.
    if (this.#running < this.#limit) {
      this.#running += 1;
      return undefined;
    }
    if (this.#queue.full || !(maxWait > 0)) return Promise.reject(this.#exceeded());
    const turn = this.#queue.join(1, priority, this.#clock.now() + maxWait, signal);
    this.#alarm.set(this.#queue.nextDeadline);
    return turn;
  }

  /**
   * Gives back the place that `enter` gave.
   * @throws Error when nobody has one: then somebody left twice
   */
  leave(): void {
    if (this.#running === 0) throw new Error("leave() was called more often than enter() gave.");
    const { first } = this.#queue;
    if (first === undefined) {
      this.#running -= 1;
      return;
    }
    this.#queue.admit(first);
    if (this.#queue.size === 0) this.#alarm.clear();
  }

  #refuseLate(): void {
    // Timers have whole milliseconds: what ends within the next one is over.
    this.#queue.refuseBefore(this.#clock.now() + 1, () => this.#exceeded());
    if (this.#queue.size === 0) this.#alarm.clear();
    else this.#alarm.set(this.#queue.nextDeadline);
  }

  #exceeded(): ConcurrencyLimitExceededError {
    const text = `${this.#running} calls run and ${this.#queue.size} wait: there is no place in time.`;
    return new ConcurrencyLimitExceededError(text);
  }
}
