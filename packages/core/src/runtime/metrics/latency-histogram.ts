/** Buckets per doubling: an estimate is at most 2^(1/16) − 1 ≈ 4.4 % off. */
const perDoubling = 8;
/** Upper bound of the first bucket, in milliseconds. */
const smallest = 0.01;
/** Doublings of 0.01 ms until about 12 hours. */
const doublings = 32;
const size = perDoubling * doublings;

/** Durations in milliseconds, in buckets whose bounds grow by 2^(1/8). Takes 1 KiB, however many there are. */
export class LatencyHistogram {
  readonly #buckets = new Uint32Array(size + 1);
  #count = 0;
  #sum = 0;
  #min = Infinity;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** @param duration milliseconds; negative ones count as 0 */
  record(duration: number): void {
    const value = Math.max(0, duration);
    const index = bucketOf(value);
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count += 1;
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  /** The durations in numbers; all 0 when there are none. */
  summary(): LatencySummary {
    const count = this.#count;
    return {
      count,
      sum: this.#sum,
      min: count === 0 ? 0 : this.#min,
      max: this.#max,
      mean: count === 0 ? 0 : this.#sum / count,
      p50: this.#quantile(0.5),
      p95: this.#quantile(0.95),
      p99: this.#quantile(0.99),
    };
  }

  /** Nearest rank, and within its bucket the geometric middle, never outside what was recorded. */
  #quantile(share: number): number {
    if (this.#count === 0) return 0;
    const rank = Math.ceil(share * this.#count);
    let seen = 0;
    let index = -1;
    while (seen < rank) {
      index += 1;
      seen += this.#buckets[index] ?? 0;
    }
    const middle = smallest * 2 ** ((index - 0.5) / perDoubling);
    return Math.min(this.#max, Math.max(this.#min, middle));
  }
}

function bucketOf(value: number): number {
  if (value <= smallest) return 0;
  return Math.min(size, Math.ceil(Math.log2(value / smallest) * perDoubling));
}

/** Durations in milliseconds. The quantiles are estimates, at most 4.4 % off. */
export interface LatencySummary {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}
