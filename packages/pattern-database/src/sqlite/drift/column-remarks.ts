import { needsValue } from "../../drift/compare-columns.js";
import type { SqlScript } from "../../drift/sql-script.js";
import { sqlName } from "../sql/sql-name.js";
import { folded } from "../sql/sql-tokens.js";
import { columnsOf, tableItems } from "../sql/table-items.js";
import type { ChangedTable, SchemaChange } from "./schema-change.js";
import { formOf, type SchemaStatement } from "./schema-statement.js";

/** Says where a column that goes and one that comes may be the same: renaming keeps the values, and only a person knows. */
export function remarkRenames(
  script: SqlScript,
  before: SchemaStatement,
  after: SchemaStatement,
): void {
  const [old, wanted] = [namedColumns(before), namedColumns(after)];
  for (const [name, column] of old) {
    if (wanted.has(name)) continue;
    for (const [otherName, other] of wanted) {
      if (old.has(otherName) || column.definition !== other.definition) continue;
      script.note(
        `Review: when ${before.name}.${column.name} was renamed to ${other.name}, use ALTER TABLE ${sqlName(before.name)} RENAME COLUMN ${sqlName(column.name)} TO ${sqlName(other.name)} instead of dropping the one and adding the other.`,
      );
    }
  }
}

/** Says what copying the rows of a table loses, and what it needs. */
export function remarkColumns(
  script: SqlScript,
  { before, after }: ChangedTable,
  change: SchemaChange,
): void {
  const wanted = namedColumns(after);
  for (const [name, column] of namedColumns(before)) {
    if (wanted.has(name)) continue;
    script.remark(`Destructive: drops the column ${before.name}.${column.name} with its values.`);
  }
  const old = change.tableModel(before.name, "from")?.columns ?? [];
  for (const column of change.tableModel(after.name, "to")?.columns ?? []) {
    const name = `${after.name}.${column.name}`;
    const previous = old.find((one) => folded(one.name) === folded(column.name));
    if (previous === undefined) {
      if (!needsValue(column)) continue;
      script.byHand(
        `give ${name} a value in the INSERT below: it may not be null and has no default, so that copying rows fails without one.`,
      );
      continue;
    }
    if (previous.type.sql !== column.type.sql) {
      script.remark(
        `Review: may lose something of the values of ${name}, or fail on one: ${previous.type.sql} becomes ${column.type.sql}.`,
      );
    }
    if (previous.notNull !== true && column.notNull === true) {
      script.remark(`Review: fails when ${name} is null in a row.`);
    }
  }
}

interface NamedColumn {
  readonly name: string;
  /** What follows the name. */
  readonly definition: string;
}

/** By folded name. */
function namedColumns({ tokens }: SchemaStatement): ReadonlyMap<string, NamedColumn> {
  return new Map(
    columnsOf(tableItems(tokens).items).map(({ column, tokens: [, ...rest] }) => [
      folded(column.text),
      { name: column.text, definition: formOf(rest) },
    ]),
  );
}
