import { join } from "node:path";
import type { DiscoveredPattern } from "../../src/registry/discovered-pattern.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";

/** The `agentflow` field of a pattern's package.json, with what a test changes. */
export function manifestOf(changes: Readonly<Record<string, unknown>> = {}): object {
  return { contract: 1, id: "acme", type: "api", title: "Acme", entry: "./index.js", ...changes };
}

/** The text of a package.json. */
export function packageOf(
  name: string,
  agentflow?: object,
  changes: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ name, version: "1.0.0", agentflow, ...changes });
}

/** A project that depends on the packages in its node_modules; the keys are their names. */
export function projectWith(packages: Readonly<Record<string, string>>): string {
  const names = Object.keys(packages);
  return temporaryDirectory({
    "package.json": JSON.stringify({
      name: "project",
      dependencies: Object.fromEntries(names.map((name) => [name, "*"])),
    }),
    ...Object.fromEntries(
      names.map((name) => [join("node_modules", name, "package.json"), packages[name] ?? ""]),
    ),
  });
}

/** A pattern as discovery would give it, whose files are not needed. */
export function discovered(
  packageName: string,
  manifest: Partial<DiscoveredPattern["manifest"]> = {},
): DiscoveredPattern {
  return {
    packageName,
    installedAs: packageName,
    source: "registry",
    version: "1.0.0",
    directory: join("/node_modules", packageName),
    manifest: {
      contract: 1,
      id: packageName.replace(/^.*pattern-/, ""),
      type: "api",
      title: packageName,
      services: [],
      documents: [],
      packages: [],
      entry: "./index.js",
      ...manifest,
    },
  };
}
