import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findToolPackage } from "@agentflow/core";
import { commandFile } from "../../src/verification-tools.js";
import { linkPackage, temporaryFolder } from "../temporary-folder.js";

const pattern = fileURLToPath(new URL("pattern-pets", import.meta.url));

/** A project that has installed a small pattern for the service "Pets", and the packages this one imports. */
export async function petsProject(
  files: Readonly<Record<string, string | object>> = {},
  dependencies: readonly string[] = [],
): Promise<string> {
  const names = ["pattern-pets", ...dependencies];
  const project = await temporaryFolder({
    "package.json": { dependencies: Object.fromEntries(names.map((name) => [name, "1.0.0"])) },
    ...files,
  });
  await cp(pattern, join(project, "node_modules/pattern-pets"), { recursive: true });
  const core = findToolPackage("@agentflow/core", commandFile).directory;
  await linkPackage(project, "@agentflow/core", core);
  await linkPackage(project, "zod", findToolPackage("zod", commandFile).directory);
  return project;
}

/** A project that has installed the pattern for REST APIs. */
export async function apiProject(
  files: Readonly<Record<string, string | object>> = {},
): Promise<string> {
  const name = "@agentflow/pattern-api";
  const project = await temporaryFolder({
    "package.json": { devDependencies: { [name]: "0.1.0" } },
    ...files,
  });
  await linkPackage(project, name, findToolPackage(name, commandFile).directory);
  return project;
}

/** Options for the pattern, by which a test makes it misbehave. */
export function petsConfig(options: object): object {
  return { name: "Pets", options };
}
