import type { CatalogOptions } from "@agentflow/core";
import type { CommandIo } from "./command-io.js";

/** How the registry is asked from a project. */
export function catalogOptions(io: CommandIo, directory: string): CatalogOptions {
  const { environment, signal } = io;
  return { directory, environment, signal };
}
