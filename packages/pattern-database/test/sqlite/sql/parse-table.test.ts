import { DatabaseSync } from "node:sqlite";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseTable } from "../../../src/sqlite/sql/parse-table.js";

test("the text of a table says what the catalogue does not", () => {
  const sql = `CREATE TABLE "t (" ( -- it's a comment, with (
    id integer constraint pk primary key autoincrement,
    "b""c" varchar(80) not null default 'x)' collate NoCase constraint "b un" unique on conflict replace,
    g int generated always as ((id * 2)) stored,
    h as (id + 1),
    p int constraint to_p references other (id) on delete set null on update no action deferrable initially deferred,
    q int not null references other deferrable initially immediate check (q <> 7),
    constraint u unique (g, "h" collate nocase desc), check ( length("b""c") > 0 )
    constraint named check (id < 100) foreign key (p, q) references [other] (a, b) match full not deferrable
  ) strict`;
  const { columns, primaryKey, uniques, checks, foreignKeys } = parseTable(sql);
  expect([...columns]).toEqual([
    ["id", { collation: undefined, generated: undefined }],
    ['b"c', { collation: "NoCase", generated: undefined }],
    ["g", { collation: undefined, generated: "(id * 2)" }],
    ["h", { collation: undefined, generated: "id + 1" }],
    ["p", { collation: undefined, generated: undefined }],
    ["q", { collation: undefined, generated: undefined }],
  ]);
  expect(primaryKey).toEqual({ name: "pk" });
  expect(uniques).toEqual([
    { name: "b un", columns: ['b"c'] },
    { name: "u", columns: ["g", "h"] },
  ]);
  expect(checks).toEqual([
    { name: "q <> 7", expression: "q <> 7" },
    { name: 'length("b""c") > 0', expression: 'length("b""c") > 0' },
    { name: "named", expression: "id < 100" },
  ]);
  expect(
    foreignKeys.map(({ name, deferred, start, end }) => [name, deferred, sql.slice(start, end)]),
  ).toEqual([
    [
      "to_p",
      true,
      "constraint to_p references other (id) on delete set null on update no action deferrable initially deferred",
    ],
    [undefined, false, "references other deferrable initially immediate"],
    ["named", false, "foreign key (p, q) references [other] (a, b) match full not deferrable"],
  ]);
});

test("a foreign key of the table goes with the comma before it", () => {
  const sql = "CREATE TABLE t (a, b, constraint f foreign key (a) references o (x), unique (b))";
  const [key] = parseTable(sql).foreignKeys;
  expect(sql.slice(0, key?.start) + sql.slice(key?.end)).toBe("CREATE TABLE t (a, b, unique (b))");
});

test.each([
  "a > 0",
  "  a > 0  ",
  '"a" > 0',
  "[a] > 0",
  "`a` > 0",
  "'x' < a",
  "a > 0 /* why */",
  "a -- why\n > 0",
  "(a > 0)",
  'a > 0 and "a" < 9',
])("a check without a name is called %j as SQLite calls it", (expression) => {
  const sql = `CREATE TABLE t (a, check (${expression}))`;
  const database = new DatabaseSync(":memory:");
  database.exec(sql);
  const [check] = parseTable(sql).checks;
  expect(() => database.exec("insert into t values (-1)")).toThrow(
    `CHECK constraint failed: ${check?.name}`,
  );
});

test("a name goes on to the constraints of its column that follow, as in SQLite", () => {
  const sql = "CREATE TABLE t (a constraint n not null check (a > 0), b check (b > 0))";
  const database = new DatabaseSync(":memory:");
  database.exec(sql);
  expect(parseTable(sql).checks.map(({ name }) => name)).toEqual(["n", "b > 0"]);
  expect(() => database.exec("insert into t values (-1, 1)")).toThrow("failed: n");
});

test("whatever columns are called and typed, every one of them is found", () => {
  const name = fc
    .string({ minLength: 1, maxLength: 12, unit: "binary" })
    .filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 6, selector: (text) => text.toLowerCase() }),
      (names) => {
        const quoted = names.map((one) => `"${one.replaceAll('"', '""')}"`);
        const database = new DatabaseSync(":memory:");
        database.exec(
          `create table t (${quoted.map((one) => `${one} int check (${one} is not 7)`).join(", ")})`,
        );
        const row = database.prepare("select sql from sqlite_schema").get();
        const { columns, checks } = parseTable(String(row?.["sql"]));
        expect(columns.size).toBe(names.length);
        expect(checks).toHaveLength(names.length);
      },
    ),
    { numRuns: 200 },
  );
});
