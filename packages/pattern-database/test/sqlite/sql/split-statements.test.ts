import { expect, test } from "vitest";
import { splitStatements } from "../../../src/sqlite/sql/split-statements.js";

test("statements end at semicolons that are not in texts, names, comments or triggers", () => {
  const sql = `.bail on
PRAGMA foreign_keys=OFF;
create table "a;b" (x default ';'); -- one; more
/* ; */ create trigger t after insert on "a;b" begin
  update x set y = case when 1 then 2 end;
  select ';';
end;
create temp trigger u delete on x begin select 1; end
; ;
select 1`;
  expect(splitStatements(sql).map(({ text, line }) => [line, text])).toEqual([
    [2, "PRAGMA foreign_keys=OFF"],
    [3, `create table "a;b" (x default ';')`],
    [
      4,
      `create trigger t after insert on "a;b" begin
  update x set y = case when 1 then 2 end;
  select ';';
end`,
    ],
    [8, "create temp trigger u delete on x begin select 1; end"],
    [10, "select 1"],
  ]);
});

test("a file of space and comments has none", () => {
  expect(splitStatements("-- nothing\n;\n/* nothing")).toEqual([]);
});
