import { runScript } from "../command.ts";
import { build } from "./build.ts";
import { check } from "./check.ts";

/**
 * Publishes every package whose version is not on the registry yet, after all checks passed. What would stop it is
 * looked for before the checks take their minutes. `--dry-run` ends there.
 */
export function release(commandLine: readonly string[]): number {
  const unknown = commandLine.find((word) => word !== "--dry-run");
  if (unknown !== undefined) {
    console.error(`"${unknown}" is not --dry-run, the only option.`);
    return 2;
  }
  const steps = commandLine.includes("--dry-run")
    ? [build, plan]
    : [build, plan, () => check([]), () => publishPackages([])];
  for (const step of steps) {
    const exitCode = step();
    if (exitCode !== 0) return exitCode;
  }
  return 0;
}

function plan(): number {
  return publishPackages(["--dry-run"]);
}

function publishPackages(commandLine: readonly string[]): number {
  return runScript("tools/src/publish-packages.ts", commandLine);
}
