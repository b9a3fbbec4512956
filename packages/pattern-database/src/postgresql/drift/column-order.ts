import type { SchemaObject } from "../../model/schema-object.js";
import type { SchemaChange } from "./schema-change.js";
import type { SqlScript } from "../../drift/sql-script.js";

/** Says which tables will have their columns in another order: PostgreSQL adds columns at the end alone. */
export function remarkOrder(script: SqlScript, change: SchemaChange): void {
  const before = columnsByTable(change.from.values());
  for (const [table, columns] of columnsByTable(change.to.values())) {
    const kept = (before.get(table) ?? []).filter(
      (id) => columns.includes(id) && !change.dropped.has(id),
    );
    if (kept.length === 0) continue;
    const result = [...kept, ...columns.filter((id) => !kept.includes(id))];
    if (result.join("\n") === columns.join("\n")) continue;
    const names = columns.map((id) => change.to.get(id)?.column?.quoted ?? "");
    script.byHand(
      `${change.to.get(table)?.name ?? table} will have the same columns in another order than ${names.join(", ")}. Make the table again when a program counts on it.`,
    );
  }
}

function columnsByTable(objects: Iterable<SchemaObject>): ReadonlyMap<string, readonly string[]> {
  const columns = [...objects]
    .filter(({ column }) => column !== undefined)
    .toSorted((left, right) => (left.column?.position ?? 0) - (right.column?.position ?? 0));
  const groups = Map.groupBy(columns, ({ partOf }) => partOf ?? "");
  return new Map([...groups].map(([table, group]) => [table, group.map(({ id }) => id)]));
}
