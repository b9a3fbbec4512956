import { DatabaseSync } from "node:sqlite";
import type { Clock } from "@agentflow/core/runtime";
import { sqliteError } from "../errors/sqlite-error.js";
import type { SqliteSettings } from "./sqlite-driver-options.js";
import { SqliteSession } from "./sqlite-session.js";

/**
 * Opens a database, sets its pragmas and runs its scripts.
 * @throws {DatabaseError} when it cannot; nothing is left open
 */
export async function openSession(settings: SqliteSettings, clock: Clock): Promise<SqliteSession> {
  const { path, readOnly, busyTimeout, pragmas, ddl } = settings;
  const session = new SqliteSession(openFile(path, readOnly), busyTimeout, clock);
  try {
    for (const script of [...pragmas, ...ddl]) await session.execute(script);
    return session;
  } catch (error) {
    session.close();
    throw error;
  }
}

function openFile(path: string, readOnly: boolean): DatabaseSync {
  try {
    // Waiting within SQLite would stop the whole program.
    return new DatabaseSync(path, { readOnly, timeout: 0 });
  } catch (error) {
    throw sqliteError(error, () => []);
  }
}
