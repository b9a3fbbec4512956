import { afterAll, expect, test } from "vitest";
import * as fc from "fast-check";
import { createDatabase, defineTable, type StoredValue, sql } from "../../src/index.js";
import { sqliteDriver } from "../../src/sqlite.js";

interface Value {
  readonly id: bigint;
  readonly value: StoredValue | null;
}

interface Count {
  readonly count: bigint | null;
}

const values = defineTable<Value, Partial<Value>, Partial<Value>, { id: bigint }, object>({
  schema: "main",
  name: "loose",
  kind: "table",
  columns: {
    id: { name: "id", kind: "bigint", type: "INTEGER", hasDefault: true },
    value: { name: "value", kind: "any", type: "ANY", nullable: true },
  },
  primaryKey: ["id"],
  uniques: {},
  relations: {},
});
const counts = defineTable<Count, Count, Count, never, object>({
  schema: "main",
  name: "counts",
  kind: "table",
  columns: { count: { name: "count", kind: "bigint", type: "INTEGER", nullable: true } },
  primaryKey: [],
  uniques: {},
  relations: {},
});
const driver = sqliteDriver({
  path: ":memory:",
  ddl: "create table loose (id integer primary key, value); create table counts (count integer)",
});
const database = createDatabase(driver, { values, counts }, { name: "test" });
afterAll(() => database.close());

const stored = fc.oneof(
  fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
  fc.double({ noNaN: true }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.uint8Array({ maxLength: 9 }),
);

test("any value comes back as it was written, of the same type, and is found by itself", async () => {
  await fc.assert(
    fc.asyncProperty(stored, async (value) => {
      const row = await database.values.insert({ value });
      expect(row.value).toStrictEqual(value);
      expect(await database.values.count({ where: { id: row.id, value } })).toBe(1);
      const [read] = await database.query(sql`select value from loose where id = ${row.id}`, {
        value: "any",
      });
      expect(read).toStrictEqual({ value: row.value });
    }),
  );
});

test.each([[true], [new Date(0)], [{}], [Number.NaN], [2n ** 63n]])(
  "%s is none that SQLite stores",
  async (value) => {
    await expect(database.values.insert({ value: value as never })).rejects.toMatchObject({
      kind: "data",
      columns: ["value"],
    });
  },
);

test("a text in a column of integers is an error that names the column, and is read as any", async () => {
  await database.query(sql`insert into counts values ('many')`);
  await expect(database.counts.find()).rejects.toMatchObject({ kind: "data", columns: ["count"] });
  expect(await database.query(sql`select count from counts`, { count: "any" })).toEqual([
    { count: "many" },
  ]);
});
