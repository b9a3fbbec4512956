import { existsSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "../command.ts";
import { repositoryRoot } from "../workspace.ts";
import { build } from "./build.ts";

const output = "output/github";
const create = ["integrate", "create", "--name", "GitHub", "--type", "api", "--out", output];

/** The product's main job on real input, by the real command. */
export function demo(commandLine: readonly string[]): number {
  const built = build();
  if (built !== 0) return built;
  return runScript("packages/cli/bin/agentflow.mjs", [
    ...create,
    ...(existsSync(join(repositoryRoot, output)) ? ["--force"] : []),
    ...commandLine,
  ]);
}
