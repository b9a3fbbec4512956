import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "../../../src/sql/sql.js";
import { openDatabase } from "./open-database.js";
import { type NewOrder, shopSchema, shopTables } from "./shop.js";

const { database: shop, statements } = openDatabase(shopSchema, shopTables);

beforeEach(async () => {
  await shop.query(sql`truncate shop.customers, shop.orders, shop.order_items restart identity`);
  statements.length = 0;
});

describe("insert on PostgreSQL", () => {
  it("lets the column check a value's length, instead of cutting it off", async () => {
    const row = { email: "a@b", name: "x".repeat(21) };
    await expect(shop.customers.insert(row)).rejects.toMatchObject({ kind: "data", code: "22001" });
    await expect(shop.customers.insertMany([row])).rejects.toMatchObject({ kind: "data" });
    expect(await shop.customers.count()).toBe(0);
  });

  it("writes null of JSON where the column cannot be null", async () => {
    expect((await shop.orders.insert({ meta: null })).meta).toBeNull();
    expect(await shop.orders.count({ where: { meta: { contains: null } } })).toBe(1);
  });
});

describe("insertMany on PostgreSQL", () => {
  it("inserts any number of rows with one statement", async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => ({ email: `a${n}@b`, name: `n${n}` }));
    expect(await shop.customers.insertMany(rows)).toBe(1_000);
    expect(statements).toHaveLength(1);
    expect(statements[0]?.values).toHaveLength(2);
    expect(await shop.customers.get({ id: 1_000n })).toMatchObject({ name: "n999" });
  });

  it("inserts arrays, enums, domains and bytes as they are", async () => {
    await shop.customers.insertMany([
      { email: "a@b", name: "A", tags: ["x", null, '"},{'], code: "ab", address: "::1" },
      { email: "b@b", name: "B", tags: [] },
    ]);
    await shop.orders.insertMany([
      { status: "sent", meta: [{ a: "," }] },
      { status: "open", meta: null },
    ]);
    await shop.orderItems.insertMany([
      { orderId: 1n, line: 1, sku: "NULL", picture: new Uint8Array([0, 92, 34]) },
      { orderId: 1n, line: 2, sku: "" },
    ]);
    const found = await shop.orders.find({ with: { items: true }, orderBy: { id: "asc" } });
    expect(found).toMatchObject([
      {
        status: "sent",
        meta: [{ a: "," }],
        items: [
          { sku: "NULL", picture: new Uint8Array([0, 92, 34]) },
          { sku: "", picture: null },
        ],
      },
      { status: "open", meta: null, items: [] },
    ]);
    const customers = await shop.customers.find({ orderBy: { id: "asc" } });
    expect(customers.map(({ tags }) => tags)).toEqual([["x", null, '"},{'], []]);
  });

  it("takes rows as they are made, thousands with a statement", async () => {
    function* rows(): Generator<NewOrder> {
      for (let n = 1; n <= 12_000; n += 1) yield { total: String(n) };
    }
    expect(await shop.orders.insertMany(rows())).toBe(12_000);
    const inserts = statements.filter(({ text }) => text.startsWith("insert"));
    expect(inserts.length).toBe(3);
    expect(new Set(inserts.map(({ text }) => text)).size).toBe(1);
    expect(await shop.orders.get({ id: 12_000n })).toMatchObject({ total: "12000.00" });
  });

  it("begins another statement when rows are long", async () => {
    const note = "x".repeat(1_500_000);
    expect(await shop.orders.insertMany([{ note }, { note }, { note }, { note }])).toBe(4);
    expect(statements.filter(({ text }) => text.startsWith("insert")).length).toBe(2);
  });
});
