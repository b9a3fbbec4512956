/** The process of one contestant: `contestant.ts <module> <name> <setting>`. */
import { serveParent } from "./child.ts";
import type { Contestant, Job, Reading, Setting } from "./contest.ts";

const [, , module = "", name = "", setting = ""] = process.argv;
const { contestants } = (await import(module)) as { contestants: Record<string, Contestant> };
const contestant = contestants[name];
if (contestant === undefined) throw new Error(`${module} has no contestant "${name}".`);
// The parent wrote it.
const run = await contestant(JSON.parse(setting) as Setting);

async function measure(count: number, inFlight: number): Promise<Reading> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run(count, inFlight);
  const { user, system } = process.cpuUsage(cpu);
  const elapsed = performance.now() - start;
  return { cpu: ((user + system) * 1000) / count, perSecond: (count * 1000) / elapsed, count };
}

/** Warms up, and finds how many operations take the time that a reading is to take. */
async function countFor({ milliseconds, inFlight }: Job): Promise<number> {
  for (let count = inFlight; ; count *= 2) {
    const { perSecond } = await measure(count, inFlight);
    const needed = Math.ceil((perSecond * milliseconds) / 1000);
    if (count >= needed) return Math.max(needed, inFlight);
  }
}

const counts = new Map<number, number>();
serveParent(undefined, async (question): Promise<Reading> => {
  const job = question as Job; // from contest.ts
  const count = counts.get(job.inFlight) ?? (await countFor(job));
  counts.set(job.inFlight, count);
  return measure(count, job.inFlight);
});
