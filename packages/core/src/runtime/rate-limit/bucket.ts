import type { WeightedWaitOptions } from "./metered-queue.js";

/** What one key of a rate limiter draws from. */
export interface Bucket {
  /**
   * Waits for the turn; `undefined` when it has come already.
   * @throws the signal's reason when it aborts, RateLimitExceededError when the turn would come too late,
   *   RateLimitStoreError when the store is away and calls are refused then
   */
  enter(options: WeightedWaitOptions): Promise<void> | undefined;
  /** Goes at once, or not. */
  tryEnter(weight: number, priority: number): boolean | Promise<boolean>;
  /** Keeps at most `remaining` grants, and gives none for `ms` milliseconds when none remains. */
  observe(remaining: number, ms: number): void;
  /** True when nobody waits and a new bucket would be the same. */
  isIdle(): boolean;
}
