import type { SchemaChange } from "./schema-change.js";
import type { SqlScript } from "../../drift/sql-script.js";

/** Says where a column that goes and one that comes may be the same: renaming keeps the values, and only a person knows. */
export function remarkRenames(script: SqlScript, change: SchemaChange): void {
  for (const { id, name, partOf, column } of change.from.values()) {
    if (column === undefined || !change.dropped.has(id) || change.to.has(id)) continue;
    if (partOf === undefined || change.dropped.has(partOf)) continue;
    for (const other of change.partsOf(partOf, "to")) {
      if (other.column?.type !== column.type) continue;
      if (!change.made.has(other.id) || change.from.has(other.id)) continue;
      script.note(
        `Review: when ${name} was renamed to ${other.name}, use ALTER TABLE ${column.table} RENAME COLUMN ${column.quoted} TO ${other.column?.quoted ?? ""} instead of dropping the one and adding the other.`,
      );
    }
  }
}
