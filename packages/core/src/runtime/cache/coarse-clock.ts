import type { Clock } from "../clock.js";

/** Milliseconds after which a time that was read is not used any more. */
const resolution = 1;
/** Comparisons that use one reading, so that a loop which never yields sees time pass too. */
const readingUses = 256;
/** Exact readings within one resolution before the first is used twice: a timer is dearer than a few readings. */
const denseReadings = 16;
/** Milliseconds before an end from which on every comparison reads the clock. */
const margin = 100;

/**
 * Compares many ends with the time, and reads the clock for a few of them only: reading costs more than the rest
 * of a lookup. The answer is exact for ends that are nearer than 100 ms, so it is wrong only in a synchronous
 * stretch of the program that lasts longer than that.
 */
export class CoarseClock {
  readonly #clock: Clock;
  #time = 0;
  /** Comparisons for which `#time` may still be used. */
  #usesLeft = 0;
  /** True while a timer runs that ends the use of `#time`. */
  #held = false;
  #since = -Infinity;
  #readings = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True until `end` is over. */
  isUntil(end: number): boolean {
    if (this.#usesLeft > 0) {
      this.#usesLeft -= 1;
      if (this.#time + margin <= end) return true;
    }
    return this.#read() <= end;
  }

  #read(): number {
    const now = this.#clock.now();
    if (this.#held) {
      this.#hold(now);
    } else if (now - this.#since >= resolution) {
      this.#since = now;
      this.#readings = 1;
    } else {
      this.#readings += 1;
      if (this.#readings === denseReadings) {
        this.#held = true;
        this.#hold(now);
        this.#clock.after(resolution, () => {
          this.#held = false;
          this.#usesLeft = 0;
        });
      }
    }
    return now;
  }

  #hold(now: number): void {
    this.#time = now;
    this.#usesLeft = readingUses;
  }
}
