import { runCommand } from "../command.ts";
import { check } from "./check.ts";

/** Publishes every package whose version is not on the registry yet, after all checks passed. */
export function release(): number {
  const checked = check([]);
  return checked === 0 ? runCommand("@changesets/cli", ["publish"]) : checked;
}
