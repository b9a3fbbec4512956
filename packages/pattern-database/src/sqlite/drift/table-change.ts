import { afterParentheses, folded, isSign, isWord, type SqlToken } from "../sql/sql-tokens.js";
import { type ColumnItem, columnsOf, type TableItem, tableItems } from "../sql/table-items.js";
import { formOf, mentions, type SchemaStatement } from "./schema-statement.js";

/** What makes one table of another: columns that `ALTER TABLE` adds and drops, or making it again. */
export type TableChange =
  | {
      readonly kind: "alter";
      readonly added: readonly ColumnItem[];
      readonly dropped: readonly ColumnItem[];
    }
  | { readonly kind: "rebuild" };

const rebuild: TableChange = { kind: "rebuild" };

/**
 * Works out what a change of a table takes. `ALTER TABLE` has to give the very text that is wanted
 * (https://www.sqlite.org/lang_altertable.html says what it can do).
 * @param others what reads the table as it was: its indexes and triggers, and views and triggers that name it
 */
export function tableChange(
  from: SchemaStatement,
  to: SchemaStatement,
  others: readonly SchemaStatement[],
): TableChange {
  const [before, after] = [tableItems(from.tokens), tableItems(to.tokens)];
  const frame = (statement: SchemaStatement, { open, close, items }: typeof before): string =>
    JSON.stringify([
      formOf(statement.tokens.slice(0, open)),
      formOf(statement.tokens.slice(close)),
      forms(items.filter(({ column }) => column === undefined)),
    ]);
  if (from.name !== to.name || frame(from, before) !== frame(to, after)) return rebuild;
  const [old, wanted] = [columnsOf(before.items), columnsOf(after.items)];
  const added = wanted.filter((item) => !has(old, item));
  const dropped = old.filter((item) => !has(wanted, item));
  const kept = old.filter((item) => has(wanted, item));
  const isThere = JSON.stringify(forms([...kept, ...added])) === JSON.stringify(forms(wanted));
  const rest = before.items.filter(({ tokens }) => !dropped.some((item) => item.tokens === tokens));
  const isFree = dropped.every((item) => isDroppable(item, rest, others));
  return isThere && kept.length > 0 && added.every(isAddable) && isFree
    ? { kind: "alter", added, dropped }
    : rebuild;
}

function forms(items: readonly TableItem[]): readonly string[] {
  return items.map(({ tokens }) => formOf(tokens));
}

function has(items: readonly ColumnItem[], { column }: ColumnItem): boolean {
  const name = folded(column.text);
  return items.some((item) => folded(item.column.text) === name);
}

/** Words of a column's definition, without what stands in parentheses. */
export function outerTokens({ tokens }: TableItem): readonly SqlToken[] {
  const outer: SqlToken[] = [];
  for (let index = 1; index < tokens.length;) {
    const token = tokens[index];
    if (token) outer.push(token);
    index = isSign(token, "(") ? afterParentheses(tokens, index) : index + 1;
  }
  return outer;
}

const computed = ["current_time", "current_date", "current_timestamp"];

/** Whether `ALTER TABLE … ADD COLUMN` takes a column also when there are rows. */
function isAddable(item: TableItem): boolean {
  const outer = outerTokens(item);
  const notNull = outer.some(
    (token, index) => isWord(token, "not") && isWord(outer[index + 1], "null"),
  );
  const initial = outer[outer.findIndex((token) => isWord(token, "default")) + 1];
  const hasDefault = outer.some((token) => isWord(token, "default"));
  if (outer.some((token) => isWord(token, "primary", "unique", "stored"))) return false;
  if (hasDefault && (isSign(initial, "(") || isWord(initial, ...computed))) return false;
  return !notNull || (hasDefault && !isWord(initial, "null"));
}

/** Whether nothing else speaks of a column. */
function isDroppable(
  item: ColumnItem,
  rest: readonly TableItem[],
  others: readonly SchemaStatement[],
): boolean {
  return (
    !outerTokens(item).some((token) => isWord(token, "primary", "unique", "references")) &&
    !rest.some(({ tokens }) => mentions(tokens, item.column.text)) &&
    !others.some(({ tokens }) => mentions(tokens, item.column.text))
  );
}
