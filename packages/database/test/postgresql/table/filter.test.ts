import { describe, expect, it } from "vitest";
import type { Filter } from "../../../src/table/filter.js";
import { openDatabase } from "./open-database.js";
import { type Order, shopSchema, shopTables } from "./shop.js";

const { database: shop, statements } = openDatabase(shopSchema, shopTables);

describe("a filter of PostgreSQL", () => {
  it("looks into arrays and JSON", async () => {
    await shop.customers.insertMany([
      { email: "a@b", name: "A", tags: ["x", "y"] },
      { email: "b@b", name: "B", tags: [] },
    ]);
    const names = async (where: Filter<{ tags: readonly (string | null)[]; name: string }>) =>
      (await shop.customers.find({ where, orderBy: { name: "asc" } })).map(({ name }) => name);
    expect(await names({ tags: ["x", "y"] })).toEqual(["A"]);
    expect(await names({ tags: { contains: ["y"] } })).toEqual(["A"]);
    expect(await names({ tags: { contains: [] } })).toEqual(["A", "B"]);
    expect(await names({ tags: { ne: [] } })).toEqual(["A"]);
    expect(await names({ tags: { eq: [] } })).toEqual(["B"]);
    expect(await names({ tags: { isNull: true } })).toEqual([]);
    await shop.orders.insert({ id: 1_000n, meta: { a: { b: [1, 2] }, c: null } });
    await shop.orders.insert({ id: 1_001n, meta: null });
    const ids = async (meta: Filter<Order>["meta"] & object) =>
      (await shop.orders.find({ where: { meta }, select: ["id"] })).map(({ id }) => id);
    expect(await ids({ contains: { a: { b: [2] } } })).toEqual([1_000n]);
    expect(await ids({ eq: { c: null, a: { b: [1, 2] } } })).toEqual([1_000n]);
    expect(await ids({ contains: null })).toEqual([1_001n]);
    expect(await ids({ in: [{ c: null, a: { b: [1, 2] } }, "x"] } as object)).toEqual([1_000n]);
  });

  it("compares domains, enums, numerics and blank-padded text as PostgreSQL does", async () => {
    await shop.customers.insert({ email: "c@b", name: "C", code: "ab", address: "10.0.0.1" });
    for (const where of [
      { email: "c@b" },
      { email: ["c@b", "d@b"] },
      { code: "ab" },
      { code: ["ab"] },
      { address: "10.0.0.1" },
      { email: { ilike: "C@%" } },
      { code: { like: "ab%" } },
      { address: { like: "10.%" } },
    ] satisfies Filter<{ email: string; code: string | null; address: string | null }>[]) {
      expect(
        await shop.customers.count({ where: { ...where, name: "C" } }),
        JSON.stringify(where),
      ).toBe(1);
    }
    await shop.orders.insert({ status: "open", total: "2.00" });
    expect(await shop.orders.count({ where: { status: { like: "op_n" } } })).toBeGreaterThan(0);
    expect(await shop.orders.count({ where: { total: { gt: "1.5" }, status: ["open"] } })).toBe(1);
    expect(await shop.orders.count({ where: { total: ["2", "7"] } })).toBe(1);
  });

  it("keeps the statement the same however many values a list has", async () => {
    statements.length = 0;
    await shop.orders.find({ where: { id: [1n] } });
    await shop.orders.find({ where: { id: [1n, 2n, 3n] } });
    expect(statements[0]?.text).toBe(statements[1]?.text);
  });
});
