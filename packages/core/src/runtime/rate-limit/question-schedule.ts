import type { RateLimit } from "./rate-limit-store.js";

/** Tokens that are asked for at once at most. */
const largestBatch = 64;

/** Milliseconds that a question may come later so that it is for more than one caller. */
const patience = 10;

/** Milliseconds by which whoever was served comes later, so that other processes are not always too late. */
const courtesy = 1;

/**
 * When to ask a store for tokens, and for how many at once, so that few questions are asked in vain however many
 * processes do the same. Times are by the owner's monotonic clock.
 */
export class QuestionSchedule {
  readonly #msPerToken: number;
  readonly #mostGathered: number;
  /** Since when, or from when on, the next token should be there. */
  #tokenAt = -Infinity;
  #at = -Infinity;
  #batch = 1;

  constructor({ rate, burst }: RateLimit) {
    this.#msPerToken = 1000 / rate;
    // What is waited for must find place in the bucket.
    this.#mostGathered = Math.min(patience / this.#msPerToken, burst / 2 - 1);
  }

  /** When the next question is worth asking. */
  get at(): number {
    return this.#at;
  }

  /** How many tokens it is for at most, but always for as many as the first needs. */
  get batch(): number {
    return this.#batch;
  }

  /** The store gave tokens: the next ones come as much later as they take to come. */
  granted(weight: number, now: number): void {
    this.#tokenAt += weight * this.#msPerToken;
    this.#at = this.#tokenAt + courtesy;
    // Before that there may be many, and a store far away would let go one for each round trip.
    this.#batch = this.#at > now ? 1 : Math.min(Math.max(1, this.#batch) * 2, largestBatch);
  }

  /**
   * The store gave none.
   * @param weight what it was asked for
   * @param first what the first needs of that
   * @returns milliseconds until there may be enough for the first
   */
  refused(wait: number, weight: number, first: number, now: number): number {
    // How long it takes until all are there says how many are there already.
    this.#batch = Math.floor(weight - wait / this.#msPerToken);
    this.#tokenAt = now + wait - (weight - first) * this.#msPerToken;
    // No timer is shorter than a millisecond. Only after a question for more may it be worth asking again at once.
    const least = weight > first ? 0 : 1;
    const alone = Math.max(least, this.#tokenAt - now);
    this.#at = now + alone;
    return alone;
  }

  /**
   * Lets the next question come a little later and be for more than the first, where tokens come fast.
   * @param others what those need who wait behind the first
   * @param deadline when the question must have been asked
   */
  gather(first: number, others: number, now: number, deadline: number): void {
    const more = Math.floor(Math.min(this.#mostGathered, others));
    const later = this.#at + more * this.#msPerToken;
    if (more < 1 || this.#at <= now || later > deadline) return;
    this.#at = later;
    this.#batch = first + more;
  }

  /** What was learned does not hold any more, as when somebody else is first now. */
  restart(): void {
    this.#tokenAt = -Infinity;
    this.#at = -Infinity;
    this.#batch = 1;
  }
}
