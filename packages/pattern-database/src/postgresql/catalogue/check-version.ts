import { AgentFlowError, errorCodes, visible } from "@agentflow/core";
import type { OpenDatabase } from "../connection/open-database.js";

/** PostgreSQL 13, as `server_version_num` says it. */
const oldest = 130_000;

/**
 * Says whether a server is one that is read.
 * @throws AF_DATABASE_UNSUPPORTED when it is older than PostgreSQL 13, or another product that speaks its protocol
 */
export async function checkVersion(database: OpenDatabase): Promise<void> {
  const [number = "0", text = ""] = await database.read(
    "rollback; select current_setting('server_version_num'); select version();",
  );
  if (text.startsWith("PostgreSQL ") && Number(number) >= oldest) return;
  throw new AgentFlowError(
    errorCodes.databaseUnsupported,
    `The server is not PostgreSQL 13 or later, but ${visible(text)}.`,
    { help: "Connect to PostgreSQL 13 or later, or give its schema as SQL with --ddl." },
  );
}
