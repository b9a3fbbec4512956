import type { InspectContext, SourceDocument } from "@agentflow/core";
import { AgentFlowError, errorCodes } from "@agentflow/core";
import type { Extension, PGlite } from "@electric-sql/pglite";
import { embeddedExtensions } from "../schema-sql/embedded-extensions.js";
import { extensionModules } from "./extension-modules.js";
import { extensionsIn, loadDdl } from "./load-ddl.js";
import type { OpenDatabase } from "./open-database.js";

/**
 * An embedded PostgreSQL in memory, with the schema of a DDL file.
 * @throws AF_DDL_INVALID when a statement fails
 * @throws AF_INTERRUPTED when the signal aborts between two statements
 */
export async function openEmbedded(
  ddl: SourceDocument,
  context: Pick<InspectContext, "report" | "signal">,
): Promise<OpenDatabase> {
  const database = await createEmbedded(extensionsIn(ddl.text));
  try {
    await loadDdl(database, ddl, context);
  } catch (error) {
    await database.close();
    if (!context.signal.aborted) throw error;
    throw new AgentFlowError(errorCodes.interrupted, "Loading the DDL file was interrupted.", {
      help: "Run the command again.",
      cause: error,
    });
  }
  return {
    async read(script) {
      const results = await database.exec(script, { rowMode: "array" });
      // Every statement of a script gives one text.
      return results.flatMap(({ rows: [row] }) => (Array.isArray(row) ? [String(row[0])] : []));
    },
    close: () => database.close(),
  };
}

/** An empty one that knows these extensions, as far as there are any. */
async function createEmbedded(extensions: readonly string[]): Promise<PGlite> {
  // It is 10 MB, which nobody loads who reads a server.
  const { PGlite } = await import("@electric-sql/pglite");
  const loaded: Record<string, Extension> = {};
  for (const name of extensions) {
    const module = Object.hasOwn(embeddedExtensions, name) ? embeddedExtensions[name] : undefined;
    if (module === undefined) continue;
    const extension = await extensionModules[module]?.();
    if (extension !== undefined) loaded[module] = extension;
  }
  return PGlite.create({ extensions: loaded });
}
