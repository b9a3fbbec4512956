import { runCommand } from "../command.ts";
import { build } from "./build.ts";

/** Coverage of core, file by file. `npm test` holds every package to the thresholds in its vitest.config.ts. */
export function coverage(): number {
  const built = build();
  if (built !== 0) return built;
  return runCommand("vitest", [
    "run",
    "--root",
    "packages/core",
    "--coverage",
    "--coverage.reporter=text",
  ]);
}
