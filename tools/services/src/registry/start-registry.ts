import { createRequire } from "node:module";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { registryConfiguration, registryEnvironment } from "#registry/configuration";
import { Registry } from "#registry/registry";
import { configuredRegistry, type Upstream } from "#registry/upstream";
import { type StartOptions, startProgram } from "#start-server";

export interface RegistryOptions extends StartOptions {
  /**
   * Packages that only this registry has, as names or patterns: the upstream is never asked for them.
   * Default: `@agentflow/*` and `create-agentflow-pattern`.
   */
  readonly own?: readonly string[];
  /** Where everything else comes from; `null` for nowhere. Default: the registry that the user's npm asks. */
  readonly upstream?: Upstream | null;
}

/**
 * Starts a registry of npm packages, verdaccio, on `http://127.0.0.1:<port>`, with an empty storage that goes with it.
 * @throws Error when it does not answer in time
 */
export async function startRegistry({
  own = ["@agentflow/*", "create-agentflow-pattern"],
  upstream,
  ...options
}: RegistryOptions = {}): Promise<Registry> {
  const source = (upstream === undefined ? await configuredRegistry() : upstream) ?? undefined;
  const program = join(
    dirname(createRequire(import.meta.url).resolve("verdaccio/package.json")),
    "bin/verdaccio",
  );
  const server = await startProgram(
    "verdaccio",
    process.execPath,
    {
      scheme: "http",
      environment: registryEnvironment(source),
      prepare: async (port, folder) => {
        const file = join(folder, "config.yaml");
        // YAML takes JSON too.
        await writeFile(file, JSON.stringify(registryConfiguration(own, source)));
        return [program, "--config", file, "--listen", `127.0.0.1:${port}`];
      },
      ready: /http address/,
      answers,
    },
    options,
  );
  return Registry.open(server);
}

async function answers(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/-/ping`);
  await response.body?.cancel();
  return response.ok;
}
