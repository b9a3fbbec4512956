/**
 * Requests that a client sends for one call while a service is down. Fails when an adapter sends more than 1.1.
 * Usage: `npm run benchmark -- outage [--calls 2000] [--in-flight 200] [--only name,name] [--markdown]`.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Child } from "../child.ts";
import { callInFlight } from "../in-flight.ts";
import { markdownTable } from "../measure.ts";
import { Peers } from "../peers.ts";
import { type Call, contestants } from "./contestants.ts";
import type { Outage } from "./server.ts";

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "2000" },
    "in-flight": { type: "string", default: "200" },
    only: { type: "string" },
    markdown: { type: "boolean", default: false },
  },
});
const calls = Number(values.calls);
const inFlight = Number(values["in-flight"]);
/** Requests for one call. */
const most = 1.1;

const peers = Peers.install([
  "@aws-sdk/client-dynamodb@3.1169.0",
  "@octokit/plugin-retry@8.1.1",
  "@octokit/rest@22.0.1",
  "axios@1.21.1",
  "axios-retry@4.5.0",
  "got@16.1.0",
  "ky@2.1.0",
  "p-retry@9.0.0",
  "stripe@23.1.0",
  "undici@8.13.1",
]);
const server = await Child.start<Outage>(join(import.meta.dirname, "server.ts"));

/** @throws when a call succeeds: then the service was not down */
async function fail(call: Call): Promise<void> {
  const outcome = await call().then(
    () => "answered",
    () => "failed",
  );
  if (outcome === "answered") throw new Error("A call to a service that is down succeeded.");
}

/** Requests for one call, as the server counted them. */
async function amplification(call: Call): Promise<number> {
  await server.ask();
  await callInFlight(calls, inFlight, () => fail(call));
  return (await server.ask<number>()) / calls;
}

const only = values.only?.split(",");
const rows: string[][] = [];
for (const [name, create] of Object.entries(contestants)) {
  if (only !== undefined && !only.includes(name)) continue;
  // A client for each kind of outage: what one learned is not to help in the other.
  const unavailable = await amplification(await create(server.ready.unavailable, peers));
  const reset = await amplification(await create(server.ready.reset, peers));
  rows.push([name, unavailable.toFixed(2), reset.toFixed(2)]);
  if (!values.markdown) console.log(`${name}: ${unavailable.toFixed(2)}, ${reset.toFixed(2)}`);
  if (name.startsWith("adapter") && Math.max(unavailable, reset) > most) {
    console.error(`"${name}" sends more than ${most} requests for a call.`);
    process.exitCode = 1;
  }
}
await server.stop();
console.log(markdownTable(["client", "503", "reset"], rows));
// Idle connections and timers of the peers.
process.exit();
