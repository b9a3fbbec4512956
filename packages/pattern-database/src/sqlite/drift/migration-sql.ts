import { SqlScript } from "../../drift/sql-script.js";
import type { DatabaseModel } from "../../model/database-model.js";
import { sqlName } from "../sql/sql-name.js";
import { checkForeignKeys } from "./check-foreign-keys.js";
import { SchemaChange } from "./schema-change.js";
import { TableSteps } from "./table-steps.js";

const order = ["table", "virtual table", "index", "view", "trigger"] as const;

/**
 * SQL that makes one schema into another, in one transaction. What it loses and what may fail is said before the
 * statement, what a person has to do stands as a comment.
 * @param title what it does, for its first line
 * @returns `undefined` when there is nothing to do
 */
export function migrationSql(
  from: DatabaseModel,
  to: DatabaseModel,
  title: string,
): string | undefined {
  const change = new SchemaChange(from, to);
  if (change.isEmpty) return undefined;
  const script = new SqlScript();
  for (const kind of ["trigger", "view", "index"] as const) {
    for (const one of change.dropped.filter((dropped) => dropped.kind === kind)) {
      script.statement(`DROP ${kind.toUpperCase()} ${sqlName(one.name)}`);
    }
  }
  for (const { kind, name } of change.dropped) {
    if (kind !== "table" && kind !== "virtual table") continue;
    script.remark(`Destructive: drops the ${kind} ${name} with its rows.`);
    script.statement(`DROP TABLE ${sqlName(name)}`);
  }
  const tables = new TableSteps(script, change);
  for (const table of change.changed) tables.write(table);
  for (const kind of order) {
    for (const one of change.made) if (one.kind === kind) script.statement(one.sql);
  }
  checkForeignKeys(script, change);
  return [
    `-- ${title}`,
    "-- Written to be reviewed: nobody has run it. It must end at the first statement that fails, without committing:",
    "-- what follows would lose rows. The shell of SQLite does so with -bail.",
    "",
    "-- So that dropping a table deletes nothing elsewhere, and renaming one changes no other text.",
    "PRAGMA foreign_keys = OFF;",
    "PRAGMA legacy_alter_table = ON;",
    "",
    "BEGIN;",
    "",
    script.toString(),
    "COMMIT;",
    "",
    "PRAGMA legacy_alter_table = OFF;",
    "PRAGMA foreign_keys = ON;",
    "",
  ].join("\n");
}
