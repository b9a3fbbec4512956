import { RetryHelper } from "@agentflow/core/runtime";
import type { Contestant } from "../contest.ts";
import { Peers } from "../peers.ts";
import { awaited } from "./loops.ts";

interface Policy {
  execute(run: () => unknown): Promise<unknown>;
}

const task = async (): Promise<number> => 1;

/** A task that succeeds at once, three tries allowed. */
export const contestants: Record<string, Contestant> = {
  "bare await": () => awaited(task),
  "loop written by hand": () =>
    awaited(async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await task();
        } catch (error) {
          if (attempt === 3) throw error;
        }
      }
    }),
  "RetryHelper.run": () => {
    const helper = new RetryHelper({ attempts: 3 });
    return awaited(() => helper.run(task));
  },
  cockatiel: async ({ peers }) => {
    interface Module {
      readonly handleAll: unknown;
      readonly ExponentialBackoff: new () => unknown;
      readonly retry: (on: unknown, options: object) => Policy;
    }
    const { handleAll, ExponentialBackoff, retry } = await new Peers(peers).load<Module>(
      "cockatiel",
    );
    const policy = retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() });
    return awaited(() => policy.execute(task));
  },
  "p-retry": async ({ peers }) => {
    interface Module {
      readonly default: (run: () => unknown, options: object) => Promise<unknown>;
    }
    const { default: retry } = await new Peers(peers).load<Module>("p-retry");
    return awaited(() => retry(task, { retries: 2 }));
  },
  "async-retry": async ({ peers }) => {
    interface Module {
      readonly default: (run: () => unknown, options: object) => Promise<unknown>;
    }
    const { default: retry } = await new Peers(peers).load<Module>("async-retry");
    return awaited(() => retry(task, { retries: 2 }));
  },
};
