import { runScript } from "../command.ts";
import { buildQuietly } from "./build.ts";

/** Switches off each step of escaping, one at a time, and counts which a hostile test notices. */
export function mutation(commandLine: readonly string[]): number {
  const built = buildQuietly();
  return built === 0 ? runScript("tools/src/mutation/run.ts", commandLine) : built;
}
