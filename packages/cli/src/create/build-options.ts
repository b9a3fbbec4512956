import type { BuildOptions } from "@agentflow/core";
import type { CommandIo } from "../command-io.js";
import type { CreatePlan } from "./create-plan.js";

/** How a plan is built. */
export function buildOptions(
  { outDirectory, documentDirectory, options }: CreatePlan,
  { signal }: CommandIo,
): BuildOptions {
  return {
    outDirectory,
    documentDirectory,
    verify: options["no-verify"] !== true,
    dryRun: options["dry-run"] === true,
    force: options.force === true,
    frozen: options.frozen === true,
    accept: options.accept === true,
    failOnWarnings: options["fail-on-warnings"] === true,
    signal,
  };
}
