import type { RateLimit, RateLimitStore } from "@agentflow/core/runtime";
import type { RedisCommands } from "../connection/redis-commands.js";
import { wholeMilliseconds } from "../connection/whole-milliseconds.js";
import { holdScript } from "./hold-script.js";
import { takeScript } from "./take-script.js";

/** Tokens per second, and tokens, that stand for "no limit"; sums with them are still exact enough. */
const unlimited = 1e9;
/** When to come back, and for how much. */
interface Turn {
  /** By the server's clock, in microseconds. */
  readonly at: number;
  readonly weight: number;
}

/** Buckets whose turn is remembered at most. Forgetting one costs a call, nothing else. */
const longestMemory = 1_000;

/**
 * Buckets in Redis, each a hash. Exact whatever the interleaving: one script reads, decides and writes, by the
 * server's own clock.
 *
 * A store has one turn per bucket: ask for one waiter at a time, as `RateLimiter` does for the first of its queue.
 */
export class RedisRateLimitStore implements RateLimitStore {
  readonly #commands: RedisCommands;
  readonly #prefix: string;
  /** The turn that this store was given, by bucket. */
  readonly #turns = new Map<string, Turn>();

  constructor(commands: RedisCommands, prefix: string) {
    this.#commands = commands;
    this.#prefix = prefix;
  }

  /**
   * @throws RangeError when rate, burst or weight is not positive, or the weight is greater than the burst
   * @throws RedisStoreError when Redis gave no answer; then tokens may have been taken
   */
  async take(key: string, weight: number, { rate, burst }: RateLimit): Promise<number> {
    if (!(rate > 0)) throw new RangeError(`rate is ${rate}; it must be positive.`);
    if (!(weight > 0 && weight <= burst)) {
      throw new RangeError(`weight is ${weight}; it must be positive and at most ${burst}.`);
    }
    const turn = this.#turns.get(key);
    const reply = await this.#commands.run(
      takeScript,
      this.#prefix + key,
      weight,
      Math.min(rate, unlimited),
      Math.min(burst, unlimited),
      turn?.at ?? 0,
      turn?.weight ?? 0,
    );
    const [wait, at] = reply as readonly [number, number]; // what the script returns
    this.#remember(key, wait === 0 ? undefined : { at, weight });
    return wait;
  }

  /** @throws RedisStoreError when Redis gave no answer */
  async hold(key: string, ms: number): Promise<void> {
    if (!(ms > 0)) return;
    await this.#commands.run(holdScript, this.#prefix + key, wholeMilliseconds(ms));
  }

  #remember(key: string, turn: Turn | undefined): void {
    this.#turns.delete(key);
    if (turn === undefined) return;
    this.#turns.set(key, turn);
    if (this.#turns.size <= longestMemory) return;
    for (const oldest of this.#turns.keys()) {
      this.#turns.delete(oldest);
      return;
    }
  }
}
