import { expect, test } from "vitest";
import { splitStatements } from "../../../src/postgresql/connection/split-statements.js";

test.each([
  ["a; b ;", ["a", "b "]],
  ["select ';', E'\\';', '\\';x", ["select ';', E'\\';', '\\'", "x"]],
  ['select "a;""b"; x', ['select "a;""b"', "x"]],
  ["-- a;\nb /* ; /* ; */ ; */ c; d", ["b /* ; /* ; */ ; */ c", "d"]],
  ["do $$ a; $$; do $b$ $$; $b$; x", ["do $$ a; $$", "do $b$ $$; $b$", "x"]],
  [
    "create function f() begin atomic select case when true then 1 end; select 2; end; x",
    ["create function f() begin atomic select case when true then 1 end; select 2; end", "x"],
  ],
  ["begin; select 1; end;", ["begin", "select 1", "end"]],
  ["\\connect x\n\\restrict 'abc\na;", ["a"]],
  ["copy t (a) from stdin;\n1;\n'\n\\.\nb;", ["b"]],
  ["copy t from stdin;\n1", []],
  ["'open", ["'open"]],
  ["a /* open", ["a /* open"]],
  ["$$ open", ["$$ open"]],
  ["\\.", []],
  ["select $1; select ü$x; b", ["select $1", " select ü$x".trim(), "b"]],
])("%j", (sql, statements) => {
  expect(splitStatements(sql).map(({ text }) => text)).toEqual(statements);
});

test("a statement knows the line of its first word", () => {
  expect(splitStatements("\n-- x\na;\n\n  b\n;").map(({ line }) => line)).toEqual([3, 5]);
});
