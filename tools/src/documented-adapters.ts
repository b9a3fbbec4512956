import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { ModulePaths } from "./type-check.ts";
import { repositoryRoot } from "./workspace.ts";

/** Of what `npm run demo:database` makes a data layer, too. */
const shopSchema = join(repositoryRoot, "tools/demo/shop.sql");
/** Adapters that the documentation's code imports, by package name. */
const adapters: Readonly<Record<string, readonly string[]>> = {
  "github-adapter": ["--name", "GitHub", "--type", "api"],
  "stripe-adapter": ["--name", "Stripe", "--type", "api"],
  "shop-database": ["--name", "shop", "--type", "database", "--ddl", shopSchema],
  "store-database": ["--name", "store", "--pattern", "postgresql", "--ddl", shopSchema],
};

/**
 * Generates each adapter that the code imports, so that it compiles against the real thing.
 * @returns where the adapters are, relative to `directory`
 * @throws when the command fails
 */
export function generateDocumentedAdapters(directory: string, code: string): ModulePaths {
  const imported = Object.entries(adapters).filter(([name]) => code.includes(`"${name}"`));
  for (const [name, requirements] of imported) generate(join(directory, name), requirements);
  return Object.fromEntries(
    imported.flatMap(([name]) => [
      [name, [`./${name}/src/index.ts`]],
      [`${name}/*`, [`./${name}/src/*.ts`]],
    ]),
  );
}

function generate(out: string, requirements: readonly string[]): void {
  const command = join(repositoryRoot, "packages/cli/bin/agentflow.mjs");
  const commandLine = ["integrate", "create", ...requirements, "--no-verify", "--out", out];
  const result = spawnSync(process.execPath, [command, ...commandLine], {
    cwd: repositoryRoot,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (result.status !== 0) throw new Error(`agentflow ${commandLine.join(" ")} failed.`);
}
