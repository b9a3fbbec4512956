/**
 * What reading a database and writing a data layer takes as a whole process, on a real PostgreSQL, against the least that
 * a generator does and against other generators. Fails when it misses the figures below.
 * Usage: `npm run benchmark -- introspection [--rounds 7] [--tables 200,5000] [--markdown]`. Reads /proc, so it runs on
 * Linux; needs postgres.
 */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "@agentflow/services";
import { markdownTable, median, withSpread } from "../measure.ts";
import { Peers } from "../peers.ts";
import { contentsOf, type ProcessRun, runNode } from "../process-run.ts";
import { type Contestant, contestants, ourCommand, ours, plainFloor } from "./contestants.ts";
import type { Parts } from "./in-process.ts";
import { schemaOf } from "./schema.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    tables: { type: "string", default: "200,5000" },
    markdown: { type: "boolean", default: false },
  },
});
/** Times the floor for 200 tables; seconds for 5,000. */
const [mostTimes, mostSeconds] = [3, 10];
/** Seconds after which a contestant is given up. */
const patience = 120;

const root = join(import.meta.dirname, "../../..");
const project = mkdtempSync(join(tmpdir(), "agentflow-benchmark-"));
process.on("exit", () => rmSync(project, { recursive: true, force: true }));
const dependencies = { "@agentflow/pattern-database": "*" };
writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", dependencies }));
const asideFolder = join(project, "aside");
mkdirSync(asideFolder);
symlinkSync(join(root, "node_modules"), join(project, "node_modules"), "dir");
const peers = Peers.install([
  "kanel@4.0.4",
  "kysely-codegen@0.20.0",
  "kysely@0.29.9",
  "pg@8.23.1",
  // kysely-codegen needs a TypeScript that still has the old API.
  "typescript@6.0.3",
]);
const server = await startPostgres();

function log(text: string): void {
  if (!values.markdown) console.log(text);
}

/** Statements that go to the server at once: each table that they make is locked until all of them are done. */
const batch = 200;

/** What is used of `pg`. */
interface Pg {
  readonly Client: new (options: { readonly connectionString: string }) => {
    connect(): Promise<unknown>;
    query(text: string): Promise<unknown>;
    end(): Promise<void>;
  };
}

async function runSql(address: string, statements: readonly string[]): Promise<void> {
  const { default: pg } = await peers.load<{ default: Pg }>("pg");
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    for (let first = 0; first < statements.length; first += batch) {
      await client.query(statements.slice(first, first + batch).join(";\n"));
    }
  } finally {
    await client.end();
  }
}

/** Makes a database of so many tables. @returns its address */
async function createSchema(count: number): Promise<string> {
  const origin = `postgres://postgres@127.0.0.1:${server.port}`;
  const address = `${origin}/tables_${count}`;
  await runSql(`${origin}/postgres`, [`create database tables_${count}`]);
  await runSql(address, schemaOf(count));
  await runSql(address, ["analyze"]);
  return address;
}

let aside = 0;

/**
 * Moves what a run wrote out of the way of the next, to be removed at the end: ext4 takes several times as long to make
 * files for half a minute after thousands were removed, because it gives away no inode that was in use just now.
 */
function setAside(output: string): void {
  if (existsSync(output)) renameSync(output, join(asideFolder, `${++aside}`));
}

/** Runs by contestant. They take turns within each round, so that a busy moment of the machine meets all alike. */
async function measure(
  all: ReadonlyMap<string, Contestant>,
): Promise<ReadonlyMap<string, readonly ProcessRun[]>> {
  const runs = new Map([...all.keys()].map((name) => [name, new Array<ProcessRun>()]));
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const [name, { args, folder, output, environment }] of all) {
      const known = runs.get(name);
      if (known === undefined) continue;
      setAside(output);
      const run = await runNode(args, { folder, environment: environment ?? {}, patience }).catch(
        (error: unknown) => {
          if (name === ours) throw error;
          // Another tool may not be made for so many tables.
          log(`${name} failed: ${String(error).slice(0, 300)}`);
          return undefined;
        },
      );
      if (run === undefined) runs.delete(name);
      else known.push(run);
    }
    log(`round ${round} of ${values.rounds}`);
  }
  return runs;
}

function secondsOf(runs: readonly ProcessRun[] = []): number {
  return median(runs.map(({ seconds }) => seconds));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

/** Fails the run when a figure is missed. */
function check(count: number, runs: ReadonlyMap<string, readonly ProcessRun[]>): void {
  const own = secondsOf(runs.get(ours));
  const times = own / secondsOf(runs.get(plainFloor));
  if (count === 200 && times > mostTimes) {
    fail(`${count} tables take ${times.toFixed(1)} times the floor; ${mostTimes} is the most.`);
  }
  if (count === 5_000 && own > mostSeconds) {
    fail(`${count} tables take ${own.toFixed(1)} s; ${mostSeconds} s is the most.`);
  }
  for (const peer of ["kysely-codegen", "kanel"]) {
    const other = runs.has(peer) ? secondsOf(runs.get(peer)) : patience;
    if (own > other) {
      fail(`${count} tables take ${own.toFixed(2)} s, and ${other.toFixed(2)} s with ${peer}.`);
    }
  }
}

function printProcesses(
  count: number,
  all: ReadonlyMap<string, Contestant>,
  runs: ReadonlyMap<string, readonly ProcessRun[]>,
): void {
  const floor = secondsOf(runs.get(plainFloor));
  const rows = [...all.keys()].map((name) => {
    const measured = runs.get(name);
    if (measured === undefined) return [name, `none in ${patience}`, "", "", "", "", ""];
    const { files, bytes } = contentsOf(all.get(name)?.output ?? "");
    return [
      name,
      withSpread(
        measured.map(({ seconds }) => seconds),
        2,
      ),
      (secondsOf(measured) / floor).toFixed(1),
      median(measured.map(({ cpu }) => cpu)).toFixed(2),
      median(measured.map(({ mebibytes }) => mebibytes)).toFixed(0),
      `${files}`,
      (bytes / 1e6).toFixed(1),
    ];
  });
  const header = ["seconds", "× floor", "CPU s", "peak MiB", "files", "MB"];
  console.log(`${markdownTable([`${count} tables`, ...header], rows)}\n`);
}

/** Parts of processes of their own. */
function printParts(count: number, address: string): void {
  const script = join(import.meta.dirname, "in-process.ts");
  const parts = Array.from(
    { length: Number(values.rounds) },
    () =>
      JSON.parse(execFileSync(process.execPath, [script, address], { encoding: "utf8" })) as Parts, // what it prints
  );
  const row = (name: string, pick: (one: Parts) => number): readonly string[] => [
    name,
    withSpread(parts.map(pick), 0),
    withSpread(
      parts.map((one) => pick(one) / one.floor),
      1,
    ),
  ];
  const rows = [
    row("connect and one query", ({ floor }) => floor),
    row("read the catalogue, build the model", ({ read }) => read),
    row("print every file, in memory", ({ print }) => print),
  ];
  console.log(`${markdownTable([`${count} tables, in the process`, "ms", "× first"], rows)}\n`);
}

try {
  for (const count of values.tables.split(",").map(Number)) {
    const address = await createSchema(count);
    const place = { address, project, peers: peers.folder };
    const { args, folder, output, environment = {} } = ourCommand(place);
    await runNode(args, { folder, environment });
    const all = contestants({ ...place, ...contentsOf(output) });
    const runs = await measure(all);
    printProcesses(count, all, runs);
    printParts(count, address);
    check(count, runs);
  }
} finally {
  await server.stop();
}
