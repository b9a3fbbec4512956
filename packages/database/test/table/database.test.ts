import type { CallRecord } from "@agentflow/core/runtime";
import { FakeClock } from "@agentflow/core/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "../../src/sql/sql.js";
import { createDatabase } from "../../src/table/create-database.js";
import { dialects } from "../dialects/dialects.js";
import { openShop } from "../dialects/test-dialect.js";

const calls: CallRecord[] = [];
const metrics = {
  recordCall: (call: CallRecord) => void calls.push(call),
  recordRequest: () => {
    throw new Error("There are no requests.");
  },
};
const clock = new FakeClock();

describe.each(dialects)("$title", (dialect) => {
  const {
    database: shop,
    statements,
    driver,
    tables,
    empty,
  } = openShop(dialect, {
    name: "shop",
    metrics,
    clock,
  });
  const { orders } = tables;
  const { schema } = dialect.shop.words;
  const ordersName = schema === "" ? sql.identifier("orders") : sql.identifier(schema, "orders");

  beforeEach(async () => {
    await empty();
    calls.length = 0;
  });

  describe("query", () => {
    it("reads rows by the kinds of their columns", async () => {
      const status = "open";
      await shop.orders.insertMany([{ status }, { status: "paid" }]);
      const rows = await shop.query(
        sql`select count(*), null, status, total + 1.5 from ${ordersName} where status = ${status} group by status, total`,
        { n: "bigint", none: "text?", text: "text", float: "float" },
      );
      expect(rows).toEqual([{ n: 1n, none: null, text: "open", float: 1.5 }]);
    });

    it("says how many rows there were when it is told no columns", async () => {
      await shop.orders.insertMany([{}, {}]);
      expect(await shop.query(sql`update ${ordersName} set note = ${"a"}`)).toBe(2);
    });

    it.each([
      [sql`select null`, { a: "text" }, "data"],
      [sql`select 'x'`, { a: "number" }, "data"],
      [sql`select 1, 2`, { a: "number" }, "data"],
      [sql`selec`, { a: "number" }, "syntax"],
    ] as const)(
      "rejects rows that are not as it was told: %#",
      async (statement, columns, kind) => {
        await expect(shop.query(statement, columns)).rejects.toMatchObject({ kind });
      },
    );

    it.each([{ a: "txt" }, { a: "" }, { a: "__proto__" }, { a: "constructor[]" }, { 1: "text" }])(
      "refuses kinds that there are not, and keys whose order is lost: %j",
      async (columns) => {
        const given = columns as unknown as { readonly a: "text" }; // what a program without types may give
        await expect(shop.query(sql`select 1`, given)).rejects.toBeInstanceOf(TypeError);
      },
    );
  });

  describe("transaction", () => {
    it("commits what its task did", async () => {
      const id = await shop.transaction(async (tx) => {
        const order = await tx.orders.insert({ note: "a" });
        await tx.orderItems.insert({ orderId: order.id, line: 1, sku: "x" });
        expect(await tx.query(sql`select count(*) from ${ordersName}`, { n: "bigint" })).toEqual([
          { n: 1n },
        ]);
        return order.id;
      });
      expect(await shop.orders.get({ id }, { with: { items: true } })).toMatchObject({
        items: [{ sku: "x" }],
      });
    });

    it("rolls back when its task fails", async () => {
      const thrown = new Error("no");
      const call = shop.transaction(async (tx) => {
        await tx.orders.insertMany([{ id: 10n }, { note: "a" }]);
        throw thrown;
      });
      await expect(call).rejects.toBe(thrown);
      expect(await shop.orders.count()).toBe(0);
    });

    it("within another undoes only itself", async () => {
      await shop.transaction(async (tx) => {
        await tx.orders.insert({ id: 1n });
        const inner = tx.transaction(async (nested) => {
          await nested.orders.insert({ id: 2n });
          await nested.orders.insert({ id: 1n });
        });
        await expect(inner).rejects.toMatchObject({ kind: "unique-violation" });
        await tx.transaction((nested) => nested.orders.insert({ id: 3n }));
      });
      const found = await shop.orders.find({ orderBy: { id: "asc" } });
      expect(found.map(({ id }) => id)).toEqual([1n, 3n]);
    });

    it("runs as it is told to", async () => {
      const call = shop.transaction((tx) => tx.orders.insert({}), { readOnly: true });
      await expect(call).rejects.toMatchObject({ kind: "permission" });
    });

    it("reads rows that it locks", async () => {
      await shop.orders.insert({ id: 1n });
      await shop.transaction(async (tx) => {
        const order = await tx.orders.get({ id: 1n }, { lock: "update", with: { customer: true } });
        expect(order).toMatchObject({ id: 1n, customer: undefined });
        expect(await tx.orders.find({ where: { id: 1n }, lock: "share", limit: 1 })).toHaveLength(
          1,
        );
        expect((await tx.orders.page({ lock: "share", limit: 1 })).rows).toHaveLength(1);
      });
    });

    it("inserts rows of several statements within itself", async () => {
      await shop.transaction((tx) => tx.orders.insertMany([{ id: 10n }, { note: "a" }]));
      expect(statements.filter(({ text }) => /^(?:begin|start)/.test(text))).toHaveLength(1);
    });
  });

  describe("signal", () => {
    it("cancels calls", async () => {
      const signal = AbortSignal.abort();
      const cancelled = { kind: "cancelled" };
      await expect(shop.orders.find({ signal })).rejects.toMatchObject(cancelled);
      await expect(shop.orders.insert({}, { signal })).rejects.toMatchObject(cancelled);
      const rows = [{ id: 1n }, { note: "a" }];
      await expect(shop.orders.insertMany(rows, { signal })).rejects.toMatchObject(cancelled);
      await expect(shop.query(sql`select 1`, undefined, { signal })).rejects.toMatchObject(
        cancelled,
      );
      expect(await shop.orders.count()).toBe(0);
    });
  });

  describe("metrics", () => {
    it("get one record for each call, with why it failed", async () => {
      await shop.orders.insert({ id: 1n });
      await expect(shop.orders.insert({ id: 1n })).rejects.toMatchObject({
        kind: "unique-violation",
      });
      await expect(shop.orders.update({ id: 2n }, { note: "a" })).rejects.toMatchObject({
        kind: "not-found",
      });
      for await (const _ of shop.orders.all()) expect(_.id).toBe(1n);
      await shop.transaction((tx) => tx.orders.count());
      const duration = 0;
      const record = { service: "shop", success: true, errorKind: undefined, duration };
      expect(calls).toEqual([
        { ...record, operation: "orders.insert" },
        { ...record, operation: "orders.insert", success: false, errorKind: "conflict" },
        { ...record, operation: "orders.update", success: false, errorKind: "not-found" },
        { ...record, operation: "orders.page" },
        { ...record, operation: "orders.count" },
        { ...record, operation: "database.transaction" },
      ]);
    });

    it("are not taken where nobody wants them", async () => {
      const plain = createDatabase(driver, { orders });
      expect(await plain.orders.count()).toBe(0);
      expect(calls).toEqual([]);
    });
  });

  describe("createDatabase", () => {
    it.each(["transaction", "query", "close", "then"])(
      "refuses a table that is called %s",
      (name) => {
        expect(() => createDatabase(driver, { [name]: orders })).toThrow(TypeError);
      },
    );

    it("binds a table once, when it is first touched, and lists tables as its own", () => {
      expect(shop.orders).toBe(shop.orders);
      const keys: string[] = [];
      for (const key in shop) keys.push(key);
      expect(keys).toEqual(["customers", "orders", "orderItems", "orderTotals"]);
      expect(shop.orders.description).toBe(orders);
    });

    it("tells of descriptions that do not fit together", async () => {
      const alone = createDatabase(driver, { orders });
      const call = alone.orders.find({ with: { items: true } });
      await expect(call).rejects.toThrow('There is no table "orderItems".');
    });

    it("closes its driver with it", async () => {
      let closed = 0;
      const closing = { ...driver, close: () => Promise.resolve(void (closed += 1)) };
      await createDatabase(closing, { orders }).close();
      {
        await using database = createDatabase(closing, { orders });
        expect(database.orders.description).toBe(orders);
      }
      expect(closed).toBe(2);
    });
  });

  describe("defineTable", () => {
    it("freezes its description, down to its last part", () => {
      expect(Object.isFrozen(orders)).toBe(true);
      expect(Object.isFrozen(orders.columns)).toBe(true);
      expect(Object.isFrozen(orders.columns["id"])).toBe(true);
      expect(Object.isFrozen(orders.relations["items"]?.columns[0])).toBe(true);
    });
  });

  describe("statements", () => {
    it("have the same text and name for the same shape of a call", async () => {
      const shapes = [
        () => shop.orders.get({ id: 1n }),
        () =>
          shop.orders.find({
            where: { note: "a", rating: { gt: 1 } },
            limit: 3,
            with: { items: { limit: 2 } },
          }),
        () => shop.orders.page({ limit: 3 }),
        () => shop.orders.insert({ note: "a" }),
        () => shop.orders.insertMany([{ note: "a" }]),
        () => shop.orders.updateWhere({ id: [1n] }, { note: "b" }),
      ];
      for (const shape of shapes) {
        statements.length = 0;
        await shape();
        await shape();
        const [first, second] = statements;
        expect(first?.name).toMatch(/^af_[\w-]{22}$/);
        expect(second).toMatchObject({ text: first?.text, name: first?.name });
      }
    });
  });
});
