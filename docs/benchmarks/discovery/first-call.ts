/**
 * Prints how long the first call in this process takes, and the time of the processor it uses, in milliseconds; modules
 * are loaded before.
 * Usage: `node docs/benchmarks/discovery/first-call.ts <way> <project>`
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { discoverPatterns } from "@agentflow/core";
import { patterns } from "./project.ts";

const [way, project = ""] = process.argv.slice(2);

function readFiles(): readonly string[] {
  const own = readFileSync(join(project, "package.json"), "utf8");
  const { dependencies } = JSON.parse(own) as { readonly dependencies: object };
  return Object.keys(dependencies).map((name) =>
    readFileSync(join(project, "node_modules", name, "package.json"), "utf8"),
  );
}

const start = performance.now();
const used = process.cpuUsage();
let found: number;
if (way === "discovery") found = (await discoverPatterns(project)).patterns.length;
else if (way === "parsing") {
  const all = readFiles().map((text) => JSON.parse(text) as { readonly agentflow?: object });
  found = all.filter(({ agentflow }) => agentflow !== undefined).length;
} else found = readFiles().filter((text) => text.includes('"agentflow"')).length;
const duration = performance.now() - start;
const { user, system } = process.cpuUsage(used);
if (found !== patterns) throw new Error(`${found} patterns were found.`);
console.log(`${duration} ${(user + system) / 1000}`);
