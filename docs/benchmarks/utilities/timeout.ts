import { systemClock } from "@agentflow/core/runtime";
import type { Contestant } from "../contest.ts";
import { Peers } from "../peers.ts";
import { awaited } from "./loops.ts";

/** Milliseconds. */
const timeout = 30_000;
const task = async (): Promise<number> => 1;

/** A task that ends long before its time. */
export const contestants: Record<string, Contestant> = {
  "bare await": () => awaited(task),
  // What the runtime puts around every exchange.
  "systemClock.after, cancelled": () =>
    awaited(async () => {
      const cancel = systemClock.after(timeout, () => undefined);
      try {
        return await task();
      } finally {
        cancel();
      }
    }),
  "AbortSignal.timeout": () =>
    awaited(async () => {
      AbortSignal.timeout(timeout).throwIfAborted();
      return task();
    }),
  "race against setTimeout": () =>
    awaited(async () => {
      const { promise, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new Error("timeout")), timeout);
      try {
        return await Promise.race([task(), promise]);
      } finally {
        clearTimeout(timer);
      }
    }),
  cockatiel: async ({ peers }) => {
    interface Module {
      readonly TimeoutStrategy: { readonly Aggressive: unknown };
      timeout(
        milliseconds: number,
        strategy: unknown,
      ): { execute(run: () => unknown): Promise<unknown> };
    }
    const cockatiel = await new Peers(peers).load<Module>("cockatiel");
    const policy = cockatiel.timeout(timeout, cockatiel.TimeoutStrategy.Aggressive);
    return awaited(() => policy.execute(task));
  },
};
