import type { ColumnSql, SchemaObject } from "../../model/schema-object.js";
import { columnDefinition, typeSql } from "../schema-objects/column-objects.js";
import type { SchemaChange } from "./schema-change.js";
import type { SqlScript } from "../../drift/sql-script.js";

/** Adds a column to a table that is there. */
export function addColumn(script: SqlScript, { name, column }: SchemaObject): void {
  if (column === undefined) return;
  const { table, notNull, default: initial, generated, identity } = column;
  if (notNull && (initial ?? generated ?? identity) === undefined) {
    script.remark(`Review: fails when the table of ${name} has rows: they need a value for it.`);
  }
  script.statement(`ALTER TABLE ${table} ADD COLUMN ${columnDefinition(column)}`);
}

/** Changes a column that stays: its type, whether it may be null, and its identity. Its default is an object of its own. */
export function changeColumn(script: SqlScript, change: SchemaChange, after: SchemaObject): void {
  const before = change.from.get(after.id)?.column;
  const { column } = after;
  if (before === undefined || column === undefined) return;
  const target = targetOf(column);
  if (before.identity !== undefined && before.identity !== column.identity) {
    script.statement(`${target} DROP IDENTITY`);
  }
  if (before.notNull && !column.notNull) script.statement(`${target} DROP NOT NULL`);
  // A part has the type of its whole.
  if (change.retyped.has(after.id) && !change.isFromWhole(after, "to"))
    retype(script, change, after, column);
  if (!before.notNull && column.notNull) {
    script.remark(`Review: fails when ${after.name} is null in a row.`);
    script.statement(`${target} SET NOT NULL`);
  }
  if (column.identity !== undefined && before.identity !== column.identity) {
    script.statement(`${target} ADD ${column.identity}`);
  }
}

function retype(
  script: SqlScript,
  change: SchemaChange,
  after: SchemaObject,
  column: ColumnSql,
): void {
  const { safe, using } = change.typeChange(after.id);
  const before = change.from.get(after.id)?.column;
  if (!safe && before !== undefined) {
    script.remark(
      `Review: may lose something of the values of ${after.name}, or fail on one: ${typeSql(before)} becomes ${typeSql(column)}.`,
    );
  }
  const conversion = using ? ` USING ${column.quoted}::text::${column.type}` : "";
  script.statement(`${targetOf(column)} TYPE ${typeSql(column)}${conversion}`);
}

function targetOf({ table, quoted }: ColumnSql): string {
  return `ALTER TABLE ${table} ALTER COLUMN ${quoted}`;
}
