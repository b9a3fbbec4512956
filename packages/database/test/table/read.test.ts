import { beforeAll, describe, expect, it } from "vitest";
import { dialects } from "../dialects/dialects.js";
import { openShop } from "../dialects/test-dialect.js";

describe.each(dialects)("$title", (dialect) => {
  const { database: shop, statements } = openShop(dialect);

  beforeAll(async () => {
    await shop.customers.insertMany([
      { id: 1n, email: "ada@example.com", name: "Ada", code: "a" },
      { id: 2n, email: "bob@example.com", name: "Bob" },
    ]);
    await shop.orders.insertMany([
      { id: 1n, customerId: 1n, total: 10.1, note: "first", rating: 1 },
      { id: 2n, customerId: 1n, total: 20, status: "paid", meta: { a: [1, null] } },
      { id: 3n, customerId: 2n, total: 20, rating: 0.1 },
      { id: 4n, total: 5, note: "" },
    ]);
    await shop.orderItems.insertMany([
      { orderId: 1n, line: 2, sku: "b", picture: new Uint8Array([0, 255]) },
      { orderId: 1n, line: 1, sku: 'a"\\' },
    ]);
  });

  describe("get", () => {
    it("gives the row with a key", async () => {
      const order = await shop.orders.get({ id: 2n });
      expect(order).toEqual({
        id: 2n,
        customerId: 1n,
        status: "paid",
        total: 20,
        note: null,
        rating: null,
        meta: { a: [1, null] },
        createdAt: "2024-01-01",
        gross: 40,
        version: 1,
      });
    });

    it("gives undefined without such a row", async () => {
      expect(await shop.orders.get({ id: 99n })).toBeUndefined();
    });

    it("finds by a key of several columns, in any order", async () => {
      const item = await shop.orderItems.get({ line: 2, orderId: 1n });
      expect(item).toEqual({ orderId: 1n, line: 2, sku: "b", picture: new Uint8Array([0, 255]) });
    });

    it("reads the columns and relations it is told to", async () => {
      const order = await shop.orders.get(
        { id: 1n },
        { select: ["id", "note"], with: { customer: true } },
      );
      expect(order).toEqual({
        id: 1n,
        note: "first",
        customer: { id: 1n, email: "ada@example.com", name: "Ada", code: "a" },
      });
    });
  });

  describe("find", () => {
    it("reads nested relations with one statement", async () => {
      statements.length = 0;
      const found = await shop.customers.find({
        select: ["name"],
        orderBy: { id: "asc" },
        with: {
          orders: {
            select: ["id"],
            orderBy: { id: "desc" },
            limit: 2,
            with: { items: true, customer: { select: ["code"] } },
          },
        },
      });
      expect(found).toEqual([
        {
          name: "Ada",
          orders: [
            { id: 2n, items: [], customer: { code: "a" } },
            {
              id: 1n,
              items: [
                { orderId: 1n, line: 1, sku: 'a"\\', picture: null },
                { orderId: 1n, line: 2, sku: "b", picture: new Uint8Array([0, 255]) },
              ],
              customer: { code: "a" },
            },
          ],
        },
        { name: "Bob", orders: [{ id: 3n, items: [], customer: { code: null } }] },
      ]);
      expect(statements).toHaveLength(1);
    });

    it("filters, orders and limits the rows of a relation", async () => {
      const found = await shop.customers.find({
        select: ["id"],
        where: { id: 1n },
        with: {
          orders: {
            select: ["id"],
            where: { or: [{ status: "paid" }, { note: { like: "f%" } }] },
            orderBy: { total: "desc" },
            limit: 1,
          },
        },
      });
      expect(found).toEqual([{ id: 1n, orders: [{ id: 2n }] }]);
    });

    it("gives no row of a relation that is null, or that a condition leaves out", async () => {
      const found = await shop.orders.find({
        select: ["id"],
        where: { id: [3n, 4n] },
        orderBy: { id: "asc" },
        with: { customer: { where: { code: "a" } }, items: { limit: 0 } },
      });
      expect(found).toEqual([
        { id: 3n, customer: undefined, items: [] },
        { id: 4n, customer: undefined, items: [] },
      ]);
    });

    it("gives no rows for a limit of 0, and counts what matches", async () => {
      expect(await shop.orders.find({ limit: 0 })).toEqual([]);
      expect(await shop.orders.count({ where: { total: { gte: 20 } } })).toBe(2);
      expect(await shop.orders.exists({ where: { total: 5 } })).toBe(true);
      expect(await shop.orders.exists({ where: { total: 6 } })).toBe(false);
      expect(await shop.orderTotals.count()).toBe(4);
    });

    it("orders nulls as it is told to", async () => {
      const ids = async (nulls: "first" | "last", direction: "asc" | "desc") => {
        const orderBy = [{ note: { nulls, direction } }, { id: "asc" as const }];
        return (await shop.orders.find({ orderBy, select: ["id"] })).map(({ id }) => id);
      };
      expect(await ids("first", "asc")).toEqual([2n, 3n, 4n, 1n]);
      expect(await ids("last", "asc")).toEqual([4n, 1n, 2n, 3n]);
      expect(await ids("first", "desc")).toEqual([2n, 3n, 1n, 4n]);
      expect(await ids("last", "desc")).toEqual([1n, 4n, 2n, 3n]);
    });
  });
});
