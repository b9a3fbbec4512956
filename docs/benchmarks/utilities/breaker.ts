import { CircuitBreaker } from "@agentflow/core/runtime";
import type { Contestant } from "../contest.ts";
import { Peers } from "../peers.ts";
import { awaited } from "./loops.ts";

interface Policy {
  execute(run: () => unknown): Promise<unknown>;
}

const task = async (): Promise<number> => 1;

/** A task that succeeds, behind a breaker that is closed and would open after five failures in a row. */
export const contestants: Record<string, Contestant> = {
  "bare await": () => awaited(task),
  "breaker written by hand": () => {
    let failures = 0;
    return awaited(async () => {
      if (failures >= 5) throw new Error("open");
      try {
        const result = await task();
        failures = 0;
        return result;
      } catch (error) {
        failures += 1;
        throw error;
      }
    });
  },
  "CircuitBreaker.run": () => {
    const breaker = new CircuitBreaker({ policy: { consecutive: 5 } });
    return awaited(() => breaker.run("key", task));
  },
  cockatiel: async ({ peers }) => {
    interface Module {
      readonly handleAll: unknown;
      readonly ConsecutiveBreaker: new (failures: number) => unknown;
      readonly circuitBreaker: (on: unknown, options: object) => Policy;
    }
    const { handleAll, ConsecutiveBreaker, circuitBreaker } = await new Peers(peers).load<Module>(
      "cockatiel",
    );
    const policy = circuitBreaker(handleAll, {
      halfOpenAfter: 10_000,
      breaker: new ConsecutiveBreaker(5),
    });
    return awaited(() => policy.execute(task));
  },
  opossum: async ({ peers }) => {
    interface Module {
      default: new (run: () => unknown, options: object) => { fire(): Promise<unknown> };
    }
    const { default: Opossum } = await new Peers(peers).load<Module>("opossum");
    const breaker = new Opossum(task, { timeout: false, resetTimeout: 10_000 });
    return awaited(() => breaker.fire());
  },
};
