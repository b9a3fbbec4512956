import { Alarm } from "./alarm.js";
import type { Clock } from "../clock.js";
import { RateLimitExceededError } from "./rate-limit-errors.js";
import { type WaitOptions, WaitQueue } from "./wait-queue.js";

/** What decides whether a call may go now. Times are in milliseconds, by the queue's monotonic clock. */
export interface Meter {
  /**
   * Lets calls of this weight go, or not.
   * @returns 0 when they may go, else the milliseconds after which to ask again; `Infinity`: when told
   */
  take(weight: number, now: number): number;
  /** Milliseconds until calls of this weight may have gone, if nobody else goes; `Infinity`: nobody knows. */
  waitFor(weight: number, now: number): number;
}

/** How a call of some weight waits. */
export interface WeightedWaitOptions extends WaitOptions {
  /** What the grant counts for. Default: 1. */
  readonly weight?: number | undefined;
}

/** Lets calls go in fair order as soon as a meter allows it, with one timer in all. */
export class MeteredQueue {
  readonly #meter: Meter;
  readonly #clock: Clock;
  readonly #queue: WaitQueue;
  readonly #alarm: Alarm;

  constructor(meter: Meter, clock: Clock, maxQueue: number) {
    this.#meter = meter;
    this.#clock = clock;
    const serve = (): void => {
      this.serve();
    };
    this.#queue = new WaitQueue(maxQueue, serve);
    this.#alarm = new Alarm(clock, serve);
  }

  /** How many wait. */
  get size(): number {
    return this.#queue.size;
  }

  /** Goes if nobody has to go before and the meter allows it at once. */
  tryEnter(weight: number, priority: number): boolean {
    return !this.#queue.precedes(priority) && this.#meter.take(weight, this.#clock.now()) === 0;
  }

  /**
   * Waits for the turn; `undefined` when it has come already.
   * @throws the signal's reason when it aborts, RateLimitExceededError when the turn would come too late
   */
  enter({
    signal,
    weight = 1,
    maxWait = Infinity,
    priority = 0,
  }: WeightedWaitOptions): Promise<void> | undefined {
    if (signal?.aborted) return Promise.reject(signal.reason as Error); // whatever the caller aborted with
    if (this.tryEnter(weight, priority)) return undefined;
    const now = this.#clock.now();
    const wait = this.#meter.waitFor(this.#queue.weightBefore(priority) + weight, now);
    if (this.#queue.full) {
      const waiting = `${this.#queue.size} calls wait already. `;
      return Promise.reject(new RateLimitExceededError(known(wait), waiting));
    }
    if (known(wait) > maxWait) return Promise.reject(new RateLimitExceededError(wait));
    const turn = this.#queue.join(weight, priority, now + maxWait, signal);
    this.serve();
    return turn;
  }

  /** Lets go whoever may, and refuses whose turn comes too late. To be called when the meter changed. */
  serve(): void {
    const now = this.#clock.now();
    for (let first = this.#queue.first; first; first = this.#queue.first) {
      const wait = this.#meter.take(first.weight, now);
      if (wait === 0) {
        this.#queue.admit(first);
        continue;
      }
      // Nobody goes before the first. Where nobody knows when that is, only those whose time is over are refused.
      const earliest = wait === Infinity ? now + 1 : now + wait;
      const late = (): Error => new RateLimitExceededError(known(this.#meter.waitFor(1, now)));
      if (this.#queue.refuseBefore(earliest, late) > 0) continue;
      this.#alarm.set(Math.min(now + wait, this.#queue.nextDeadline));
      return;
    }
    this.#alarm.clear();
  }
}

function known(wait: number): number {
  return wait === Infinity ? 0 : wait;
}
