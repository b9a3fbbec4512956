import { ConstraintReader } from "./constraint-reader.js";
import {
  afterParentheses,
  folded,
  isSign,
  isWord,
  type SqlToken,
  sqlTokens,
} from "./sql-tokens.js";
import type { ColumnSyntax, TableSyntax } from "./table-syntax.js";

const tableConstraints = ["constraint", "primary", "unique", "check", "foreign"];

/**
 * Reads a `CREATE TABLE` that SQLite has accepted.
 * @param sql as `sqlite_schema` records it
 */
export function parseTable(sql: string): TableSyntax {
  const tokens = sqlTokens(sql);
  const open = tokens.findIndex((token) => isSign(token, "("));
  const close = afterParentheses(tokens, open) - 1;
  const columns = new Map<string, ColumnSyntax>();
  const reader = new ConstraintReader(sql);
  let comma: SqlToken | undefined;
  for (let from = open + 1; from < close;) {
    const to = itemEnd(tokens, from, close);
    const item = tokens.slice(from, to);
    const [first] = item;
    if (isWord(first, ...tableConstraints)) reader.table(item, comma);
    else if (first) columns.set(folded(first.text), reader.column(first.text, item.slice(1)));
    comma = tokens[to];
    from = to + 1;
  }
  const { primaryKey, uniques, checks, foreignKeys } = reader;
  return { columns, primaryKey, uniques, checks, foreignKeys };
}

/** The position of the comma that ends an item, or of the end of the list. */
function itemEnd(tokens: readonly SqlToken[], from: number, close: number): number {
  let index = from;
  while (index < close && !isSign(tokens[index], ",")) {
    index = isSign(tokens[index], "(") ? afterParentheses(tokens, index) : index + 1;
  }
  return index;
}
