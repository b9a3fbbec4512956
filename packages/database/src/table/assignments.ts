import { shown } from "./usage-error.js";
import type { Scope } from "./where-clause.js";
import { versionCount } from "./written-row.js";
import { writtenValues } from "./written-values.js";

/** What follows `set`; `undefined` when nothing changes: the version does not count on then. */
export function assignmentsOf(changes: unknown, scope: Scope): string | undefined {
  const { table, builder } = scope;
  const written = writtenValues(changes, "The changes", table);
  if (written.length === 0) return undefined;
  const parts = written.map(({ column, value }) => {
    if (column !== table.version) return `${column.identifier} = ${column.value(value, builder)}`;
    throw table.error(`The column ${shown(column.key)} counts changes: it is not changed itself`);
  });
  return [...parts, ...versionCount(scope)].join(", ");
}
