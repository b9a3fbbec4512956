import { describe, expect, it } from "vitest";
import type { Driver } from "../../src/driver/driver.js";
import { createDatabase } from "../../src/table/create-database.js";
import { defineTable } from "../../src/table/define-table.js";
import { postgresql } from "../../src/postgresql/dialect/postgresql.js";
import { quoteIdentifier } from "../../src/postgresql/dialect/identifier.js";
import { openDatabase } from "./open-database.js";

/** Names of columns, which are their keys too. */
const names = [
  'a"b',
  "a'b",
  "a b",
  "a\nb",
  "$1",
  "t0",
  "select",
  "constructor",
  "__proto__",
  "x".repeat(63),
  "ä".repeat(31),
  "🐘",
  "--",
  "/*",
  "1",
];

type Row = Readonly<Record<string, string | bigint>>;
interface Relations {
  readonly 'ro"ws': { readonly table: string; readonly row: Row; readonly many: true };
}

const hostile = defineTable<Row, Partial<Row>, Partial<Row>, { readonly id: bigint }, Relations>({
  schema: 'sch"ema',
  name: "or der\n-- ;'",
  kind: "table",
  columns: Object.fromEntries([
    ["id", { name: "id", kind: "bigint", type: "int8" }],
    ...names.map((name) => [name, { name, kind: "text", type: '"sch""ema"."ty""pe"' }] as const),
  ]),
  primaryKey: ["id"],
  uniques: Object.fromEntries([["__proto__", ["__proto__"]]]),
  relations: { 'ro"ws': { table: "__proto__", columns: [["__proto__", "__proto__"]], many: true } },
});

const ddl = `
  create schema "sch""ema";
  create domain "sch""ema"."ty""pe" as text;
  create table "sch""ema".${quoteIdentifier("or der\n-- ;'")} (
    id int8 primary key,
    ${names.map((name) => `${quoteIdentifier(name)} "sch""ema"."ty""pe" not null`).join(",\n")},
    unique ("__proto__")
  );
`;
const tables = Object.fromEntries([["__proto__", hostile]]);
const { database } = openDatabase(ddl, tables);

/** With its own property `__proto__`, which a literal would take for something else. */
function changed(row: Row, changes: readonly (readonly [string, string | bigint])[]): Row {
  return Object.fromEntries([...Object.entries(row), ...changes]);
}

describe("a table with hostile names", () => {
  it("is written and read as any other", async () => {
    const { ["__proto__"]: table } = database;
    if (table === undefined) throw new Error("There is no table.");
    const row = changed(
      { id: 1n },
      names.map((name) => [name, `value of ${name}`]),
    );
    expect(await table.insert(row)).toEqual(row);
    expect(await table.get({ id: 1n })).toEqual(row);
    const orderBy = names.map((name) => Object.fromEntries([[name, "desc" as const]]));
    expect(await table.find({ where: row, orderBy })).toEqual([row]);
    const second = changed(row, [
      ["id", 2n],
      ["__proto__", "other"],
    ]);
    expect(await table.insertMany([second], { returning: true })).toEqual([second]);
    const moved = changed(row, [["id", 9n]]);
    expect(await table.upsert(moved, { by: "__proto__" })).toEqual(moved);
    const [found] = await table.find({ where: { id: 9n }, with: { 'ro"ws': true } });
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
    expect(found?.['ro"ws']).toEqual([moved]);
    const page = await table.page({
      orderBy: Object.fromEntries([["__proto__", "asc"]]),
      limit: 1,
    });
    expect(page.rows).toEqual([second]);
    expect(await table.update({ id: 2n }, { "a\nb": "new" })).toMatchObject({ "a\nb": "new" });
    expect(await table.deleteWhere(moved)).toBe(1);
    expect(await table.delete({ id: 2n })).toMatchObject({ id: 2n });
  });
});

/** Reaches nothing. */
const nothing: Driver = {
  dialect: postgresql,
  run: () => Promise.reject(new Error("A statement was run.")),
  connect: () => Promise.reject(new Error("A connection was taken.")),
  close: () => Promise.resolve(),
};

describe("names that PostgreSQL cannot have", () => {
  it.each(["", "a\0", "x".repeat(64)])("are refused when a table is used: %j", async (name) => {
    const table = defineTable<object, object, object, object, object>({
      schema: "public",
      name,
      kind: "table",
      columns: {},
      primaryKey: [],
      uniques: {},
      relations: {},
    });
    const other = createDatabase(nothing, { table });
    await expect((async () => other.table.find())()).rejects.toMatchObject({ kind: "syntax" });
  });
});
