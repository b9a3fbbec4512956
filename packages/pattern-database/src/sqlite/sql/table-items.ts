import { afterParentheses, isSign, isWord, type SqlToken } from "./sql-tokens.js";

const tableConstraints = ["constraint", "primary", "unique", "check", "foreign"];

/** A column or a constraint in the list of a `CREATE TABLE`. */
export interface TableItem {
  readonly tokens: readonly SqlToken[];
  /** None for a constraint of the table. */
  readonly column: SqlToken | undefined;
  /** The comma before it. */
  readonly comma: SqlToken | undefined;
}

/** A column of a table's text. */
export interface ColumnItem extends TableItem {
  readonly column: SqlToken;
}

/** A table's text in parts. */
export interface TableItems {
  readonly items: readonly TableItem[];
  /** Positions of the parentheses around the list. */
  readonly open: number;
  readonly close: number;
}

/** Takes the tokens of a `CREATE TABLE` apart that SQLite has accepted. */
export function tableItems(tokens: readonly SqlToken[]): TableItems {
  const open = tokens.findIndex((token) => isSign(token, "("));
  const close = afterParentheses(tokens, open) - 1;
  const items: TableItem[] = [];
  let comma: SqlToken | undefined;
  for (let from = open + 1; from < close;) {
    const to = itemEnd(tokens, from, close);
    const item = tokens.slice(from, to);
    const [first] = item;
    const column = isWord(first, ...tableConstraints) ? undefined : first;
    items.push({ tokens: item, column, comma });
    comma = tokens[to];
    from = to + 1;
  }
  return { items, open, close };
}

/** The position of the comma that ends an item, or of the end of the list. */
function itemEnd(tokens: readonly SqlToken[], from: number, close: number): number {
  let index = from;
  while (index < close && !isSign(tokens[index], ",")) {
    index = isSign(tokens[index], "(") ? afterParentheses(tokens, index) : index + 1;
  }
  return index;
}

/** The columns of a table's text, in its order. */
export function columnsOf(items: readonly TableItem[]): readonly ColumnItem[] {
  return items.flatMap(({ column, ...item }) => (column ? [{ ...item, column }] : []));
}
