import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { AgentFlowError, errorCodes } from "@agentflow/core";

/** Milliseconds to wait for whoever writes the database. */
const busyTimeout = 5_000;

/**
 * Opens a file for reading only.
 * @throws AF_DATABASE_UNREACHABLE when there is no such file
 * @throws what SQLite throws
 */
export function openFile(path: string, { timeout = busyTimeout } = {}): DatabaseSync {
  // SQLite says the same of every file that it cannot open.
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) {
    const what = stat ? "is a folder, not a file" : "does not exist";
    throw new AgentFlowError(
      errorCodes.databaseUnreachable,
      `The file ${JSON.stringify(path)} ${what}.`,
      { help: "Check the path. A relative one starts in the folder of the command." },
    );
  }
  const database = new DatabaseSync(path, { readOnly: true });
  database.exec(`pragma busy_timeout = ${timeout}`);
  return database;
}
