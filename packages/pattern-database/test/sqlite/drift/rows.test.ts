import { describe, expect, test } from "vitest";
import { sqlite } from "../../../src/sqlite/sqlite.js";
import { hostileNames } from "../hostile-schema.js";
import { DriftFile } from "./drift-file.js";

/** Makes one schema, with rows, into another. */
function migrated(from: string, rows: string, to: string): DriftFile {
  const file = new DriftFile(from);
  file.run(rows);
  file.run(migration(from, to));
  return file;
}

function migration(from: string, to: string): string {
  const { scripts } = sqlite.compare(new DriftFile(from).model(), new DriftFile(to).model());
  return scripts[0]?.text ?? "";
}

describe("rows survive", () => {
  test("a table that is made again, with what refers to them", () => {
    const other = "create table o (t integer references t on delete cascade);";
    const file = migrated(
      `create table t (id integer primary key, a int, gone text); ${other}`,
      "insert into t values (7, 3, 'x'), (9, null, 'y'); insert into o values (7)",
      `create table t (a text, id integer primary key, twice int as (id * 2), b int default (1 + 1)); ${other}`,
    );
    expect(file.rows("select * from t")).toEqual([
      { a: "3", id: 7, twice: 14, b: 2 },
      { a: null, id: 9, twice: 18, b: 2 },
    ]);
    expect(file.rows("select * from o")).toEqual([{ t: 7 }]);
    expect(file.rows("pragma foreign_keys")).toEqual([{ foreign_keys: 1 }]);
  });

  test("a table whose check calls it by its name", () => {
    const file = migrated(
      "create table t (a int, b int); create view v as select b from t",
      "insert into t values (1, 2)",
      "create table t (b int, a int check (t.a < 9)); create view v as select b from t",
    );
    expect(file.rows("select * from t")).toEqual([{ b: 2, a: 1 }]);
    expect(file.rows("select * from v")).toEqual([{ b: 2 }]);
    expect(() => file.run("insert into t values (1, 9)")).toThrow("CHECK constraint failed");
  });

  test("tables of every name", () => {
    for (const [index, name] of hostileNames.entries()) {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      const column = `"${(hostileNames[index + 1] ?? "last").replaceAll('"', '""')}"`;
      const file = migrated(
        `create table ${quoted} (${column} int, gone int)`,
        `insert into ${quoted} values (1, 2)`,
        `create table ${quoted} (new int default 3, ${column} text)`,
      );
      expect(file.rows(`select new, ${column} as kept from ${quoted}`)).toEqual([
        { new: 3, kept: "1" },
      ]);
    }
  });

  test("a rename by hand is pointed at where a column goes and one of its kind comes", () => {
    expect(migration("create table t (k int, a text)", "create table t (k int, b text)")).toContain(
      '-- Review: when t.a was renamed to b, use ALTER TABLE "t" RENAME COLUMN "a" TO "b" instead of dropping the one and adding the other.',
    );
  });
});

test.each([
  ["made under another name", "b int unique"],
  ["made from a copy", "b int check (t.b is not 3)"],
])("a table %s goes on counting where it was", (_what, column) => {
  const file = migrated(
    "create table t (a integer primary key autoincrement)",
    "insert into t values (41); delete from t",
    `create table t (a integer primary key autoincrement, c int unique, ${column})`,
  );
  file.run("insert into t (b) values (1)");
  expect(file.rows("select a from t")).toEqual([{ a: 42 }]);
  expect(file.rows("select * from sqlite_sequence")).toEqual([{ name: "t", seq: 42 }]);
});

describe("a script that fails changes nothing", () => {
  test.each([
    [
      "on a row that the new table refuses",
      "create table t (a int)",
      "insert into t values (null)",
      "create table t (a int not null)",
      "NOT NULL constraint failed",
    ],
    [
      "on a row whose foreign key leads nowhere",
      "create table k (a integer primary key); create table t (a int)",
      "insert into t values (3)",
      "create table k (a integer primary key); create table t (a int references k)",
      "CHECK constraint failed",
    ],
    [
      "on a row that needs a value",
      "create table t (a int)",
      "insert into t values (3)",
      "create table t (a int, b int not null)",
      "By hand: give t.b a value in the INSERT below",
    ],
  ])("%s", (_what, from, rows, to, message) => {
    const file = new DriftFile(from);
    file.run(rows);
    const before = file.rows("select * from t");
    expect(() => file.run(migration(from, to))).toThrow(message);
    expect(file.rows("select * from t")).toEqual(before);
    expect(file.model()).toEqual(new DriftFile(from).model());
  });
});
