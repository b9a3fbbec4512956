import {
  RateLimiter,
  type RateLimiterOptions,
} from "../../../src/runtime/rate-limit/rate-limiter.js";
import { FakeClock } from "../../../src/testing.js";
import { FakeRateLimitStore } from "./fake-rate-limit-store.js";

/** A limiter whose buckets are in a store. */
export function shared(options: Partial<RateLimiterOptions> = {}, clock = new FakeClock()) {
  const store = new FakeRateLimitStore(clock);
  const limiter = new RateLimiter({
    rate: 10,
    burst: 2,
    store,
    name: "api",
    localShare: 1,
    clock,
    ...options,
  });
  return { clock, store, limiter };
}

/** Lets time pass on a clock that only does so when told, and whatever that brings about. */
export async function pass(clock: FakeClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1) {
    await settle();
    clock.advance(1);
  }
  await settle();
}

/** Enough turns for all that can happen at this time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

/** The times at which so many grants came that were asked for at once. */
export async function times(
  limiter: RateLimiter,
  clock: FakeClock,
  count: number,
): Promise<number[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      await limiter.acquire();
      return clock.now();
    }),
  );
}
