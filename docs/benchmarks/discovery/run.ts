/**
 * Finding the patterns of a project with 200 installed dependencies of which 20 are patterns, each time in a process of
 * its own; the floor is reading the same 201 files. Fails when it takes more than 50 ms.
 * Usage, after a build: `node docs/benchmarks/discovery/run.ts [rounds]`; default: 15 rounds.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { markdownTable, median, withSpread } from "../measure.ts";
import { writeProject } from "./project.ts";

const rounds = Number(process.argv[2] ?? 15);
const most = 50;
const ways = ["discovery", "parsing", "reading"] as const;
const child = join(import.meta.dirname, "first-call.ts");

interface Readings {
  readonly clock: number[];
  readonly processor: number[];
}

const folder = await mkdtemp(join(tmpdir(), "agentflow-discovery-"));
try {
  const rows: string[][] = [];
  for (const [layout, linked] of [
    ["npm", false],
    ["pnpm", true],
  ] as const) {
    const project = join(folder, layout);
    await writeProject(project, linked);
    const measured = new Map(
      ways.map((way): [string, Readings] => [way, { clock: [], processor: [] }]),
    );
    // Round by round and not way by way, so that a busy moment of the machine meets all of them.
    for (let round = 0; round < rounds; round += 1) {
      for (const way of ways) {
        const text = execFileSync(process.execPath, [child, way, project], { encoding: "utf8" });
        const [clock = Number.NaN, processor = Number.NaN] = text.split(" ").map(Number);
        measured.get(way)?.clock.push(clock);
        measured.get(way)?.processor.push(processor);
      }
    }
    const floor = median(measured.get("reading")?.processor ?? []);
    for (const [way, { clock, processor }] of measured) {
      const factor = (median(processor) / floor).toFixed(1);
      rows.push([`${layout}: ${way}`, withSpread(clock, 1), withSpread(processor, 1), factor]);
    }
    const discovery = median(measured.get("discovery")?.clock ?? []);
    if (!(discovery <= most)) {
      console.error(`Discovery took ${discovery.toFixed(1)} ms; ${most} ms is the most.`);
      process.exitCode = 1;
    }
  }
  console.log(`median (middle half) of ${rounds} rounds, Node ${process.version}`);
  console.log(markdownTable(["layout and way", "ms", "ms of the processor", "× floor"], rows));
} finally {
  await rm(folder, { recursive: true, force: true });
}
