import { runScript } from "../command.ts";
import { buildQuietly } from "./build.ts";

/** Generates, type-checks and tests a package from every document that npm packages hold, and counts. */
export function compatibility(commandLine: readonly string[]): number {
  const built = buildQuietly();
  return built === 0 ? runScript("tools/src/compatibility/run.ts", commandLine) : built;
}
