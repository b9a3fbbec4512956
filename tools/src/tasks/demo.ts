import { existsSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "../command.ts";
import { repositoryRoot } from "../workspace.ts";
import { build } from "./build.ts";

/** The product's main job on real input, by the real command. */
export function demo(commandLine: readonly string[]): number {
  return create(["--name", "GitHub", "--type", "api"], "output/github", commandLine);
}

/** The same for a database: a schema file, which an embedded PostgreSQL loads, so that no server is needed. */
export function demoDatabase(commandLine: readonly string[]): number {
  const schema = join(repositoryRoot, "tools/demo/shop.sql");
  const wanted = ["--name", "shop", "--type", "database", "--ddl", schema];
  return create(wanted, "output/shop", commandLine);
}

function create(wanted: readonly string[], output: string, commandLine: readonly string[]): number {
  const built = build();
  if (built !== 0) return built;
  return runScript("packages/cli/bin/agentflow.mjs", [
    "integrate",
    "create",
    ...wanted,
    "--out",
    output,
    ...(existsSync(join(repositoryRoot, output)) ? ["--force"] : []),
    ...commandLine,
  ]);
}
