import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Diagnostic } from "@agentflow/core";
import { onTestFinished } from "vitest";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { readModel, testContext } from "../read-model.js";

type Options = Omit<Parameters<typeof readModel>[0], "connection" | "ddl">;

/** A folder for the test that runs. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sqlite-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A file with a schema, for the test that runs. @returns its path */
export function sqliteFile(sql: string): string {
  const path = join(testFolder(), "shop.db");
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec(sql);
  database.close();
  return path;
}

/** Reads a schema from a file, as the command does. */
export async function readSqliteFile(
  sql: string,
  options: Options = {},
): Promise<{ readonly model: DatabaseModel; readonly reports: readonly Diagnostic[] }> {
  const { context, reports } = testContext();
  const model = await readModel({ connection: `sqlite:${sqliteFile(sql)}`, ...options }, context);
  return { model, reports };
}

/** Reads a schema that is given as SQL. */
export function readSqliteDdl(sql: string, options: Options = {}): Promise<DatabaseModel> {
  const { context } = testContext({ documents: { "schema.sql": sql } });
  return readModel({ ddl: "schema.sql", dialect: "sqlite", ...options }, context);
}
