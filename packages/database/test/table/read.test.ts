import { beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "./open-database.js";
import { shopSchema, shopTables } from "./shop.js";

const { database: shop, statements } = openDatabase(shopSchema, shopTables);

beforeAll(async () => {
  await shop.customers.insertMany([
    {
      id: 1n,
      email: "ada@example.com",
      name: "Ada",
      code: "a",
      address: "10.0.0.1",
      tags: ["x", null],
    },
    { id: 2n, email: "bob@example.com", name: "Bob" },
  ]);
  await shop.orders.insertMany([
    { id: 1n, customerId: 1n, total: "10.10", note: "first", rating: 1 },
    { id: 2n, customerId: 1n, total: "20", status: "paid", meta: { a: [1, null] } },
    { id: 3n, customerId: 2n, total: "20.00", rating: Number.NaN },
    { id: 4n, total: "5", note: "" },
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
      total: "20.00",
      note: null,
      rating: null,
      meta: { a: [1, null] },
      createdAt: expect.any(String),
      gross: "40.00",
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
      customer: {
        id: 1n,
        email: "ada@example.com",
        name: "Ada",
        code: "a   ",
        address: "10.0.0.1",
        tags: ["x", null],
      },
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
          { id: 2n, items: [], customer: { code: "a   " } },
          {
            id: 1n,
            items: [
              { orderId: 1n, line: 1, sku: 'a"\\', picture: null },
              { orderId: 1n, line: 2, sku: "b", picture: new Uint8Array([0, 255]) },
            ],
            customer: { code: "a   " },
          },
        ],
      },
      { name: "Bob", orders: [{ id: 3n, items: [], customer: { code: null } }] },
    ]);
    expect(statements).toHaveLength(1);
  });
});
