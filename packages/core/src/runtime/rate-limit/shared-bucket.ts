import { Alarm } from "./alarm.js";
import type { Bucket } from "./bucket.js";
import type { Clock } from "../clock.js";
import type { WeightedWaitOptions } from "./metered-queue.js";
import { QuestionSchedule } from "./question-schedule.js";
import { RateLimitExceededError } from "./rate-limit-errors.js";
import type { SharedLimit } from "./shared-limit.js";
import { TokenBucket } from "./token-bucket.js";
import type { Waiter } from "./wait-lane.js";
import { WaitQueue } from "./wait-queue.js";

/** A bucket that is in a store, and those of this process who wait for it: only the first of them asks. */
export class SharedBucket implements Bucket {
  readonly #shared: SharedLimit;
  readonly #key: string;
  readonly #clock: Clock;
  /** What is drawn from while the store is away. */
  readonly #local: TokenBucket;
  readonly #queue: WaitQueue;
  readonly #alarm: Alarm;
  readonly #schedule: QuestionSchedule;
  #asking = false;
  /** For whom the schedule was made. */
  #first: Waiter | undefined;
  /** Nobody goes before this time, by `clock.now()`. */
  #earliest = -Infinity;

  constructor(shared: SharedLimit, key: string, clock: Clock, maxQueue: number) {
    this.#shared = shared;
    this.#key = key;
    this.#clock = clock;
    this.#local = new TokenBucket(shared.localLimit, clock.now());
    this.#schedule = new QuestionSchedule(shared.limit);
    const serve = (): void => {
      void this.#serve();
    };
    this.#queue = new WaitQueue(maxQueue, serve);
    this.#alarm = new Alarm(clock, serve);
  }

  enter({
    signal,
    weight = 1,
    maxWait = Infinity,
    priority = 0,
  }: WeightedWaitOptions): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error); // whatever the caller aborted with
    const now = this.#clock.now();
    if (this.#queue.full) {
      const wait = this.#local.waitFor(this.#queue.weightBefore(priority) + weight, now);
      const waiting = `${this.#queue.size} calls wait already. `;
      return Promise.reject(new RateLimitExceededError(wait, waiting));
    }
    if (this.#queue.precedes(priority) && this.#sleeps() && now + maxWait < this.#earliest) {
      return Promise.reject(new RateLimitExceededError(this.#earliest - now));
    }
    const turn = this.#queue.join(weight, priority, now + maxWait, signal);
    void this.#serve();
    return turn;
  }

  async tryEnter(weight: number, priority: number): Promise<boolean> {
    if (this.#queue.precedes(priority)) return false;
    const local = (now: number): number => this.#local.take(weight, now);
    return (await this.#take(weight, local)) === 0;
  }

  observe(remaining: number, ms: number): void {
    const now = this.#clock.now();
    this.#local.lower(remaining, now);
    if (remaining > 0 || !(ms > 0)) return;
    this.#local.hold(now + ms);
    this.#shared.hold(this.#key, ms);
  }

  isIdle(): boolean {
    return this.#queue.size === 0 && this.#local.isFull(this.#clock.now());
  }

  /** Asks for the first until they have to wait. It never rejects. */
  async #serve(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#queue.size > 0 && !this.#sleeps()) await this.#ask();
    } catch (error) {
      // The store is away, and then calls are refused.
      this.#queue.refuseAll(error);
    } finally {
      this.#asking = false;
    }
    if (this.#queue.size === 0) this.#alarm.clear();
    else this.#alarm.set(this.#schedule.at);
  }

  /** True while the next question is not worth asking. */
  #sleeps(): boolean {
    const { at } = this.#schedule;
    // Whose time ends before that is told at once.
    return (
      this.#queue.first === this.#first && this.#clock.now() < at && this.#queue.nextDeadline >= at
    );
  }

  async #ask(): Promise<void> {
    if (this.#queue.first !== this.#first) this.#schedule.restart();
    let isLocal = false;
    let weight = this.#queue.weightOfFirst(
      Math.min(this.#schedule.batch, this.#shared.limit.burst),
    );
    const wait = await this.#take(weight, (now) => {
      // Nothing is gained by asking this process for many at once, and no other process races it.
      isLocal = true;
      this.#schedule.restart();
      weight = this.#queue.weightOfFirst(0);
      return this.#local.take(weight, now);
    });
    const now = this.#clock.now();
    if (wait === 0) this.#admit(weight, now);
    else this.#refuse(wait, weight, now);
    if (!isLocal) this.#gather(now);
    this.#first = this.#queue.first;
  }

  /** What a caller who gave up meanwhile would have taken goes to the next, or is lost when it is too little. */
  #admit(weight: number, now: number): void {
    let left = weight;
    for (let first = this.#queue.first; first; first = this.#queue.first) {
      if (first.weight > left) break;
      left -= first.weight;
      this.#queue.admit(first);
    }
    this.#schedule.granted(weight, now);
  }

  #refuse(wait: number, weight: number, now: number): void {
    const { first } = this.#queue;
    if (first === undefined) return;
    const alone = this.#schedule.refused(wait, weight, first.weight, now);
    this.#earliest = now + alone;
    this.#queue.refuseBefore(this.#earliest, () => new RateLimitExceededError(alone));
  }

  #gather(now: number): void {
    const { first, nextDeadline } = this.#queue;
    if (first === undefined) return;
    const others = this.#queue.weightBefore(-Infinity) - first.weight;
    this.#schedule.gather(first.weight, others, now, nextDeadline);
  }

  #take(weight: number, local: (now: number) => number): Promise<number> {
    return this.#shared.take(this.#key, weight, local, (now) => {
      // Who has just spent the shared limit has no second burst when the store goes away.
      this.#local.drain(weight, now);
    });
  }
}
