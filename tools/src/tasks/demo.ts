import { existsSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "../command.ts";
import { repositoryRoot } from "../workspace.ts";
import { build } from "./build.ts";

/** An integration that shows the product. */
export interface Demo {
  readonly name: string;
  /** What `integrate create` is asked for. */
  readonly wanted: readonly string[];
  /** Folder of the package, from the repository's root. */
  readonly output: string;
}

/** A schema file, which an embedded PostgreSQL loads, so that no server is needed. */
const shop = join(repositoryRoot, "tools/demo/shop.sql");

/** The integrations that prove the product, on real input. */
export const demos = {
  github: { name: "GitHub", wanted: ["--type", "api"], output: "output/github" },
  stripe: { name: "Stripe", wanted: ["--type", "api"], output: "output/stripe" },
  postgresql: {
    name: "PostgreSQL",
    wanted: ["--pattern", "postgresql", "--ddl", shop],
    output: "output/postgresql",
  },
} as const satisfies Readonly<Record<string, Demo>>;

/** The product's main job on real input, by the real command. */
export function demo(commandLine: readonly string[]): number {
  return create(demos.github, commandLine);
}

/** The same for a database. */
export function demoDatabase(commandLine: readonly string[]): number {
  const wanted = ["--type", "database", "--ddl", shop];
  return create({ name: "shop", wanted, output: "output/shop" }, commandLine);
}

/** The script and the command line that create an integration, again where it stands already. */
export function demoCommand(
  { name, wanted, output }: Demo,
  more: readonly string[],
): [script: string, commandLine: readonly string[]] {
  const replacing = existsSync(join(repositoryRoot, output)) ? ["--force"] : [];
  const command = ["integrate", "create", "--name", name, ...wanted, "--out", output];
  return ["packages/cli/bin/agentflow.mjs", [...command, ...replacing, ...more]];
}

function create(wanted: Demo, commandLine: readonly string[]): number {
  const built = build();
  return built === 0 ? runScript(...demoCommand(wanted, commandLine)) : built;
}
