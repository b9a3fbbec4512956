import { expect, it } from "vitest";
import { visibleSql } from "../../../src/postgresql/schema-sql/visible-sql.js";

it.each([
  ["nothing to hide", `select 'a', "b", $$c$$;\n`, `select 'a', "b", $$c$$;\n`],
  ["a name", `"a""\\\u202eb"`, `U&"a""\\\\\\202eb"`],
  ["a text", `'it''s \\ \u202e'`, `E'it''s \\\\ \\u202e'`],
  ["a text with escapes", `E'\\\\\u0007'`, `E'\\\\\\u0007'`],
  ["the body of a function", "$f$ 'x' \\ \u2067 $f$", `E' ''x'' \\\\ \\u2067 '`],
  ["others beside it", `"plain" 'x' "\u200e" 'y'`, `"plain" 'x' U&"\\200e" 'y'`],
  ["a quote in a name", `"'" '\u200e' "'"`, `"'" E'\\u200e' "'"`],
])("%s", (_title, sql, expected) => {
  expect(visibleSql(sql)).toBe(expected);
});
