import { describe, expect, it } from "vitest";
import type { ColumnDescription } from "../../src/description/table-description.js";
import { sql } from "../../src/sql/sql.js";
import { defineTable } from "../../src/table/define-table.js";
import { createDatabase } from "../../src/table/create-database.js";
import { sqlite } from "../../src/sqlite.js";
import { sqliteTests } from "../dialects/sqlite.js";
import { openShop, openTables } from "../dialects/test-dialect.js";
import { unreachable } from "../dialects/unreachable.js";

const { database: shop, statements } = openShop(sqliteTests);

describe("what SQLite cannot express is refused, by its name:", () => {
  it.each(["eq", "ne", "in", "gt", "contains"])("the operator %s of JSON", async (operator) => {
    const operand = operator === "in" ? [{ a: 1 }] : { a: 1 };
    const where = { meta: { [operator]: operand } } as object; // as data may be
    statements.length = 0;
    await expect(shop.orders.find({ where })).rejects.toMatchObject({
      kind: "syntax",
      columns: ["meta"],
      message: `The value of "meta" cannot be compared by "${operator}" in SQLite: it is JSON (table "main"."orders").`,
    });
    expect(statements).toEqual([]);
  });

  it("arrays, in tables and in queries", async () => {
    const column = { name: "list", kind: "text", type: "text[]", array: true } as const;
    const table = defineTable<object, object, object, object, object>({
      ...shop.orderTotals.description,
      columns: { list: column },
    });
    const other = createDatabase(unreachable(sqlite), { table });
    const refused = { kind: "syntax", message: "SQLite has no arrays." };
    await expect((async () => other.table.find())()).rejects.toMatchObject(refused);
    const call = shop.query(sql`select 1`, { list: "number[]" });
    await expect(call).rejects.toMatchObject(refused);
  });

  it("a lock in a transaction that only reads", async () => {
    const call = shop.transaction((tx) => tx.orders.find({ lock: "update" }), { readOnly: true });
    await expect(call).rejects.toMatchObject({ kind: "syntax" });
    const nested = shop.transaction(
      (tx) => tx.transaction((inner) => inner.orders.get({ id: 1n }, { lock: "share" })),
      { readOnly: true },
    );
    await expect(nested).rejects.toMatchObject({ kind: "syntax" });
  });

  it("values that have no storage class", async () => {
    const insert = shop.orders.insert({ total: Number.NaN });
    await expect(insert).rejects.toMatchObject({
      kind: "data",
      columns: ["total"],
      message: 'The value of "total" is NaN, which SQLite cannot hold (table "main"."orders").',
    });
    const query = shop.query(sql`select ${Number.NaN}`);
    await expect(query).rejects.toMatchObject({ kind: "data" });
  });
});

describe("JSON of SQLite", () => {
  it("can be looked for where it is null, and by the query's own functions", async () => {
    await shop.orders.insert({ id: 50n, meta: { a: { b: 2 } } });
    expect(await shop.orders.count({ where: { meta: { isNull: false } } })).toBe(1);
    const rows = await shop.query(
      sql`select id from orders where id in (select value from json_each(${[49, 50]})) and meta ->> '$.a.b' = ${2}`,
      { id: "bigint" },
    );
    expect(rows).toEqual([{ id: 50n }]);
  });
});

describe("lists of SQLite", () => {
  it("are one parameter, or as many as a power of two where JSON would round", async () => {
    statements.length = 0;
    await shop.orders.find({ where: { note: ["a", "b", "c"], rating: [0.1, 0.2, 0.3] } });
    expect(statements[0]?.values).toEqual(['["a","b","c"]', 0.1, 0.2, 0.3, 0.3]);
  });
});

describe("a table with more columns than a function takes arguments", () => {
  const names = Array.from({ length: 250 }, (_, index) => `c${index}`);
  interface Row {
    readonly [name: string]: string | number | null;
  }
  interface Relations {
    readonly self: { readonly table: "wide"; readonly row: Row; readonly many: true };
  }
  const text = (name: string): ColumnDescription => {
    return { name, kind: "text", type: "TEXT", nullable: true };
  };
  const wide = defineTable<Row, Row, Row, { readonly id: number }, Relations>({
    schema: "main",
    name: "wide",
    kind: "table",
    columns: {
      id: { name: "id", kind: "number", type: "INTEGER" },
      ...Object.fromEntries(names.map((name) => [name, text(name)])),
    },
    primaryKey: ["id"],
    uniques: {},
    relations: { self: { table: "wide", columns: [["id", "id"]], many: true } },
  });
  const ddl = `create table wide (id integer primary key, ${names.join(", ")})`;
  const { database } = openTables(sqliteTests, [ddl], { wide });

  it("is read through relations as any other", async () => {
    const row = {
      id: 1,
      ...Object.fromEntries(names.map((name, index) => [name, index % 3 ? "[]" : null])),
    };
    const rows = [row, { ...row, id: 2, c249: '],["\0' }];
    expect(await database.wide.insertMany(rows, { returning: true })).toEqual(rows);
    const found = await database.wide.find({
      select: ["id"],
      with: { self: true },
      orderBy: { id: "asc" },
    });
    expect(found).toEqual(rows.map((each) => ({ id: each.id, self: [each] })));
  });
});
