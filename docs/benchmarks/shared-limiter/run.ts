/**
 * Four processes that share one limit through a real Redis, with ten callers in each that want more than it
 * allows: how much of the limit they reach, and what it costs Redis.
 * Usage: `npm run benchmark -- shared-limiter [--seconds 10] [--processes 4] [--callers 10] [--markdown]`.
 * Needs redis-server.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startRedis } from "@agentflow/services";
import { Child } from "../child.ts";
import { markdownTable } from "../measure.ts";
import { Peers } from "../peers.ts";
import type { Hammering, Order } from "./caller.ts";
import { contestants, rate } from "./contestants.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    processes: { type: "string", default: "4" },
    callers: { type: "string", default: "10" },
    markdown: { type: "boolean", default: false },
  },
});
const order: Order = { seconds: Number(values.seconds), callers: Number(values.callers) };
const ours = "RateLimiter + redis-store";
/** Share of the limit that ours has to reach, and calls of Redis that a grant of ours may take. */
const [leastShare, mostCalls] = [0.95, 4];

const peers = Peers.install(["rate-limiter-flexible@11.4.0", "redis@6.3.1"]);

/** Calls of scripts that the server has run; every contestant asks by a script. */
async function scriptCalls(url: string): Promise<number> {
  const { createClient } = await peers.load<{
    createClient: (options: object) => {
      connect(): Promise<unknown>;
      info(section: string): Promise<string>;
      destroy(): void;
    };
  }>("redis");
  const client = createClient({ url });
  await client.connect();
  const text = await client.info("commandstats");
  client.destroy();
  return [...text.matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}

/**
 * By how many grants the worst window [s, t] goes beyond burst + rate · (t − s), as the callers saw it.
 * @param grants milliseconds, sorted
 */
function excess(grants: readonly number[]): number {
  let worst = -Infinity;
  let least = Infinity;
  for (const [index, time] of grants.entries()) {
    const level = index - (time * rate) / 1000;
    least = Math.min(least, level);
    worst = Math.max(worst, level + 1 - least);
  }
  return worst - rate;
}

const rows: string[][] = [];
for (const name of Object.keys(contestants)) {
  const redis = await startRedis();
  const script = join(import.meta.dirname, "caller.ts");
  const processes = await Promise.all(
    Array.from({ length: Number(values.processes) }, () =>
      Child.start(script, [name, redis.url, peers.folder]),
    ),
  );
  const hammerings = await Promise.all(processes.map((child) => child.ask<Hammering>(order)));
  const grants = hammerings.flatMap((each) => each.grants).toSorted((left, right) => left - right);
  const calls = (await scriptCalls(redis.url)) / grants.length;
  const start = Math.min(...hammerings.map((each) => each.start));
  const seconds = (Math.max(...hammerings.map((each) => each.end)) - start) / 1000;
  const share = grants.length / (rate + rate * seconds);
  await Promise.all(processes.map((child) => child.stop()));
  await redis.stop();
  rows.push([
    name,
    (grants.length / seconds).toFixed(0),
    `${(share * 100).toFixed(1)} %`,
    excess(grants).toFixed(1),
    calls.toFixed(2),
  ]);
  if (!values.markdown) console.log(rows.at(-1)?.join("\t"));
  if (name === ours && (share > 1 || share < leastShare || calls > mostCalls)) {
    console.error(
      `"${name}" is not within ${leastShare} to 1 of the limit at ${mostCalls} calls a grant.`,
    );
    process.exitCode = 1;
  }
}
console.log(
  markdownTable(["limiter", "grants/s", "of the limit", "excess", "Redis calls per grant"], rows),
);
