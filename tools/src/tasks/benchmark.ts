import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "../command.ts";
import { repositoryRoot } from "../workspace.ts";
import { build } from "./build.ts";

const folder = "docs/benchmarks";

/** Runs one of the benchmarks under `docs/benchmarks`: `npm run benchmark -- <name> [its options]`. */
export function benchmark([name = "", ...options]: readonly string[]): number {
  const names = readdirSync(join(repositoryRoot, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  if (!names.includes(name) || !existsSync(join(repositoryRoot, folder, name, "run.ts"))) {
    console.error(`"${name}" is not a benchmark. There are: ${names.join(", ")}.`);
    return 2;
  }
  const built = build();
  return built === 0 ? runScript(join(folder, name, "run.ts"), options) : built;
}
