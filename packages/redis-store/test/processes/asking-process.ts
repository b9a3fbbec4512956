import { RateLimiter, type RateLimitStore } from "@agentflow/core/runtime";

/** What the process is to do. */
export interface Asking {
  readonly url: string;
  /** The built package: Node does not find the sources behind their `.js` specifiers. */
  readonly entry: string;
  readonly rate: number;
  readonly burst: number;
  /** Callers that wait at the same time. */
  readonly callers: number;
  /** Milliseconds from the start signal on. */
  readonly duration: number;
}

/** Tokens that the store gave: in Redis it was after `asked` and before `given`. */
export interface Grant {
  /** Microseconds of the machine's monotonic clock, which all processes share. */
  readonly asked: number;
  readonly given: number;
  readonly weight: number;
}

/** What the process has to say at its end. */
export interface Asked {
  readonly grants: readonly Grant[];
  /** Callers that were let go. */
  readonly calls: number;
  readonly failures: readonly string[];
}

function microseconds(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** Notes what the store gives, and when. */
function noting(store: RateLimitStore, grants: Grant[]): RateLimitStore {
  return {
    take: async (key, weight, limit) => {
      const asked = microseconds();
      const wait = await store.take(key, weight, limit);
      // The clock's fraction of a microsecond is not lost.
      if (wait === 0) grants.push({ asked, given: microseconds() + 1, weight });
      return wait;
    },
    hold: (key, ms) => store.hold(key, ms),
  };
}

async function ask({ url, entry, rate, burst, callers, duration }: Asking): Promise<Asked> {
  const { connectRedisStore } = (await import(entry)) as typeof import("../../src/index.js"); // what it is built from
  await using store = await connectRedisStore({ url });
  const grants: Grant[] = [];
  const failures: string[] = [];
  process.send?.("ready");
  await new Promise((resolve) => process.once("message", resolve));
  const limiter = new RateLimiter({
    rate,
    burst,
    name: "processes",
    store: noting(store.rateLimits, grants),
    localShare: 1 / 4,
    // A busy machine is no failure of the store.
    storeTimeout: 5_000,
    onStoreError: (error) => failures.push(String(error)),
  });
  const signal = AbortSignal.timeout(duration);
  let calls = 0;
  const call = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await limiter.acquire({ signal });
        calls += 1;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  // What was asked last may still be under way, and what it gives counts.
  await store.breakers.read("last");
  return { grants, calls, failures };
}

const asked = await ask(JSON.parse(process.argv[2] ?? "") as Asking); // what the test gives
process.send?.(asked);
process.disconnect();
