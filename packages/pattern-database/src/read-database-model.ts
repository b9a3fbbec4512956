import { AgentFlowError, errorCodes, type InspectContext } from "@agentflow/core";
import { databaseKinds, ddlDialects, type DialectName, type ReadModel } from "./database-kinds.js";
import type { DatabaseKind } from "./dialect/database-kind.js";
import type { DatabaseSource } from "./dialect/database-reader.js";
import { loadReader } from "./dialect/load-reader.js";
import type { DatabaseInput } from "./input/database-input.js";

/**
 * Reads a database, or a schema as SQL, into a model. Nothing is written to it.
 * @throws AF_DRIVER_MISSING when a package that reading it needs is not installed
 * @throws AF_INPUT_INVALID when a choice of the user does not fit what was read
 * @throws what the reader throws, and what reading the document or the secret throws
 */
export async function readDatabaseModel(
  input: DatabaseInput,
  context: InspectContext,
): Promise<ReadModel> {
  const { dialect, source } = await findSource(input, context);
  const kind: DatabaseKind<ReadModel> = databaseKinds[dialect];
  const read = await loadReader(kind);
  const model = await read(source, input, context);
  kind.check(model, input);
  return model;
}

async function findSource(
  { connection, ddl, dialect = ddlDialects[0] }: DatabaseInput,
  context: InspectContext,
): Promise<{ readonly dialect: DialectName; readonly source: DatabaseSource }> {
  if (connection !== undefined) {
    const { dialect: addressed, address } = await connection.resolve(context);
    return { dialect: addressed, source: { address } };
  }
  if (ddl === undefined) {
    throw new AgentFlowError(errorCodes.inputInvalid, "No database is given.", {
      help: "Give --connection or --ddl.",
    });
  }
  return { dialect, source: { ddl: await context.document(ddl) } };
}
