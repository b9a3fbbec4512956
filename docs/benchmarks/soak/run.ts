/**
 * Calls of an adapter with everything on against a flaky server, 50 at a time, and what the process holds
 * between them. Fails when it grows, when something stays behind, or when calls fail that should not.
 * Usage: `npm run benchmark -- soak [--calls 1000000] [--every 50000] [--in-flight 50] [--minutes 20] [--markdown]`.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClient, defineOperation, HttpCache, isServiceError } from "@agentflow/core/runtime";
import { Child } from "../child.ts";
import { everythingOn } from "../everything-on.ts";
import { callInFlight } from "../in-flight.ts";
import { markdownTable } from "../measure.ts";
import { undici } from "../runtime-undici.ts";
import { type Reading, takeReading } from "./reading.ts";
import type { ServerState } from "./server.ts";

if (globalThis.gc === undefined) {
  const commandLine = ["--expose-gc", import.meta.filename, ...process.argv.slice(2)];
  process.exit(spawnSync(process.execPath, commandLine, { stdio: "inherit" }).status ?? 1);
}

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "1000000" },
    every: { type: "string", default: "50000" },
    "in-flight": { type: "string", default: "50" },
    minutes: { type: "string", default: "20" },
    markdown: { type: "boolean", default: false },
  },
});
const calls = Number(values.calls);
const every = Number(values.every);
const inFlight = Number(values["in-flight"]);
/** Bytes that heap and buffers may grow by after the warm-up, which is the first tenth of the calls. */
const mostGrowth = 5e6;
/** Share of the calls that are not cancelled. */
const leastSuccess = 0.999;

const warnings: string[] = [];
process.on("warning", ({ name, message }) => warnings.push(`${name}: ${message}`));

const server = await Child.start<string>(join(import.meta.dirname, "server.ts"));
const dispatcher = new undici.Agent();
const { signal } = new AbortController();
const watched = { server, signal, dispatcher };
const getItem = defineOperation<{ id: number }, { path: string }>({
  id: "items/get",
  method: "GET",
  path: "/items/{id}",
  parameters: { id: "path" },
  accept: "application/json",
});
const client = createClient(
  { name: "Service", baseUrl: server.ready },
  {
    ...everythingOn(),
    cache: new HttpCache({ ttl: 60_000, max: 1_000 }),
    // Short waits, so that the run ends. Half of the slow answers come too late.
    retry: { baseDelay: 2, maxDelay: 10 },
    timeout: 10_000,
    attemptTimeout: 250,
    // The types of two versions of undici differ, and this one is untyped here.
    dispatcher: dispatcher as never,
  },
);

const started = performance.now();
const minutes = (): number => (performance.now() - started) / 60_000;
const isOver = (): boolean => minutes() >= Number(values.minutes);

let made = 0;
let cancelled = 0;
let failed = 0;
let firstFailure: unknown;

/** Every 200th call is cancelled by its caller; the others share one signal, as those of an application do. */
async function call(): Promise<void> {
  if (isOver()) return;
  made += 1;
  const id = made;
  const own = id % 200 === 0 ? new AbortController() : undefined;
  const timer = own && setTimeout(() => own.abort(), id % 3);
  try {
    const { path } = await getItem(client, { id }, { signal: own?.signal ?? signal });
    if (path !== `/items/${id}`) throw new Error(`Call ${id} got the answer of ${path}.`);
  } catch (error) {
    if (!isServiceError(error)) throw error;
    if (own?.signal.aborted) cancelled += 1;
    else {
      failed += 1;
      firstFailure ??= error;
    }
  } finally {
    clearTimeout(timer);
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
const rowOf = (title: string, reading: Reading): string[] => [
  title,
  megabytes(reading.heap),
  megabytes(reading.buffers),
  megabytes(reading.resident),
  ...[reading.sockets, reading.timers, reading.others, reading.listeners].map(String),
];

const header = [
  "calls",
  "heap, MB",
  "buffers, MB",
  "resident, MB",
  "sockets",
  "timers",
  "others",
  "listeners",
];
// Before the first reading: the stream to the console may be a resource of its own.
if (!values.markdown) console.log(header.join("\t"));
const before = await takeReading(watched);
const readings: Reading[] = [];
const rows = [rowOf("0", before)];
for (let left = calls; left > 0 && !isOver(); left -= every) {
  await callInFlight(Math.min(every, left), inFlight, call);
  const reading = await takeReading(watched);
  readings.push(reading);
  const row = rowOf(made.toLocaleString("en"), reading);
  rows.push(row);
  if (!values.markdown) console.log(row.join("\t"));
}
const took = minutes();
const { requests } = await server.ask<ServerState>();
await client.close();
await dispatcher.close();
const after = await takeReading(watched);
rows.push(rowOf("closed", after));
await server.stop();

console.log(markdownTable(header, rows));
const success = 1 - failed / (made - cancelled);
console.log(
  `\n${made} calls in ${took.toFixed(1)} minutes: ${requests} requests, ${cancelled} cancelled, ${(success * 100).toFixed(3)} % of the others answered.`,
);

/** The greatest rise from one reading after the warm-up to a later one, so that a fall hides nothing. */
function growth(): number {
  let lowest = Infinity;
  let rise = 0;
  for (const { heap, buffers } of readings.slice(Math.ceil(readings.length / 10) - 1)) {
    lowest = Math.min(lowest, heap + buffers);
    rise = Math.max(rise, heap + buffers - lowest);
  }
  return rise;
}

const problems = [
  made < calls && `only ${made} calls were made in ${values.minutes} minutes`,
  growth() > mostGrowth && `heap and buffers grew by ${megabytes(growth())} MB after the warm-up`,
  success < leastSuccess &&
    `too few calls were answered; the first failure: ${String(firstFailure)}`,
  // A connection is free again a moment after its call has ended, and meanwhile undici opens another.
  readings.some(({ sockets }) => sockets > 2 * inFlight) && "sockets stayed behind",
  readings.some(({ timers }) => timers > before.timers) && "timers stayed behind",
  readings.some(({ others }) => others > before.others) && "handles stayed behind",
  readings.some(({ listeners }) => listeners > (readings[0]?.listeners ?? 0)) &&
    "listeners stayed behind",
  after.sockets > 0 && "sockets stayed open after the close",
  after.timers > before.timers && "timers stayed behind after the close",
  after.listeners > before.listeners && "listeners stayed behind after the close",
  warnings.length > 0 && `Node warned: ${warnings.join("; ")}`,
].filter((problem) => problem !== false);
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log("Nothing stayed behind.");
// What stayed behind may keep the process alive.
process.exit(problems.length === 0 ? 0 : 1);
