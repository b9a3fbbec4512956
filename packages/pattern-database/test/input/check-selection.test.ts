import { afterAll, beforeAll, expect, test } from "vitest";
import { embeddedReader, readDdl } from "../read-model.js";

const sql = `create schema shop; create schema depot;
  create table shop.orders (id int4 primary key);
  create table shop.items (id int4 primary key, "order" int4 references shop.orders);
  create view depot.names as select id from shop.items;
  create table notes (a int4);
  create table "a.b" (a int4);`;
let reader: Awaited<ReturnType<typeof embeddedReader>>;
beforeAll(async () => {
  reader = await embeddedReader(sql);
}, 30_000);
afterAll(() => reader.close());
const ids = async (options: Parameters<typeof readDdl>[1]) => (await reader.read(options)).unit.ids;

test("schemas and globs say what is read; units are named without public", async () => {
  expect(await ids({})).toEqual(["a.b", "depot.names", "notes", "shop.items", "shop.orders"]);
  expect(await ids({ schema: ["shop", "depot"] })).toEqual([
    "depot.names",
    "shop.items",
    "shop.orders",
  ]);
  expect(await ids({ includeTable: ["shop.*", "note?"] })).toEqual([
    "notes",
    "shop.items",
    "shop.orders",
  ]);
  expect(await ids({ excludeTable: ["shop.*", "public.a.b"] })).toEqual(["depot.names", "notes"]);
});

test(
  "a foreign key to a table that is not read is left out; what a view is made of is in the SQL",
  { timeout: 30_000 },
  async () => {
    const items = await reader.read({ includeTable: ["items"] });
    expect(items.tables.map(({ foreignKeys }) => foreignKeys)).toEqual([[]]);
    expect(items.schemaSql).not.toContain("orders");
    const names = await reader.read({ includeTable: ["names"] });
    expect(names.tables.map(({ name }) => name)).toEqual(["names"]);
    expect((await readDdl(names.schemaSql, { includeTable: ["names"] })).tables).toEqual(
      names.tables,
    );
  },
);

test.each([
  [{ schema: ["shpo"] }, 'The database has no schema "shpo".'],
  [{ includeTable: ["shop.*", "order", "x?"] }, 'No table or view matches "order", "x?".'],
  [{ excludeTable: ["*"] }, "There is no table and no view to read."],
])("%j selects nothing", async (options, message) => {
  await expect(reader.read(options)).rejects.toMatchObject({ code: "AF_SELECTION_EMPTY", message });
});
