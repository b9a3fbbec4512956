import type { SqlScript } from "../../drift/sql-script.js";
import { sqlName } from "../sql/sql-name.js";
import { sqlText } from "../sql/sql-text.js";
import { folded, isWord } from "../sql/sql-tokens.js";
import { parseTable } from "../sql/parse-table.js";
import { columnsOf, tableItems } from "../sql/table-items.js";
import type { ChangedTable } from "./schema-change.js";
import { namesItself, type SchemaStatement } from "./schema-statement.js";

/**
 * Makes a table again and copies its rows (https://www.sqlite.org/lang_altertable.html#otheralter).
 * @param temporary a name that nothing has
 */
export function rebuildTable(
  script: SqlScript,
  { before, after }: ChangedTable,
  temporary: string,
): void {
  script.remark(
    `Review: makes the table ${after.name} again and copies its rows. Fails on one that the new table refuses.`,
  );
  const columns = copiedColumns(before, after).map(sqlName).join(", ");
  const isCounting = counts(before) && counts(after);
  if (namesItself(after)) makeFromCopy(script, before, after, { temporary, columns, isCounting });
  else makeAndRename(script, before, after, { temporary, columns, isCounting });
}

interface Copying {
  readonly temporary: string;
  /** As SQL; empty when the tables have none in common. */
  readonly columns: string;
  /** Whether the new table goes on with numbers where the old one was. */
  readonly isCounting: boolean;
}

/** The order that SQLite's documentation has: the new table gets its rows under another name. */
function makeAndRename(
  script: SqlScript,
  before: SchemaStatement,
  after: SchemaStatement,
  { temporary, columns, isCounting }: Copying,
): void {
  const { sql, nameToken } = after;
  const made = sqlName(temporary);
  script.statement(`${sql.slice(0, nameToken.start)}${made}${sql.slice(nameToken.end)}`);
  if (columns !== "") {
    script.statement(
      `INSERT INTO ${made} (${columns})\nSELECT ${columns} FROM ${sqlName(before.name)}`,
    );
  }
  if (isCounting) {
    script.statement(`DELETE FROM sqlite_sequence WHERE name = ${sqlText(temporary)}`);
    script.statement(copyNumber(before.name, temporary));
  }
  script.statement(`DROP TABLE ${sqlName(before.name)}`);
  script.statement(`ALTER TABLE ${made} RENAME TO ${sqlName(after.name)}`);
}

/** For a table with a check that calls it by its name: under another one SQLite would not take its text. */
function makeFromCopy(
  script: SqlScript,
  before: SchemaStatement,
  after: SchemaStatement,
  { temporary, columns, isCounting }: Copying,
): void {
  const copy = sqlName(temporary);
  if (columns !== "") {
    script.statement(`CREATE TABLE ${copy} AS\nSELECT ${columns} FROM ${sqlName(before.name)}`);
  }
  if (isCounting) script.statement(copyNumber(before.name, temporary));
  script.statement(`DROP TABLE ${sqlName(before.name)}`);
  script.statement(after.sql);
  if (columns !== "") {
    script.statement(
      `INSERT INTO ${sqlName(after.name)} (${columns})\nSELECT ${columns} FROM ${copy}`,
    );
    script.statement(`DROP TABLE ${copy}`);
  }
  if (isCounting) {
    script.statement(`DELETE FROM sqlite_sequence WHERE name = ${sqlText(after.name)}`);
    script.statement(
      `UPDATE sqlite_sequence SET name = ${sqlText(after.name)} WHERE name = ${sqlText(temporary)}`,
    );
  }
}

function copyNumber(from: string, to: string): string {
  return `INSERT INTO sqlite_sequence (name, seq)\nSELECT ${sqlText(to)}, seq FROM sqlite_sequence WHERE name = ${sqlText(from)}`;
}

/** Columns that both have and that the new table takes values for, as it writes them. */
function copiedColumns(before: SchemaStatement, after: SchemaStatement): readonly string[] {
  const old = parseTable(before.sql).columns;
  const wanted = parseTable(after.sql).columns;
  return columnsOf(tableItems(after.tokens).items).flatMap(({ column }) => {
    const name = folded(column.text);
    return old.has(name) && wanted.get(name)?.generated === undefined ? [column.text] : [];
  });
}

/** Whether a table never gives the number of a row again, and so has to go on counting where it was. */
function counts({ tokens }: SchemaStatement): boolean {
  return tokens.some((token) => isWord(token, "autoincrement"));
}
