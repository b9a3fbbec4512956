import type { Clock } from "../runtime/clock.js";

export interface FakeClockOptions {
  /** True: time passes only by `advance`. Default: false, a sleep lets the time pass that it asks for. */
  readonly manual?: boolean;
  /** Milliseconds since the Unix epoch at the start. Default: 2026-01-01T00:00:00Z. */
  readonly wallTime?: number;
}

interface Timer {
  /** By `now()`. */
  readonly due: number;
  readonly callback: () => void;
}

/**
 * A clock whose time costs none. What sleeps at the same time sleeps side by side, as on a real clock:
 * when all promises have come to rest, time goes on to the end of the shortest sleep. It does not wait for sockets.
 */
export class FakeClock implements Clock {
  /** Milliseconds of every sleep that was asked for, in order. */
  readonly sleeps: number[] = [];
  readonly #manual: boolean;
  readonly #start: number;
  readonly #timers = new Set<Timer>();
  /** Sleeps are what lets time pass by itself; other timers only watch. */
  readonly #sleeping = new Set<Timer>();
  #now = 0;
  #scheduled = false;

  constructor({ manual = false, wallTime = Date.UTC(2026, 0, 1) }: FakeClockOptions = {}) {
    this.#manual = manual;
    this.#start = wallTime;
  }

  now(): number {
    return this.#now;
  }

  wallTime(): number {
    return this.#start + this.#now;
  }

  /** Timers and sleeps that have not ended: 0 when nothing was left behind. */
  get pending(): number {
    return this.#timers.size;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = this.#add(ms, callback);
    return () => {
      this.#remove(timer);
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error); // whatever the caller aborted with
        return;
      }
      const onAbort = (): void => {
        this.#remove(timer);
        reject(signal?.reason as Error); // as above
      };
      const timer = this.#add(ms, () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      });
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#sleeping.add(timer);
      this.#schedule();
    });
  }

  /** Lets time pass; what falls due meanwhile happens in its order, each at its own time. */
  advance(ms: number): void {
    const end = this.#now + Math.max(0, ms);
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#now = Math.max(this.#now, timer.due);
      this.#remove(timer);
      timer.callback();
    }
    this.#now = end;
  }

  #add(ms: number, callback: () => void): Timer {
    const timer = { due: this.#now + Math.max(0, ms), callback };
    this.#timers.add(timer);
    return timer;
  }

  #remove(timer: Timer): void {
    this.#timers.delete(timer);
    this.#sleeping.delete(timer);
  }

  /** The first timer that falls due by `end`; of two at the same time the one that was set first. */
  #next(end: number): Timer | undefined {
    return earliest(this.#timers, end);
  }

  #schedule(): void {
    if (this.#manual || this.#scheduled) return;
    this.#scheduled = true;
    // After all promises that can settle now: nothing has more to do at this time.
    setImmediate(() => {
      this.#scheduled = false;
      const first = earliest(this.#sleeping, Infinity);
      if (first === undefined) return;
      this.advance(first.due - this.#now);
      if (this.#sleeping.size > 0) this.#schedule();
    });
  }
}

function earliest(timers: ReadonlySet<Timer>, end: number): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) {
    if (timer.due <= end && (first === undefined || timer.due < first.due)) first = timer;
  }
  return first;
}
