import { AgentFlowError, errorCodes } from "@agentflow/core";
import type { DatabaseKind } from "./database-kind.js";
import type { DatabaseReader } from "./database-reader.js";

/**
 * Loads what reads a kind of database, and the driver that it stands on.
 * @throws AF_DRIVER_MISSING when a package is not installed
 */
export async function loadReader<Model>(
  kind: Pick<DatabaseKind<Model>, "drivers" | "loadReader" | "title">,
): Promise<DatabaseReader<Model>> {
  try {
    return await kind.loadReader();
  } catch (error) {
    const missing = kind.drivers.find((name) => isMissing(error, name));
    if (missing === undefined) throw error;
    throw new AgentFlowError(
      errorCodes.driverMissing,
      `Reading ${kind.title} needs the package ${JSON.stringify(missing)}, which is not installed.`,
      { help: `Install it: npm install --save-dev ${missing}`, cause: error },
    );
  }
}

/** What Node.js says of a package that an import names and nobody has. */
function isMissing(error: unknown, name: string): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ERR_MODULE_NOT_FOUND" &&
    error.message.includes(`'${name}'`)
  );
}
