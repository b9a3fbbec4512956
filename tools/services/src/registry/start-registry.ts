import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { freePort } from "#free-port";
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
export async function startRegistry(
  {
    own = ["@agentflow/*", "create-agentflow-pattern"],
    upstream,
    ...options
  }: RegistryOptions = {},
  choosePort = freePort,
): Promise<Registry> {
  const source = (upstream === undefined ? await configuredRegistry() : upstream) ?? undefined;
  const signature = `agentflow-${randomUUID()}`;
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
        await writeFile(file, JSON.stringify(registryConfiguration(own, source, signature)));
        return [program, "--config", file, "--listen", `127.0.0.1:${port}`];
      },
      ready: /http address/,
      answers: (port) => answers(port, signature),
    },
    options,
    choosePort,
  );
  return Registry.open(server);
}

/** It says that it listens before it does: on a port that was taken meanwhile, another one would answer. */
async function answers(port: number, signature: string): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/-/ping`);
  await response.body?.cancel();
  return response.ok && response.headers.get("x-powered-by") === signature;
}
