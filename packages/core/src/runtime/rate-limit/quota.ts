import type { Clock } from "../clock.js";
import { type Meter, MeteredQueue } from "./metered-queue.js";
import type { QuotaReading } from "./quota-reading.js";
import { QuotaWindow } from "./quota-window.js";
import type { WaitOptions } from "./wait-queue.js";

/** Milliseconds, a day. Who is to wait longer asks again then: the answer may have been a mistake. */
const longestHold = 24 * 60 * 60 * 1000;

/** Callers that wait for a service's quota at most. */
const longestQueue = 10_000;

/** What a set of operations may use of a service together: all its windows, and those who wait for them. */
export class Quota implements Meter {
  /** Operations that count against it. */
  operations = 0;
  readonly #clock: Clock;
  readonly #queue: MeteredQueue;
  readonly #windows = new Map<string, QuotaWindow>();
  #inFlight = 0;
  /** Calls without an answer: whether the service counted them is known only with the next answer. */
  #lost = 0;
  /** By `clock.now()`. */
  #heldUntil = -Infinity;
  /** Calls that may go without a look at the clock. */
  #plenty = Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#queue = new MeteredQueue(this, clock, longestQueue);
  }

  /** Waits until a call may go; `undefined` when it may go at once. */
  enter(options: WaitOptions): Promise<void> | undefined {
    if (this.#plenty >= 1) {
      this.#plenty -= 1;
      this.#inFlight += 1;
      return undefined;
    }
    const turn = this.#hurries(options.maxWait) ? undefined : this.#queue.enter(options);
    this.#count(this.#clock.now());
    return turn;
  }

  /** Adds to the calls in flight, or takes away those that count against another quota. */
  move(calls: number): void {
    this.#inFlight += calls;
    this.#changed(this.#clock.now());
  }

  /** Learns from the answer of a call that went well. */
  answered(readings: readonly QuotaReading[]): void {
    this.#inFlight -= 1;
    if (readings.length === 0 && this.#windows.size === 0) return;
    const now = this.#clock.now();
    for (const [name, window] of this.#windows) {
      const isNamed = readings.some((reading) => reading.name === name);
      if (!isNamed && window.isForgotten(now)) this.#windows.delete(name);
    }
    this.#learn(readings, now);
    this.#changed(now);
  }

  /** Learns from the answer of a call that failed, which often comes from somewhere else and names no quota. */
  failed(readings: readonly QuotaReading[], heldFor = 0): void {
    this.#inFlight -= 1;
    const now = this.#clock.now();
    this.#learn(readings, now);
    this.#heldUntil = Math.max(this.#heldUntil, now + Math.min(heldFor, longestHold));
    this.#changed(now);
  }

  /** A call that ended without an answer. */
  unanswered(): void {
    this.#inFlight -= 1;
    this.#lost += 1;
    this.#changed(this.#clock.now());
  }

  take(_weight: number, now: number): number {
    const wait = this.waitFor(1, now);
    if (wait > 0) return wait;
    for (const window of this.#windows.values()) window.went(now, this.#inFlight, this.#lost);
    this.#inFlight += 1;
    return 0;
  }

  waitFor(count: number, now: number): number {
    let wait = Math.max(0, this.#heldUntil - now);
    for (const window of this.#windows.values()) {
      wait = Math.max(wait, window.waitFor(count, now, this.#inFlight, this.#lost));
    }
    return wait;
  }

  /**
   * A call whose turn would take more than half of its time goes at once while more is left than wait for it:
   * spreading makes calls later, and must not make them fail.
   */
  #hurries(maxWait = Infinity): boolean {
    const now = this.#clock.now();
    const waiting = this.#queue.size;
    if (this.waitFor(waiting + 1, now) <= maxWait / 2 || now < this.#heldUntil) return false;
    for (const window of this.#windows.values()) {
      if (window.left(now, this.#inFlight, this.#lost) <= waiting) return false;
    }
    this.#inFlight += 1;
    return true;
  }

  #learn(readings: readonly QuotaReading[], now: number): void {
    for (const { name, remaining, limit, resetIn = 0 } of readings) {
      this.#lost = 0;
      // Of a window that is over nothing is to be learned.
      if (resetIn === 0) continue;
      const resetAt = now + Math.min(resetIn, longestHold);
      this.#window(name).learn(remaining, limit, resetAt, now);
    }
  }

  #window(name: string): QuotaWindow {
    let window = this.#windows.get(name);
    if (window === undefined) {
      window = new QuotaWindow();
      this.#windows.set(name, window);
    }
    return window;
  }

  #changed(now: number): void {
    if (this.#queue.size > 0) this.#queue.serve();
    this.#count(now);
  }

  #count(now: number): void {
    // Whoever waits does so because one of these leaves nothing.
    let plenty = now < this.#heldUntil ? 0 : Infinity;
    for (const window of this.#windows.values()) {
      plenty = Math.min(plenty, window.plenty(now, this.#inFlight, this.#lost));
    }
    this.#plenty = Math.floor(plenty);
  }
}
