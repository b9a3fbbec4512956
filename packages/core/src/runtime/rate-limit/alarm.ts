import type { Clock } from "../clock.js";

/** Given so that an aborted sleep need not make an error of its own, with a stack that nobody reads. */
const cleared = new Error("The alarm was cleared.");

const microsecond = 0.001;

/** One timer in all, which rings at the earliest time that it was set to. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  /** By `clock.now()`. */
  #at = Infinity;
  #timer: AbortController | undefined;

  /** @param ring must look for itself at what is due, for an alarm may ring too early */
  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /**
   * Rings at this time, or earlier when it was set to an earlier one before.
   * @param at by `clock.now()`; `Infinity` sets nothing
   */
  set(at: number): void {
    // The same time worked out anew differs by rounding, and is not worth another timer.
    if (at === Infinity || at > this.#at - microsecond) return;
    this.clear();
    const timer = new AbortController();
    this.#at = at;
    this.#timer = timer;
    // Whole milliseconds, because timers have no others.
    const wait = Math.max(1, Math.ceil(at - this.#clock.now()));
    void this.#sleep(wait, timer);
  }

  async #sleep(wait: number, timer: AbortController): Promise<void> {
    // A sleep fails only when it was cleared.
    await this.#clock.sleep(wait, timer.signal).catch(() => undefined);
    // It may have been cleared, and set anew, before this line.
    if (this.#timer !== timer) return;
    this.#at = Infinity;
    this.#timer = undefined;
    this.#ring();
  }

  /** Leaves no timer behind. */
  clear(): void {
    this.#timer?.abort(cleared);
    this.#timer = undefined;
    this.#at = Infinity;
  }
}
