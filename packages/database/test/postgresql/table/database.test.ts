import { describe, expect, it } from "vitest";
import { sql } from "../../../src/sql/sql.js";
import { openDatabase } from "./open-database.js";
import { shopSchema, shopTables } from "./shop.js";

const { database: shop, statements } = openDatabase(shopSchema, shopTables);

describe("query on PostgreSQL", () => {
  it("reads rows by the kinds of their columns", async () => {
    const status = "open";
    await shop.orders.insertMany([{ status }, { status: "paid" }]);
    const rows = await shop.query(
      sql`select count(*)::int8, null, array[1, null], ${status}, 1.5::float8, false
          from shop.orders where status = ${status}`,
      {
        n: "bigint",
        none: "text?",
        list: "number[]",
        text: "text",
        float: "float",
        yes: "boolean",
      },
    );
    expect(rows).toEqual([
      { n: 1n, none: null, list: [1, null], text: "open", float: 1.5, yes: false },
    ]);
  });

  it("reads rows without columns", async () => {
    const call = shop.query(sql`select`, { a: "number" });
    await expect(call).rejects.toMatchObject({ kind: "data" });
  });
});

describe("a transaction on PostgreSQL", () => {
  it("locks rows", async () => {
    await shop.orders.insert({ id: 77n });
    await shop.transaction(async (tx) => {
      await tx.orders.get({ id: 77n }, { lock: "update", with: { customer: true } });
      await tx.orders.find({ where: { id: 77n }, lock: "share", limit: 1 });
      await tx.orders.page({ lock: "share", limit: 1 });
    });
    const locks = statements.flatMap(({ text }) => /for \w+ of t0$/.exec(text) ?? []);
    expect(locks).toEqual(["for update of t0", "for share of t0", "for share of t0"]);
  });
});
