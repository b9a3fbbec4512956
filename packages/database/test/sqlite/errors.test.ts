import { afterAll, describe, expect, it } from "vitest";
import { sqliteDriver } from "../../src/sqlite.js";
import { resultCode } from "../../src/sqlite/errors/result-codes.js";
import { sqliteError } from "../../src/sqlite/errors/sqlite-error.js";
import { failureOf } from "../failure-of.js";

const driver = sqliteDriver({
  path: ":memory:",
  ddl: `
    create table parent (id integer primary key, name text not null unique, age int check (age > 0));
    create table child (id int primary key, parent int not null references parent) strict;
    create table pair (a int, b int, constraint ordered check (a < b), unique (a, b));
    create table "we, ird.t" ("a.b, we, ird.t.c" int, "c" int not null, unique ("a.b, we, ird.t.c", "c"));
    create table "we, ird" ("t.c" int not null);
    create unique index "lower 'name'" on parent (lower(name));
    create trigger guarded before delete on parent begin select raise(abort, 'parents stay'); end;
    insert into parent values (1, 'Ada', 36);
    insert into pair values (12345, 12346);
    insert into "we, ird.t" values (12345, 1);
  `,
});
afterAll(() => driver.close());

describe("an error of SQLite", () => {
  it.each([
    [
      "insert into parent values (1, 'x', 5)",
      "unique-violation",
      { code: "SQLITE_CONSTRAINT_PRIMARYKEY", table: "parent", columns: ["id"] },
      'Another row has the same "id" (table "parent").',
    ],
    [
      "insert into pair values (12345, 12346)",
      "unique-violation",
      { code: "SQLITE_CONSTRAINT_UNIQUE", table: "pair", columns: ["a", "b"] },
      'Another row has the same "a", "b" (table "pair").',
    ],
    [
      "insert into parent values (7, 'ADA', 5)",
      "unique-violation",
      { constraint: "lower 'name'", table: undefined, columns: [] },
      `Another row has the same values (constraint "lower 'name'").`,
    ],
    [
      `insert into "we, ird.t" values (12345, 1)`,
      "unique-violation",
      { table: "we, ird.t", columns: ["a.b, we, ird.t.c", "c"] },
      'Another row has the same "a.b, we, ird.t.c", "c" (table "we, ird.t").',
    ],
    [
      `insert into "we, ird" values (null)`,
      "not-null-violation",
      { table: "we, ird", columns: ["t.c"] },
      'The column "t.c" must not be null (table "we, ird").',
    ],
    [
      "insert into child values (1, 12345)",
      "foreign-key-violation",
      { code: "SQLITE_CONSTRAINT_FOREIGNKEY", table: undefined, columns: [] },
      "A row refers to another that does not exist, or is still referred to.",
    ],
    [
      "insert into parent values (7, 'Gil', -12345)",
      "check-violation",
      { code: "SQLITE_CONSTRAINT_CHECK", constraint: "age > 0" },
      'A row does not meet a condition (constraint "age > 0").',
    ],
    [
      "insert into pair values (12347, 12345)",
      "check-violation",
      { constraint: "ordered" },
      'A row does not meet a condition (constraint "ordered").',
    ],
    [
      "insert into parent values (12345, null, 1)",
      "not-null-violation",
      { code: "SQLITE_CONSTRAINT_NOTNULL", table: "parent", columns: ["name"] },
      'The column "name" must not be null (table "parent").',
    ],
    [
      "insert into child values ('12345x', 1)",
      "data",
      { code: "SQLITE_CONSTRAINT_DATATYPE", table: "child", columns: ["id"] },
      'A value is not valid (table "child"): cannot store TEXT value in INT column child.id.',
    ],
    [
      "insert into parent (id) values ('12345x')",
      "data",
      { code: "SQLITE_MISMATCH" },
      "A value is not valid: datatype mismatch.",
    ],
    [
      "delete from parent",
      "check-violation",
      { code: "SQLITE_CONSTRAINT_TRIGGER" },
      "Parents stay.",
    ],
    ["select json('{12345')", "data", {}, "A value is not valid: malformed JSON."],
    [
      "select abs(-9223372036854775808)",
      "data",
      { code: "SQLITE_ERROR" },
      "A value is not valid: integer overflow.",
    ],
    [
      "select zeroblob(3000000000)",
      "data",
      { code: "SQLITE_TOOBIG" },
      "A value is not valid: string or blob too big.",
    ],
    ["select from from", "syntax", { code: "SQLITE_ERROR" }, 'Near "from": syntax error.'],
    ["select * from nowhere", "syntax", {}, "No such table: nowhere."],
  ])("names what is wrong with %s, but no value", async (text, kind, fields, message) => {
    // `12345` stands for the values of the statement.
    const failure = await failureOf(driver.run({ text, values: [] }));
    expect(failure).toMatchObject({
      kind,
      message,
      retryable: false,
      outcomeUnknown: false,
      ...fields,
    });
    expect(JSON.stringify([failure, failure.cause, failure.message])).not.toContain("12345");
  });

  it.each([
    [5, "SQLITE_BUSY", "timeout"],
    [261, "SQLITE_BUSY", "timeout"],
    [517, "SQLITE_BUSY_SNAPSHOT", "serialization"],
    [262, "SQLITE_LOCKED", "timeout"],
    [8, "SQLITE_READONLY", "permission"],
    [1032, "SQLITE_READONLY", "permission"],
    [9, "SQLITE_INTERRUPT", "cancelled"],
    [13, "SQLITE_FULL", "unknown"],
    [778, "SQLITE_IOERR", "unknown"],
    [11, "SQLITE_CORRUPT", "unknown"],
    [270, "SQLITE_CANTOPEN", "connection"],
    [26, "SQLITE_NOTADB", "connection"],
    [2579, "SQLITE_CONSTRAINT_ROWID", "unique-violation"],
    [21, "SQLITE_21", "unknown"],
  ])("with the result code %d is %s, of kind %s", (number, name, kind) => {
    expect(resultCode(number, "text")).toEqual([name, kind]);
  });

  it("of Node itself is of its kind, and one of ours stays what it is", () => {
    const open = Object.assign(new Error("database is not open"), { code: "ERR_INVALID_STATE" });
    expect(sqliteError(open, () => [])).toMatchObject({ kind: "unknown", code: undefined });
    const own = sqliteError(open, () => []);
    expect(sqliteError(own, () => [])).toBe(own);
    expect(sqliteError("text", () => [])).toMatchObject({ kind: "unknown", message: "Text." });
  });

  it("names no columns that it cannot tell apart", () => {
    const error = Object.assign(new Error("UNIQUE constraint failed: a.b.c"), { errcode: 2067 });
    expect(sqliteError(error, () => [])).toMatchObject({ table: undefined, columns: [] });
  });
});
