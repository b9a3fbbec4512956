import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { requireService } from "@agentflow/services";
import { describe, expect, it } from "vitest";
import { startStore } from "../start-store.js";
import type { Asked, Asking, Grant } from "./asking-process.js";

const limit = { rate: 200, burst: 100 };
const duration = 10_000;
const script = fileURLToPath(new URL("asking-process.ts", import.meta.url));
const entry = new URL("../../dist/index.js", import.meta.url).href;

async function startProcess(asking: Asking): Promise<ChildProcess> {
  const child = fork(script, [JSON.stringify(asking)], { execArgv: [] });
  await once(child, "message");
  return child;
}

async function answerOf(child: ChildProcess): Promise<Asked> {
  const [asked]: unknown[] = await once(child, "message");
  return asked as Asked; // what the script sends
}

/**
 * The most by which any window holds more tokens than rate · time + burst. Only what was given in the window for
 * sure counts; as every window begins with a question and ends with an answer, no excess escapes.
 */
function largestExcess(grants: readonly Grant[]): number {
  const byAnswer = grants.toSorted((one, other) => one.given - other.given);
  let largest = -Infinity;
  for (const { asked } of grants) {
    let tokens = 0;
    for (const grant of byAnswer) {
      if (grant.asked < asked) continue;
      tokens += grant.weight;
      const allowed = limit.burst + (limit.rate * (grant.given - asked)) / 1e6;
      largest = Math.max(largest, tokens - allowed);
    }
  }
  return largest;
}

describe.runIf(requireService("redis-server"))("four processes with one limiter", () => {
  const started = startStore();

  it("never exceed the limit in ten seconds, reach 95 % of it, and ask at most four times a grant", async () => {
    const { client, redis } = started();
    const asking = { url: redis.url, entry, ...limit, callers: 10, duration };
    const children = await Promise.all([1, 2, 3, 4].map(() => startProcess(asking)));
    const begin = process.hrtime.bigint();
    for (const child of children) child.send("go");
    const answers = await Promise.all(children.map(answerOf));
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;

    const grants = answers.flatMap((answer) => answer.grants);
    const tokens = grants.reduce((sum, { weight }) => sum + weight, 0);
    const calls = answers.reduce((sum, answer) => sum + answer.calls, 0);
    const statistics = await client.info("commandstats");
    const questions = [...statistics.matchAll(/^cmdstat_eval(?:sha)?:calls=(\d+)/gm)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
    expect(answers.flatMap(({ failures }) => failures)).toEqual([]);
    expect(largestExcess(grants)).toBeLessThanOrEqual(0);
    expect(tokens).toBeLessThanOrEqual(limit.burst + limit.rate * seconds);
    expect(calls).toBeLessThanOrEqual(tokens);
    expect(calls).toBeGreaterThanOrEqual(0.95 * (limit.burst + (limit.rate * duration) / 1_000));
    expect(questions / tokens).toBeLessThanOrEqual(4);
  }, 30_000);
});
