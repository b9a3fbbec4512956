import { RateLimiter } from "@agentflow/core/runtime";
import type { Contestant } from "../contest.ts";
import { Peers } from "../peers.ts";
import { awaited, synchronous } from "./loops.ts";

/** Grants per second; so many that nobody waits. */
const rate = 1e9;

/** The least that a token bucket does. */
function bucket(): () => boolean {
  let tokens = rate;
  let updated = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(rate, tokens + ((now - updated) * rate) / 1000);
    updated = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

interface Limiter {
  tryRemoveTokens(count: number): boolean;
  removeTokens(count: number): Promise<number>;
}

async function limiter(peers: string): Promise<Limiter> {
  const { RateLimiter: Client } = await new Peers(peers).load<{
    RateLimiter: new (options: object) => Limiter;
  }>("limiter");
  return new Client({ tokensPerInterval: rate, interval: "second" });
}

/** A token that is free. */
export const contestants: Record<string, Contestant> = {
  "bucket written by hand": () => synchronous(bucket()),
  "RateLimiter.tryAcquire": () => {
    const ours = new RateLimiter({ rate });
    return synchronous(() => ours.tryAcquire());
  },
  "limiter, tryRemoveTokens": async ({ peers }) => {
    const theirs = await limiter(peers);
    return synchronous(() => theirs.tryRemoveTokens(1));
  },
  "bucket written by hand, awaited": () => {
    const take = bucket();
    return awaited(async () => take());
  },
  "RateLimiter.acquire, awaited": () => {
    const ours = new RateLimiter({ rate });
    return awaited(() => ours.acquire());
  },
  "limiter, removeTokens, awaited": async ({ peers }) => {
    const theirs = await limiter(peers);
    return awaited(() => theirs.removeTokens(1));
  },
  "p-throttle, awaited": async ({ peers }) => {
    interface Module {
      readonly default: (options: object) => (run: () => unknown) => () => Promise<unknown>;
    }
    const { default: throttle } = await new Peers(peers).load<Module>("p-throttle");
    return awaited(throttle({ limit: rate, interval: 1000 })(() => true));
  },
  "rate-limiter-flexible, awaited": async ({ peers }) => {
    interface Module {
      RateLimiterMemory: new (options: object) => { consume(key: string): Promise<unknown> };
    }
    const { RateLimiterMemory } = await new Peers(peers).load<Module>("rate-limiter-flexible");
    const theirs = new RateLimiterMemory({ points: rate, duration: 1 });
    return awaited(() => theirs.consume("key"));
  },
};
