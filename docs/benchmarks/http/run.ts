/**
 * CPU of the client for one call, over keep-alive connections to a server in another process, against
 * `undici.request`. Fails when an adapter's call with everything on misses the figures below.
 * Usage: `npm run benchmark -- http [--rounds 7] [--milliseconds 1000] [--only name,name] [--markdown]`.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Child } from "../child.ts";
import { contest, type Reading } from "../contest.ts";
import { markdownTable, median, withSpread } from "../measure.ts";
import { Peers } from "../peers.ts";
import { contestants } from "./contestants.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    milliseconds: { type: "string", default: "1000" },
    only: { type: "string" },
    markdown: { type: "boolean", default: false },
  },
});
const floor = "undici.request";
const ours = "adapter (everything on)";
/** Times the floor, at 50 in flight. */
const most = 1.25;
const twiceOurs = ["stripe", "@octokit/rest", "axios", "ky", "got", "openapi-fetch"];
const inFlight = [1, 50];

const peers = Peers.install([
  "stripe@23.1.0",
  "@octokit/rest@22.0.1",
  "axios@1.21.1",
  "ky@2.1.0",
  "got@16.1.0",
  "openapi-fetch@0.17.0",
  "ofetch@1.5.1",
]);
const server = await Child.start<string>(join(import.meta.dirname, "server.ts"));
const only = values.only?.split(",");
const names = Object.keys(contestants).filter(
  (name) => name === floor || only === undefined || only.includes(name),
);
const readings = await contest({
  module: import.meta.resolve("./contestants.ts"),
  names,
  setting: { peers: peers.folder, origin: server.ready },
  jobs: inFlight.map((each) => ({ milliseconds: Number(values.milliseconds), inFlight: each })),
  rounds: Number(values.rounds),
  ...(values.markdown ? {} : { log: console.log }),
});
await server.stop();

const of = (name: string, job: number): readonly Reading[] => readings.get(name)?.[job] ?? [];
/** Round by round, because what the machine does besides changes between rounds. */
const ratios = (name: string, job: number): readonly number[] =>
  of(name, job).map(({ cpu }, round) => cpu / (of(floor, job)[round]?.cpu ?? Number.NaN));

const rows = names.map((name) => [
  name,
  ...inFlight.flatMap((_, job) => [
    (median(of(name, job).map(({ cpu }) => cpu)) / 1000).toFixed(1),
    withSpread(ratios(name, job), 2),
    median(of(name, job).map(({ perSecond }) => perSecond)).toFixed(0),
  ]),
]);
const header = [
  "client",
  ...inFlight.flatMap((each) => [`µs at ${each}`, `× at ${each}`, `calls/s at ${each}`]),
];
console.log(markdownTable(header, rows));

if (names.includes(ours)) {
  const ratio = median(ratios(ours, 1));
  const missed = [
    ...(ratio <= most ? [] : [`${ratio.toFixed(2)} times ${floor}; ${most} is the most`]),
    ...twiceOurs
      .filter((name) => names.includes(name) && median(ratios(name, 1)) <= 2 * ratio)
      .map((name) => `not less than half of ${name}`),
  ];
  for (const each of missed) console.error(`At 50 in flight, "${ours}" is ${each}.`);
  if (missed.length > 0) process.exitCode = 1;
}
