/** What a message says that a constraint is on. */
export interface ConstraintPlace {
  readonly table?: string;
  readonly columns: readonly string[];
  readonly constraint?: string;
}

/** The names of a table's columns; none when there is no such table. */
export type ColumnsOf = (table: string) => readonly string[];

const nothing: ConstraintPlace = { columns: [] };

/**
 * Table, columns or constraint of a message such as `UNIQUE constraint failed: orders.id, orders.line`. Names stand in
 * it without quotes: which part is which, where they hold more than letters, only the database knows.
 */
export function constraintPlace(message: string, columnsOf: ColumnsOf): ConstraintPlace {
  const index = /^UNIQUE constraint failed: index '([^]*)'$/.exec(message)?.[1];
  if (index !== undefined) return { columns: [], constraint: index.replaceAll("''", "'") };
  const check = /^CHECK constraint failed: ([^]*)$/.exec(message)?.[1];
  if (check !== undefined) return { columns: [], constraint: check };
  const names =
    /^(?:UNIQUE|NOT NULL) constraint failed: ([^]*)$/.exec(message) ??
    /^cannot store \w+ value in \w+ column ([^]*)$/.exec(message);
  return names?.[1] === undefined ? nothing : placeOf(names[1], columnsOf);
}

function placeOf(names: string, columnsOf: ColumnsOf): ConstraintPlace {
  const parts = names.split(", ").map((name) => /^(\w+)\.(\w+)$/.exec(name));
  const [first] = parts;
  if (first?.[1] !== undefined && parts.every((part) => part?.[1] === first[1])) {
    return { table: first[1], columns: parts.map((part) => part?.[2] ?? "") };
  }
  for (let dot = names.indexOf("."); dot !== -1; dot = names.indexOf(".", dot + 1)) {
    const table = names.slice(0, dot);
    const columns = columnsIn(names, `${table}.`, columnsOf(table));
    if (columns !== undefined) return { table, columns };
  }
  return nothing;
}

/** Columns whose names with the prefix, joined by `, `, are the text; `undefined` when it is none of such. */
function columnsIn(
  text: string,
  prefix: string,
  known: readonly string[],
): readonly string[] | undefined {
  for (const column of known) {
    const name = `${prefix}${column}`;
    if (text === name) return [column];
    if (!text.startsWith(`${name}, `)) continue;
    const rest = columnsIn(text.slice(name.length + 2), prefix, known);
    if (rest !== undefined) return [column, ...rest];
  }
  return undefined;
}
