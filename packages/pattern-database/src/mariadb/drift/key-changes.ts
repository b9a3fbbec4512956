import type { CreateTable, TableKey, TablePart } from "../create-table/create-table.js";
import { quotedName } from "../sql/quoted.js";
import { tokensOf } from "../sql/tokens.js";
import { madeAgain } from "./column-changes.js";
import { keepsKeysOtherwise } from "./option-changes.js";
import { foldedName, tableColumns } from "./table-column.js";

/** What comes and goes of one kind of parts. */
export interface PartChanges {
  readonly dropped: readonly TablePart[];
  readonly added: readonly TablePart[];
}

/** The parts of one kind that come, go, or are made again because they are others. */
export function partChanges(
  before: CreateTable,
  after: CreateTable,
  kind: TablePart["kind"],
): PartChanges {
  const [old, wanted] = [partsOf(before, kind), partsOf(after, kind)];
  return {
    dropped: [...old]
      .filter(([key, { sql }]) => wanted.get(key)?.sql !== sql)
      .map(([, one]) => one),
    added: [...wanted].filter(([key, { sql }]) => old.get(key)?.sql !== sql).map(([, one]) => one),
  };
}

export function partsOf(
  { parts }: CreateTable,
  kind: TablePart["kind"],
): ReadonlyMap<string, TablePart> {
  return new Map(
    parts.filter((part) => part.kind === kind).map((part) => [foldedName(part.name), part]),
  );
}

/**
 * The keys that come and go. One that the server made for a foreign key, it takes away without a word when another comes
 * that serves as well, or when the foreign key is made again; what may be such a key is made anew, as one of its own. So
 * are those of a column that is made again, and all of them when the table keeps its keys in another way.
 * @param remade names of foreign keys that are made again or come
 */
export function keyChanges(
  before: CreateTable,
  after: CreateTable,
  remade: ReadonlySet<string>,
): PartChanges {
  const { dropped, added } = partChanges(before, after, "key");
  const keys = new Map(after.keys.map((key) => [foldedName(key.name), key]));
  const columnsOf = ({ name }: TablePart): readonly string[] =>
    keys.get(foldedName(name))?.columns ?? [];
  const anew = madeAgain(tableColumns(before), tableColumns(after));
  const isEvery = keepsKeysOtherwise(before.options, after.options);
  const again = [...partsOf(after, "key").values()].filter((part) => {
    if (added.includes(part)) return false;
    if (isEvery) return true;
    const columns = columnsOf(part);
    if (columns.some((column) => anew.has(foldedName(column)))) return true;
    const served = before.foreignKeys.filter((key) => isSameList(key.columns, columns));
    return (
      served.some(({ name }) => name !== part.name && remade.has(name)) ||
      (served.length > 0 && added.some((other) => startsWith(columnsOf(other), columns)))
    );
  });
  return { dropped: [...dropped, ...again], added: [...added, ...again] };
}

/** The checks that come and go. One with a column that is made again goes with it, and comes again too. */
export function checkChanges(before: CreateTable, after: CreateTable): PartChanges {
  const { dropped, added } = partChanges(before, after, "check");
  const anew = madeAgain(tableColumns(before), tableColumns(after));
  const again = [...partsOf(after, "check").values()].filter(
    (part) =>
      !added.includes(part) &&
      tokensOf(part.sql).some(({ kind, value }) => kind === "name" && anew.has(foldedName(value))),
  );
  return { dropped: [...dropped, ...again], added: [...added, ...again] };
}

/** First columns of keys that come or go: foreign keys that begin with one may need them. */
export function firstColumns(table: CreateTable, parts: readonly TablePart[]): readonly string[] {
  const names = new Set(parts.map(({ name }) => foldedName(name)));
  return table.keys
    .filter(({ name }) => names.has(foldedName(name)))
    .flatMap(({ columns }: TableKey) => columns.slice(0, 1).map(foldedName));
}

export function dropKey({ name }: TablePart): string {
  return name === "PRIMARY" ? "DROP PRIMARY KEY" : `DROP KEY ${quotedName(name)}`;
}

function startsWith(list: readonly string[], start: readonly string[]): boolean {
  return isSameList(list.slice(0, start.length), start);
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return JSON.stringify(left.map(foldedName)) === JSON.stringify(right.map(foldedName));
}
