import { AgentFlowError, errorCodes, type InspectContext } from "@agentflow/core";
import { readCatalogue } from "./postgresql/catalogue/read-catalogue.js";
import type { OpenDatabase } from "./postgresql/connection/open-database.js";
import { openEmbedded } from "./postgresql/connection/open-embedded.js";
import { openServer } from "./postgresql/connection/open-server.js";
import { checkSelection } from "./input/check-selection.js";
import type { DatabaseInput } from "./input/database-input.js";
import { buildModel } from "./postgresql/model/build-model.js";
import type { DatabaseModel } from "./model/database-model.js";

/**
 * Reads a database, or a DDL file that is loaded into an embedded one, into a model. Nothing is written to it.
 * @throws AF_DATABASE_UNREACHABLE, AF_DATABASE_REFUSED, AF_DATABASE_UNSUPPORTED, AF_DDL_INVALID, AF_SELECTION_EMPTY,
 * and what reading the document or the secret throws
 */
export async function readDatabaseModel(
  input: DatabaseInput,
  context: InspectContext,
): Promise<DatabaseModel> {
  const { database, digest } = await openDatabase(input, context);
  try {
    const catalogue = await readCatalogue(database, {
      schemas: input.schema,
      includeTable: input.includeTable,
      excludeTable: input.excludeTable,
    });
    checkSelection(catalogue, input);
    const { model, omissions } = buildModel(catalogue, input, digest);
    reportOmissions(omissions, context);
    return model;
  } finally {
    await database.close();
  }
}

async function openDatabase(
  { connection, ddl }: Pick<DatabaseInput, "connection" | "ddl">,
  context: InspectContext,
): Promise<{ readonly database: OpenDatabase; readonly digest?: string }> {
  if (connection !== undefined) {
    const address = await connection.connectionString(context);
    return { database: await openServer(address, context.signal) };
  }
  if (ddl === undefined) {
    throw new AgentFlowError(errorCodes.inputInvalid, "No database is given.", {
      help: "Give --connection or --ddl.",
    });
  }
  const document = await context.document(ddl);
  return { database: await openEmbedded(document, context), digest: document.digest };
}

/** How many are named; the others are counted. */
const named = 20;

function reportOmissions(omissions: readonly string[], context: InspectContext): void {
  if (omissions.length === 0) return;
  const rest = omissions.length - named;
  context.report({
    code: errorCodes.schemaIncomplete,
    severity: "warning",
    message:
      "The schema's SQL, which the tests make their database from, is without " +
      `${omissions.slice(0, named).join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`,
    help: "Run the generated tests against a server that has it when one of them needs it.",
  });
}
