/**
 * What one whole process per tool takes on GitHub's own description: seconds, CPU and peak memory. Then what `create`
 * takes when the same input was made before, and how its cost grows with the description. Fails when it misses the
 * figures below.
 * Usage: `npm run benchmark -- create [--rounds 5] [--sizes 1,2,4] [--alone] [--markdown]`. `--alone` leaves the other
 * generators out. Reads /proc, so it runs on Linux.
 */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readDocument } from "@agentflow/core";
import { publishedDocument } from "@agentflow/pattern-github";
import { markdownTable, median, withSpread } from "../measure.ts";
import { contentsOf, type ProcessRun, runNode } from "../process-run.ts";
import { type Arguments, create, floor, peers } from "./contestants.ts";
import { multiplied, unitsOf } from "./multiplied.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    sizes: { type: "string", default: "1,2,4" },
    alone: { type: "boolean", default: false },
    markdown: { type: "boolean", default: false },
  },
});
/** Times the floor, and MiB, for a first `create`; seconds for one that only checks. */
const most = { times: 3, mebibytes: 250, seconds: 0.3 };

const floorName = "floor (read, parse, write the same bytes)";
const createName = "agentflow integrate create --no-verify";
const againName = "the same again, which only checks";

const folder = mkdtempSync(join(tmpdir(), "agentflow-benchmark-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
// A project that depends on the pattern, as a user's does.
const dependencies = { "@agentflow/pattern-github": "*" };
writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies }));
symlinkSync(
  join(import.meta.dirname, "../../../node_modules"),
  join(folder, "node_modules"),
  "dir",
);
// A folder of its own, so that no build of another day is remembered.
const environment = { AGENTFLOW_CACHE: join(folder, "cache") };

async function run(args: Arguments): Promise<ProcessRun> {
  const done = await runNode(args, { folder, environment });
  if (done === undefined) throw new Error(`${args.join(" ")} was ended from outside.`);
  return done;
}

type Runs = ReadonlyMap<string, readonly ProcessRun[]>;

/** Runs by name. They take turns within each round, so that a busy moment of the machine meets all alike. */
async function measure(all: ReadonlyMap<string, (round: number) => Arguments>): Promise<Runs> {
  const runs = new Map([...all.keys()].map((name) => [name, new Array<ProcessRun>()]));
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const [name, args] of all) runs.get(name)?.push(await run(args(round)));
    if (!values.markdown) console.log(`round ${round} of ${values.rounds}`);
  }
  return runs;
}

const figures = ["seconds", "× floor", "CPU s", "peak MiB"];

/** Times the floor, round by round: what made a round slow made both of it slow. */
function timesOf(name: string, runs: Runs): number {
  const floors = runs.get(floorName) ?? [];
  return median(
    (runs.get(name) ?? []).map(({ seconds }, round) => seconds / (floors[round]?.seconds ?? NaN)),
  );
}

function figuresOf(name: string, runs: Runs): readonly string[] {
  const own = runs.get(name) ?? [];
  return [
    withSpread(
      own.map(({ seconds }) => seconds),
      2,
    ),
    timesOf(name, runs).toFixed(1),
    median(own.map(({ cpu }) => cpu)).toFixed(2),
    median(own.map(({ mebibytes }) => mebibytes)).toFixed(0),
  ];
}

/** What is written for a description of so many times the operations, once, which also fills the cache. */
async function prepare(text: string, name: string): Promise<{ document: string; bytes: number }> {
  const document = join(folder, `${name}.json`);
  writeFileSync(document, text);
  await run(create(document, name));
  return { document, bytes: contentsOf(join(folder, name)).bytes };
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

function check(runs: Runs): void {
  const mebibytes = median((runs.get(createName) ?? []).map((one) => one.mebibytes));
  const again = median((runs.get(againName) ?? []).map(({ seconds }) => seconds));
  const times = timesOf(createName, runs);
  if (times > most.times)
    fail(`create takes ${times.toFixed(1)} times the floor; ${most.times} is the most.`);
  if (mebibytes > most.mebibytes)
    fail(`create takes ${mebibytes.toFixed(0)} MiB; ${most.mebibytes} is the most.`);
  if (again > most.seconds)
    fail(`a second create takes ${again.toFixed(2)} s; ${most.seconds} is the most.`);
}

const { text } = await readDocument(publishedDocument, {
  directory: folder,
  signal: AbortSignal.timeout(120_000),
});
const { document, bytes } = await prepare(text, "again");
const others = values.alone ? new Map<string, Arguments>() : peers(document, folder);
const runs = await measure(
  new Map<string, (round: number) => Arguments>([
    [floorName, () => floor(document, bytes)],
    [createName, (round) => create(document, `ours-${round}`)],
    [againName, () => create(document, "again")],
    ...[...others].map(([name, args]) => [name, () => args] as const),
  ]),
);
const rows = [...runs.keys()].map((name) => [name, ...figuresOf(name, runs)]);
console.log(`${markdownTable(["tool", ...figures], rows)}\n`);
console.log(`Node ${process.version}; ${(bytes / 1e6).toFixed(1)} MB written\n`);
check(runs);

const slope: (readonly string[])[] = [];
for (const times of values.sizes.split(",").map(Number)) {
  const larger = multiplied(text, times);
  const prepared = await prepare(larger, `larger-${times}`);
  const measured = await measure(
    new Map<string, (round: number) => Arguments>([
      [floorName, () => floor(prepared.document, prepared.bytes)],
      [createName, (round) => create(prepared.document, `larger-${times}-${round}`)],
    ]),
  );
  const units = unitsOf(larger);
  const cpu = median((measured.get(createName) ?? []).map((one) => one.cpu));
  slope.push([
    `${times} ×`,
    units.toLocaleString("en"),
    (prepared.bytes / 1e6).toFixed(1),
    ...figuresOf(createName, measured),
    ((cpu * 1000) / units).toFixed(2),
  ]);
}
const slopeHeader = ["size", "operations and events", "MB written", ...figures, "CPU ms for each"];
console.log(markdownTable(slopeHeader, slope));
