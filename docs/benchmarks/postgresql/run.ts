/**
 * What a generated data layer costs against `pg` by hand, on a real PostgreSQL: to select by key, to insert many rows,
 * to copy them, and to follow a foreign key. Fails when it misses the figures below.
 * Usage: `npm run benchmark -- postgresql [--rounds 7] [--milliseconds 1000] [--only select,insert,copy,join] [--markdown]`.
 * Needs postgres.
 */
import { parseArgs } from "node:util";
import { pgDriver } from "@agentflow/database/pg";
import { startPostgres } from "@agentflow/services";
import { contest, type Reading } from "../contest.ts";
import { markdownTable, median, withSpread } from "../measure.ts";
import { Peers } from "../peers.ts";
import { contestants as copying } from "./copy.ts";
import { rowCount } from "./imports.ts";
import { contestants as inserting } from "./insert.ts";
import { contestants as joining } from "./join.ts";
import { contestants as selecting } from "./select.ts";
import { schema } from "./shop.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    milliseconds: { type: "string", default: "1000" },
    only: { type: "string", default: "select,insert,copy,join" },
    markdown: { type: "boolean", default: false },
  },
});
const ours = "data layer";
/** Times the floor, which is the first contestant: CPU of a select, rate of an insertion and of a copy, CPU and time of a join. */
const [mostSelect, leastInsert, mostJoin] = [1.15, 0.9, 1.2];
const only = values.only.split(",");

const peers = Peers.install([
  "pg@8.23.1",
  "pg-copy-streams@7.0.0",
  "kysely@0.29.9",
  "drizzle-orm@0.45.4",
  "postgres@3.4.9",
]);
const server = await startPostgres();
const origin = `postgres://postgres@127.0.0.1:${server.port}/postgres`;
const driver = pgDriver({ connection: origin });
for (const text of schema) await driver.run({ text, values: [] });
await driver.close();

/** By contestant and job. */
type Readings = ReadonlyMap<string, readonly (readonly Reading[])[]>;

/** @returns nothing when the user leaves this contest out */
async function readingsOf(
  part: string,
  contestants: object,
  milliseconds: number,
  inFlight: readonly number[],
): Promise<Readings> {
  if (!only.includes(part)) return new Map();
  return contest({
    module: import.meta.resolve(`./${part}.ts`),
    names: Object.keys(contestants),
    setting: { peers: peers.folder, origin },
    jobs: inFlight.map((each) => ({ milliseconds, inFlight: each })),
    rounds: Number(values.rounds),
    ...(values.markdown ? {} : { log: (text) => console.log(`${part}: ${text}`) }),
  });
}

/** Against the floor, round by round, because what the machine does besides changes between rounds. */
function ratios(
  readings: Readings,
  name: string,
  job: number,
  figure: "cpu" | "perSecond",
): readonly number[] {
  const [floors] = readings.values();
  return (readings.get(name)?.[job] ?? []).map(
    (reading, round) => reading[figure] / (floors?.[job]?.[round]?.[figure] ?? Number.NaN),
  );
}

/** Fails the run when a ratio of ours is beyond its limit. */
function check(
  what: string,
  readings: Readings,
  job: number,
  limit: { cpu?: number; rate?: number },
): void {
  if (!readings.has(ours)) return;
  const cpu = median(ratios(readings, ours, job, "cpu"));
  const rate = median(ratios(readings, ours, job, "perSecond"));
  if (limit.cpu !== undefined && !(cpu <= limit.cpu)) {
    console.error(`${what} takes ${cpu.toFixed(2)} times the CPU; ${limit.cpu} is the most.`);
    process.exitCode = 1;
  }
  if (limit.rate !== undefined && !(rate >= limit.rate)) {
    console.error(
      `${what} has ${rate.toFixed(2)} of the rate; ${limit.rate.toFixed(2)} is the least.`,
    );
    process.exitCode = 1;
  }
}

/** Prints a table with a row for each contestant. @param unit what a second counts, and how many in an operation */
function print(
  first: string,
  readings: Readings,
  inFlight: readonly number[],
  [unit, size]: readonly [string, number],
): void {
  if (readings.size === 0) return;
  const rows = [...readings].map(([name, jobs]) => [
    name,
    ...jobs.flatMap((job, index) => [
      (median(job.map(({ cpu }) => cpu)) / 1000 / size).toFixed(1),
      withSpread(ratios(readings, name, index, "cpu"), 2),
      (median(job.map(({ perSecond }) => perSecond)) * size).toFixed(0),
      withSpread(ratios(readings, name, index, "perSecond"), 2),
    ]),
  ]);
  const header = inFlight.flatMap((each) => [
    `µs CPU at ${each}`,
    `× CPU at ${each}`,
    `${unit}/s at ${each}`,
    `× rate at ${each}`,
  ]);
  console.log(`${markdownTable([first, ...header], rows)}\n`);
}

const milliseconds = Number(values.milliseconds);
try {
  const selects = await readingsOf("select", selecting, milliseconds, [1, 20]);
  // One insertion is a reading.
  const inserts = await readingsOf("insert", inserting, 1, [1]);
  const copies = await readingsOf("copy", copying, 1, [1]);
  const joins = await readingsOf("join", joining, milliseconds, [1, 20]);
  print("select by key", selects, [1, 20], ["rows", 1]);
  print(`insert ${rowCount} rows`, inserts, [1], ["rows", rowCount]);
  print(`copy ${rowCount} rows`, copies, [1], ["rows", rowCount]);
  print("20 customers with orders", joins, [1, 20], ["calls", 1]);
  for (const [job, inFlight] of [1, 20].entries()) {
    check(`A select at ${inFlight} in flight`, selects, job, { cpu: mostSelect });
    check(`A join at ${inFlight} in flight`, joins, job, { cpu: mostJoin, rate: 1 / mostJoin });
  }
  check("An insertion", inserts, 0, { rate: leastInsert });
  check("A copy", copies, 0, { rate: leastInsert });
} finally {
  await server.stop();
}
