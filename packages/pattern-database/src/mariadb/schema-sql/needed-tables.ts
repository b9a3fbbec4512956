import type { ReadTable } from "../model/read-tables.js";

/** Tables and views that are selected and what their views read, each after what it reads. */
export function neededTables(
  tables: ReadonlyMap<string, ReadTable>,
  selected: ReadonlySet<string>,
): ReadonlyMap<string, ReadTable> {
  const found = new Map<string, ReadTable>();
  const visited = new Set<string>();
  const visit = (name: string): void => {
    const read = tables.get(name);
    if (read === undefined || visited.has(name)) return;
    visited.add(name);
    for (const other of read.view?.reads ?? []) visit(other);
    found.set(name, read);
  };
  for (const name of selected) visit(name);
  return found;
}
