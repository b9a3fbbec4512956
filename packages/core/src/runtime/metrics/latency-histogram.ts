/** Buckets per doubling, all of the same width: an estimate is at most 1/33 ≈ 3.1 % off. */
const perDoubling = 16;
/** Exponents of 2: the buckets reach from 2⁻⁷ ms ≈ 8 µs to 2²² ms ≈ 70 minutes. */
const smallest = -7;
const largest = 22;
/** One more below and one above. */
const size = perDoubling * (largest - smallest) + 2;

/**
 * IEEE 754 keeps a number's exponent above its fraction: the first 16 bits, sign, exponent and 4 bits of the fraction,
 * count 16 buckets of the same width per doubling. That takes a quarter of the time of a logarithm.
 */
const bits = new DataView(new ArrayBuffer(8));
const firstBits = (1023 + smallest) * perDoubling;

/**
 * Durations in milliseconds, in log-linear buckets. Takes 3.7 KiB, however many there are; each bucket counts to 2⁵³.
 */
export class LatencyHistogram {
  readonly #buckets = new Float64Array(size);
  #count = 0;
  #sum = 0;
  #min = Infinity;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** @param duration milliseconds; what is no positive number counts as 0 */
  record(duration: number): void {
    const value = duration > 0 ? duration : 0;
    bits.setFloat64(0, value);
    const index = Math.max(0, Math.min(size - 1, bits.getUint16(0) - firstBits + 1));
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.#count += 1;
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  /** Adds what another histogram holds. */
  add(other: LatencyHistogram): void {
    for (const [index, count] of other.#buckets.entries()) {
      this.#buckets[index] = (this.#buckets[index] ?? 0) + count;
    }
    this.#count += other.#count;
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
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
      p90: this.#quantile(0.9),
      p95: this.#quantile(0.95),
      p99: this.#quantile(0.99),
    };
  }

  /** Nearest rank, and within its bucket the value that is least off, never outside what was recorded. */
  #quantile(share: number): number {
    if (this.#count === 0) return 0;
    const rank = Math.ceil(share * this.#count);
    let seen = 0;
    let index = -1;
    while (seen < rank) {
      index += 1;
      seen += this.#buckets[index] ?? 0;
    }
    return Math.min(this.#max, Math.max(this.#min, middleOf(index)));
  }
}

/** The harmonic mean of a bucket's bounds is equally far, as a share, from either. */
function middleOf(index: number): number {
  if (index === 0) return 0;
  if (index === size - 1) return Infinity;
  const lower = boundOf(index);
  const upper = boundOf(index + 1);
  return (2 * lower * upper) / (lower + upper);
}

/** Lower bound of a bucket, in milliseconds. */
function boundOf(index: number): number {
  const doublings = Math.floor((index - 1) / perDoubling);
  const part = (index - 1) % perDoubling;
  return 2 ** (smallest + doublings) * (1 + part / perDoubling);
}

/** Durations in milliseconds. The quantiles are estimates, at most 3.1 % off between 8 µs and 70 minutes. */
export interface LatencySummary {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}
