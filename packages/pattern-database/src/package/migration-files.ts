import type { PlannedFile } from "@agentflow/core";
import type { DatabaseModel } from "../model/database-model.js";

/** Where the schema is recorded that the package was made from. */
const baselinePath = "migrations/0001-baseline.sql";

/** The recorded schema: where migrations start, and what the tests make their databases from. */
export function migrationFiles({ schemaSql }: DatabaseModel): readonly PlannedFile[] {
  return [{ kind: "text", path: baselinePath, text: `${schemaSql.trimEnd()}\n` }];
}
