import type {
  RateLimit,
  RateLimitStore,
} from "../../../src/runtime/rate-limit/rate-limit-store.js";
import { TokenBucket } from "../../../src/runtime/rate-limit/token-bucket.js";
import type { FakeClock } from "../../../src/testing.js";

/** A store in memory that can fail, hang and come back. */
export class FakeRateLimitStore implements RateLimitStore {
  /** What it does when it is asked. */
  state: "well" | "fails" | "hangs" = "well";
  /** Milliseconds until it answers. */
  delay = 0;
  /** Everything that it was asked. */
  readonly questions: { readonly key: string; readonly weight: number }[] = [];
  readonly #clock: FakeClock;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async take(key: string, weight: number, limit: RateLimit): Promise<number> {
    this.questions.push({ key, weight });
    await this.#reach();
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      bucket = new TokenBucket(limit, this.#clock.now());
      this.#buckets.set(key, bucket);
    }
    return bucket.take(weight, this.#clock.now());
  }

  async hold(key: string, ms: number): Promise<void> {
    await this.#reach();
    this.#buckets.get(key)?.hold(this.#clock.now() + ms);
  }

  async #reach(): Promise<void> {
    if (this.state === "fails") throw new Error("connection lost");
    if (this.state === "hangs") await new Promise(() => undefined);
    if (this.delay > 0) await this.#clock.sleep(this.delay);
  }
}
