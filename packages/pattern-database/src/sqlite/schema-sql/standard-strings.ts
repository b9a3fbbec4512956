import { DatabaseSync } from "node:sqlite";
import type { ObjectRow } from "../catalogue/catalogue.js";
import { folded, sqlTokens } from "../sql/sql-tokens.js";

/** SQLite's words for a text in double quotes, where it takes these for names only. */
const noSuchColumn = /^no such column: "([^]*)" - should this be a string literal/;

/**
 * The same tables and indexes, with their texts in single quotes. SQLite also takes a name in double quotes that no
 * column has for a text (https://www.sqlite.org/quirks.html#dblquote); `node:sqlite` does not, unless it is told.
 * @param objects in the order in which they were made
 */
export function withStandardStrings(objects: readonly ObjectRow[]): readonly ObjectRow[] {
  if (!objects.some(({ sql }) => sql.includes('"'))) return objects;
  const database = new DatabaseSync(":memory:");
  try {
    return objects.map((object) =>
      object.type === "table" || object.type === "index"
        ? { ...object, sql: standardSql(object.sql, database) }
        : object,
    );
  } finally {
    database.close();
  }
}

/** Makes it, correcting one text after the other. What fails for another reason stays as it is. */
function standardSql(sql: string, database: DatabaseSync): string {
  for (let text = sql; ;) {
    try {
      database.exec(text);
      return text;
    } catch (error) {
      const name = noSuchColumn.exec(error instanceof Error ? error.message : "")?.[1];
      const corrected = name === undefined ? text : inSingleQuotes(text, name);
      if (corrected === text) return text;
      text = corrected;
    }
  }
}

/** A name of something else that is called the same may stand in single quotes too. */
function inSingleQuotes(sql: string, name: string): string {
  let text = sql;
  for (const token of sqlTokens(sql).toReversed()) {
    if (token.kind !== "name" || folded(token.text) !== folded(name)) continue;
    if (sql[token.start] !== '"') continue;
    const literal = `'${token.text.replaceAll("'", "''")}'`;
    text = text.slice(0, token.start) + literal + text.slice(token.end);
  }
  return text;
}
