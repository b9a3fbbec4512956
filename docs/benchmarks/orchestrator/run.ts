/**
 * Six independent subtasks that each wait 200 ms: one after another, through the orchestrator, and with a bare
 * `Promise.all`, which is the floor. Fails when the orchestrator is less than 5.75 times as fast as one after another.
 * Usage, after a build: `node docs/benchmarks/orchestrator/run.ts [rounds]`; default: 5 rounds.
 */
import { setTimeout as wait } from "node:timers/promises";
import { type GraphNode, runGraph } from "@agentflow/core";

const rounds = Number(process.argv[2] ?? 5);
const least = 5.75;
const subtasks: readonly GraphNode[] = Array.from({ length: 6 }, (_, index) => ({
  id: `subtask-${index}`,
  dependsOn: [],
}));

const ways = {
  "one after another": async () => {
    for (const _ of subtasks) await wait(200);
  },
  "orchestrator, one at a time": () => runGraph(subtasks, () => wait(200), { concurrency: 1 }),
  orchestrator: () => runGraph(subtasks, () => wait(200)),
  "Promise.all (floor)": () => Promise.all(subtasks.map(() => wait(200))),
};

async function measure(way: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await way();
  return performance.now() - start;
}

function median(durations: readonly number[]): number {
  const sorted = durations.toSorted((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("At least one round is needed.");
  return middle;
}

const durations = new Map<string, number[]>();
// Round by round and not way by way, so that a busy moment of the machine meets all of them.
for (let round = 0; round < rounds; round += 1) {
  for (const [name, way] of Object.entries(ways)) {
    durations.set(name, [...(durations.get(name) ?? []), await measure(way)]);
  }
}

const medians = new Map([...durations].map(([name, each]) => [name, median(each)]));
const slowest = medians.get("one after another") ?? Number.NaN;
console.log(`median of ${rounds} rounds, Node ${process.version}`);
for (const [name, milliseconds] of medians) {
  console.log(
    `${name.padEnd(28)} ${milliseconds.toFixed(1).padStart(8)} ms  ${(slowest / milliseconds).toFixed(2)} ×`,
  );
}
const factor = slowest / (medians.get("orchestrator") ?? Number.NaN);
if (!(factor >= least)) {
  console.error(`The orchestrator is ${factor.toFixed(2)} times as fast; ${least} is the least.`);
  process.exitCode = 1;
}
