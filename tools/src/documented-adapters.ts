import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "./workspace.ts";

/** Adapters that the documentation's code imports, as `./integrations/<folder>/…`. */
const adapters: Readonly<Record<string, readonly string[]>> = {
  github: ["--name", "GitHub", "--type", "api"],
};

/**
 * Generates each adapter that the code imports, so that it compiles against the real thing.
 * @throws when the command fails
 */
export function generateDocumentedAdapters(directory: string, code: string): void {
  for (const [folder, requirements] of Object.entries(adapters)) {
    if (!code.includes(`"./integrations/${folder}/`)) continue;
    const out = join(directory, "integrations", folder);
    const commandLine = ["integrate", "create", ...requirements, "--no-verify", "--out", out];
    const command = join(repositoryRoot, "packages/cli/bin/agentflow.mjs");
    const result = spawnSync(process.execPath, [command, ...commandLine], {
      cwd: repositoryRoot,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (result.status !== 0) throw new Error(`agentflow ${commandLine.join(" ")} failed.`);
  }
}
