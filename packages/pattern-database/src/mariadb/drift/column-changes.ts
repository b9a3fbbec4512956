import { quotedName } from "../sql/quoted.js";
import { isConvertible } from "./type-change.js";
import type { TableColumn, TableColumns } from "./table-column.js";

/** What becomes of one column. */
export interface ColumnChange {
  readonly before?: TableColumn;
  readonly after?: TableColumn;
  /** Parts of ALTER TABLE. */
  readonly sql: readonly string[];
}

/**
 * The columns that come, go, change or move. The server takes the parts of ALTER TABLE one after the other, so that each
 * column is placed after one that already stands where it is wanted.
 */
export function columnChanges(before: TableColumns, after: TableColumns): readonly ColumnChange[] {
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, column]) => column);
  const placed = inPlace(before, after);
  let place = "FIRST";
  const changes: ColumnChange[] = gone.map((column) => ({
    before: column,
    sql: [`DROP COLUMN ${quotedName(column.name)}`],
  }));
  for (const [key, column] of after) {
    const old = before.get(key);
    const sql = alteration(old, column, placed.has(key) ? "" : ` ${place}`);
    if (sql.length > 0) changes.push({ ...(old && { before: old }), after: column, sql });
    place = `AFTER ${quotedName(column.name)}`;
  }
  return changes;
}

function alteration(
  before: TableColumn | undefined,
  after: TableColumn,
  place: string,
): readonly string[] {
  if (before === undefined) return [`ADD COLUMN ${after.sql}${place}`];
  if (isMadeAgain(before, after)) {
    return [`DROP COLUMN ${quotedName(before.name)}`, `ADD COLUMN ${after.sql}${place}`];
  }
  if (before.name !== after.name) {
    return [`CHANGE COLUMN ${quotedName(before.name)} ${after.sql}${place}`];
  }
  const isSame = before.sql === after.sql && before.collation === after.collation;
  return isSame && place === "" ? [] : [`MODIFY COLUMN ${after.sql}${place}`];
}

/**
 * Whether the server cannot make one of the other: no row has the values of a virtual column, and some types become no
 * others.
 */
export function isMadeAgain(before: TableColumn, after: TableColumn): boolean {
  return (
    (before.generated === "virtual") !== (after.generated === "virtual") ||
    before.ofSystemTime !== after.ofSystemTime ||
    !isConvertible(before, after)
  );
}

/** Names of the columns that are made again, as keys have them. With one go keys and checks that have it. */
export function madeAgain(before: TableColumns, after: TableColumns): ReadonlySet<string> {
  return new Set(
    [...before].flatMap(([key, column]) => {
      const target = after.get(key);
      return target !== undefined && isMadeAgain(column, target) ? [key] : [];
    }),
  );
}

/** As many columns as can stay where they are, while the others move. */
function inPlace(before: TableColumns, after: TableColumns): ReadonlySet<string> {
  const wanted = new Map([...after.keys()].map((key, index) => [key, index]));
  const kept = [...before].flatMap(([key, column]) => {
    const target = after.get(key);
    return target === undefined || isMadeAgain(column, target) ? [] : [key];
  });
  return new Set(longestRise(kept, (key) => wanted.get(key) ?? 0));
}

/** The longest part of a list, leaving out some, in which each has a greater number than the one before it. */
function longestRise(list: readonly string[], number: (key: string) => number): readonly string[] {
  interface Run {
    readonly key: string;
    readonly before: Run | undefined;
  }
  /** For each length the run that ends with the least number. */
  const runs: Run[] = [];
  for (const key of list) {
    const found = runs.findIndex((run) => number(run.key) >= number(key));
    const length = found === -1 ? runs.length : found;
    runs[length] = { key, before: runs[length - 1] };
  }
  const rise: string[] = [];
  for (let run = runs.at(-1); run !== undefined; run = run.before) rise.push(run.key);
  return rise;
}
