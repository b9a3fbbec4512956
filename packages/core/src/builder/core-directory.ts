import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { findProject } from "../registry/find-project.js";
import type { BuilderSetup } from "./builder-setup.js";

/** Folder of the core that packages run on. */
export async function coreDirectory(setup: Pick<BuilderSetup, "coreDirectory">): Promise<string> {
  return setup.coreDirectory ?? (await ownDirectory());
}

/** The package that this module is part of, also where its modules are bundled into fewer files. */
export async function ownDirectory(): Promise<string> {
  const directory = dirname(fileURLToPath(import.meta.url));
  return (await findProject(directory)) ?? directory;
}
