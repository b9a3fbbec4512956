import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { withStandardStrings } from "../../../src/sqlite/schema-sql/standard-strings.js";
import { readSqliteDdl } from "../sqlite-file.js";

/** The statement of a table, written as a program without `node:sqlite` may have. */
function standard(sql: string): string {
  const [object] = withStandardStrings([{ type: "table", name: "t", table: "t", sql }]);
  return object?.sql ?? "";
}

test.each([
  [`CREATE TABLE t (a check (a <> "x'y"))`, `CREATE TABLE t (a check (a <> 'x''y'))`],
  [
    `CREATE TABLE t ("A" check ("a" in ("b", "c")))`,
    `CREATE TABLE t ("A" check ("a" in ('b', 'c')))`,
  ],
  [`CREATE TABLE t (a as (a2 || "-"), a2)`, `CREATE TABLE t (a as (a2 || '-'), a2)`],
  [`CREATE TABLE t (a default "x")`, `CREATE TABLE t (a default "x")`],
  [`CREATE TABLE t (a check (f("a") > 1))`, `CREATE TABLE t (a check (f("a") > 1))`],
  [
    `CREATE TABLE t (a check ("gone" > 0 and b > 0))`,
    `CREATE TABLE t (a check ('gone' > 0 and b > 0))`,
  ],
])("%s becomes %s", (sql, expected) => {
  expect(standard(sql)).toBe(expected);
});

test("indexes follow; views and triggers stay as they are", () => {
  const objects = [
    { type: "table", name: "t", table: "t", sql: "CREATE TABLE t (a)" },
    { type: "index", name: "i", table: "t", sql: `CREATE INDEX i on t (a) where a <> "x"` },
    { type: "view", name: "v", table: "v", sql: `CREATE VIEW v as select "x"` },
  ] as const;
  const [, index, ...others] = withStandardStrings(objects);
  expect(index?.sql).toBe("CREATE INDEX i on t (a) where a <> 'x'");
  expect(others).toEqual(objects.slice(2));
});

test("a schema with such texts is rebuilt by its SQL, and its checks are called as in the rebuilt one", async () => {
  const model = await readSqliteDdl(`create table t (a text check (a in ("b", 'c')))`);
  expect(model.tables[0]?.checks).toEqual([
    { name: "a in ('b', 'c')", expression: "a in ('b', 'c')" },
  ]);
  const database = new DatabaseSync(":memory:");
  database.exec(model.schemaSql);
  expect(() => database.exec("insert into t values ('d')")).toThrow(
    "CHECK constraint failed: a in ('b', 'c')",
  );
});
