/**
 * Nanoseconds of CPU for one operation of each utility on the path where nothing goes wrong, against the least
 * that does the job and against libraries. Fails when ours misses a figure below.
 * Usage: `npm run benchmark -- utilities [--only retry,cache] [--rounds 9] [--milliseconds 100] [--markdown]`.
 */
import { parseArgs } from "node:util";
import { contest, type Reading } from "../contest.ts";
import { markdownTable, median, withSpread } from "../measure.ts";
import { Peers } from "../peers.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    milliseconds: { type: "string", default: "100" },
    only: { type: "string" },
    markdown: { type: "boolean", default: false },
  },
});

/** What ours must not go beyond: nanoseconds. */
interface Goal {
  readonly name: string;
  readonly limit: (of: (name: string) => number) => number;
}

const groups: Record<string, { readonly module: string; readonly goals: readonly Goal[] }> = {
  retry: {
    module: "./retry.ts",
    goals: [{ name: "RetryHelper.run", limit: (of) => of("bare await") + 150 }],
  },
  "token-bucket": {
    module: "./token-bucket.ts",
    goals: [{ name: "RateLimiter.tryAcquire", limit: () => 100 }],
  },
  cache: {
    module: "./cache.ts",
    goals: [{ name: "CacheManager, get", limit: (of) => 1.2 * of("lru-cache, get") }],
  },
  metrics: {
    module: "./metrics.ts",
    goals: [{ name: "MetricsCollector.recordCall", limit: () => 120 }],
  },
  breaker: { module: "./breaker.ts", goals: [] },
  timeout: { module: "./timeout.ts", goals: [] },
};

const peers = Peers.install([
  "async-retry@1.3.3",
  "cockatiel@4.0.0",
  "keyv@6.1.0",
  "limiter@4.1.0",
  "lru-cache@11.5.3",
  "node-cache@5.1.2",
  "@opentelemetry/api@1.10.0",
  "@opentelemetry/sdk-metrics@3.1.1",
  "opossum@10.0.0",
  "p-retry@9.0.0",
  "p-throttle@8.1.1",
  "prom-client@15.1.3",
  "rate-limiter-flexible@11.4.0",
]);

const only = values.only?.split(",");
for (const [title, { module, goals }] of Object.entries(groups)) {
  if (only !== undefined && !only.includes(title)) continue;
  const { contestants } = (await import(module)) as { contestants: object };
  const readings = await contest({
    module: import.meta.resolve(module),
    names: Object.keys(contestants),
    setting: { peers: peers.folder, origin: "" },
    jobs: [{ milliseconds: Number(values.milliseconds), inFlight: 1 }],
    rounds: Number(values.rounds),
    ...(values.markdown ? {} : { log: (message) => console.log(`${title}: ${message}`) }),
  });
  report(title, readings, goals);
}

function report(
  title: string,
  readings: ReadonlyMap<string, readonly (readonly Reading[])[]>,
  goals: readonly Goal[],
): void {
  const cpuOf = (name: string): readonly number[] =>
    readings.get(name)?.[0]?.map(({ cpu }) => cpu) ?? [];
  const rows = [...readings.keys()].map((name) => [name, withSpread(cpuOf(name), 0)]);
  console.log(`${markdownTable([title, "ns"], rows)}\n`);
  for (const { name, limit } of goals) {
    const most = limit((each) => median(cpuOf(each)));
    if (median(cpuOf(name)) <= most) continue;
    console.error(`${name} takes more than ${most.toFixed(0)} ns.`);
    process.exitCode = 1;
  }
}
