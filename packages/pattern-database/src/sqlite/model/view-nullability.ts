import { folded, isSign, isWord, type SqlToken, sqlTokens } from "../sql/sql-tokens.js";
import type { ViewColumnRow } from "../catalogue/catalogue.js";
import type { CatalogueIndex } from "./catalogue-index.js";
import { isRowNumber } from "./row-number.js";

/**
 * Which columns of views are never null. SQLite says which column of which table a view's column is; that one is not
 * null either, as long as the view is a single query without outer joins and without aggregates of no rows.
 */
export class ViewNullability {
  readonly #index: CatalogueIndex;
  readonly #columns: ReadonlyMap<string, readonly ViewColumnRow[]>;
  readonly #plain = new Map<string, boolean>();

  constructor(index: CatalogueIndex) {
    this.#index = index;
    this.#columns = Map.groupBy(index.catalogue.viewColumns, ({ view }) => view);
  }

  /** @param position from 0 */
  isNotNull(view: string, position: number): boolean {
    const { originTable, originColumn } = this.#columns.get(view)?.[position] ?? {};
    const table = this.#index.table(originTable ?? "");
    const column =
      table && this.#index.columns(table.name).find((one) => one.name === originColumn);
    if (!table || !column || !this.#isPlain(view)) return false;
    return column.notNull === 1 || isRowNumber(column, table, this.#index);
  }

  #isPlain(view: string): boolean {
    const name = folded(view);
    const known = this.#plain.get(name);
    if (known !== undefined) return known;
    // Views that refer to each other in a circle cannot be read.
    this.#plain.set(name, false);
    const tokens = sqlTokens(this.#index.sql(view));
    const others = tokens.flatMap(({ kind, text }) => {
      const other = kind === "word" || kind === "name" ? this.#index.table(text) : undefined;
      return other?.type === "view" && folded(other.name) !== name ? [other.name] : [];
    });
    const plain = isPlainQuery(tokens) && others.every((other) => this.#isPlain(other));
    this.#plain.set(name, plain);
    return plain;
  }
}

/** Words after which a row may be made of nulls, or be that of another query. */
const otherwise = "left right full outer natural union intersect except with".split(" ");

/** What stands before a parenthesis and gathers no rows: words of SQL, and functions of single values. */
const single = new Set(
  (
    "abs and as between case cast coalesce concat concat_ws date datetime else format from glob hex ifnull iif in instr " +
    "is join json_extract julianday length like lower ltrim not nullif on or printf quote replace round rtrim select " +
    "strftime substr substring then time trim typeof unixepoch upper using values when where"
  ).split(" "),
);

function isPlainQuery(tokens: readonly SqlToken[]): boolean {
  if (tokens.some((token) => isWord(token, ...otherwise))) return false;
  const queries = tokens.filter((token) => isWord(token, "select")).length;
  const gathers = tokens.some(
    ({ kind, text }, index) =>
      kind === "word" && isSign(tokens[index + 1], "(") && !single.has(text.toLowerCase()),
  );
  // Without groups, an aggregate of no rows is a row of nulls.
  return queries === 1 && (!gathers || tokens.some((token) => isWord(token, "group")));
}
