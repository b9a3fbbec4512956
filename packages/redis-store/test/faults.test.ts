import { RateLimiter } from "@agentflow/core/runtime";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RedisStoreError } from "../src/index.js";
import { startStore } from "./start-store.js";

const limit = { rate: 1_000, burst: 1_000 };
/** What a call may be kept waiting, and what a busy machine adds. */
const soon = 100 + 400;

describe.runIf(requireService("redis-server"))(
  "when Redis fails",
  () => {
    const failures: RedisStoreError[] = [];
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    const started = startStore({
      timeout: 200,
      connectTimeout: 400,
      onError: (error) => failures.push(error),
    });

    beforeAll(() => process.on("unhandledRejection", note));
    afterAll(() => process.off("unhandledRejection", note));

    /** A limiter on the store, with a name of its own. */
    function limiter(name: string, onStoreFailure: "local" | "refuse"): RateLimiter {
      const store = started().store.rateLimits;
      return new RateLimiter({
        ...limit,
        name,
        store,
        onStoreFailure,
        localShare: 1,
        storePause: 50,
      });
    }

    async function everything(): Promise<readonly PromiseSettledResult<unknown>[]> {
      const { rateLimits, caches, breakers } = started().store;
      return Promise.allSettled([
        rateLimits.take("key", 1, limit),
        rateLimits.hold("key", 1),
        caches.get("key"),
        caches.set("key", "text", 1_000),
        caches.delete("key"),
        caches.clear("key"),
        breakers.read("key"),
        breakers.open("key", 1),
        breakers.close("key"),
      ]);
    }

    /** Milliseconds that `question` takes. */
    async function time(question: () => Promise<unknown>): Promise<number> {
      const begin = performance.now();
      await question();
      return performance.now() - begin;
    }

    async function works(): Promise<void> {
      await vi.waitFor(
        async () => {
          const answers = await everything();
          expect(answers.every(({ status }) => status === "fulfilled")).toBe(true);
        },
        { timeout: 10_000 },
      );
    }

    it("rejects everything at once while it is killed, and goes on after a restart", async () => {
      const { redis } = started();
      await works();
      await redis.kill();
      await vi.waitFor(() => {
        expect(failures.length).toBeGreaterThan(0);
      });
      expect(await time(everything)).toBeLessThan(soon);
      expect((await everything()).every(({ status }) => status === "rejected")).toBe(true);
      await redis.restart();
      await works();
    });

    it("rejects everything in its time while it is paused, and goes on after", async () => {
      const { redis } = started();
      await redis.pause();
      expect(await time(everything)).toBeLessThan(soon + 200);
      expect((await everything()).every(({ status }) => status === "rejected")).toBe(true);
      expect(failures.some(({ code }) => code === "TIMEOUT")).toBe(true);
      redis.resume();
      await works();
    });

    it("rejects what waits for an answer when it is killed while it is paused", async () => {
      const { redis } = started();
      await redis.pause();
      const waiting = everything();
      await redis.kill();
      expect((await waiting).every(({ status }) => status === "rejected")).toBe(true);
      await redis.restart();
      await works();
    });

    it.each(["kill", "pause"] as const)(
      "lets a limiter decide by itself after a %s",
      async (fault) => {
        const { redis } = started();
        const local = limiter(`local ${fault}`, "local");
        const refusing = limiter(`refuse ${fault}`, "refuse");
        await local.acquire();
        await refusing.acquire();
        await redis[fault]();
        expect(await time(() => local.acquire())).toBeLessThan(soon);
        const refusal = refusing.acquire().catch((error: unknown) => error);
        expect(await time(() => refusal)).toBeLessThan(soon);
        expect(await refusal).toMatchObject({ name: "RateLimitStoreError" });
        if (fault === "kill") await redis.restart();
        else redis.resume();
        await works();
        await vi.waitFor(() => refusing.acquire(), { timeout: 10_000 });
      },
    );

    it("leaves no rejection that nobody handles", () => {
      expect(unhandled).toEqual([]);
    });
  },
  30_000,
);
