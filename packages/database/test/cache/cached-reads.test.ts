import type { CacheStore } from "@agentflow/core/runtime";
import { describe, expect, it } from "vitest";
import { cacheStatistics, forgetRows } from "../../src/cache/kept-rows.js";
import { createDatabase } from "../../src/table/create-database.js";
import type { DatabaseOptions } from "../../src/table/database.js";
import { dialects } from "../dialects/dialects.js";
import { sqliteTests } from "../dialects/sqlite.js";
import { openCachedShop, ttl } from "./cached-shop.js";

describe.each(dialects)("rows that are kept, on $title", (dialect) => {
  const { database: shop, driver, tables, clock, calls, sent, behind } = openCachedShop(dialect);
  const { schema } = dialect.shop.words;
  const orders = schema === "" ? "orders" : `${schema}.orders`;

  it("are read once, until their time is over", async () => {
    await shop.orders.insert({ id: 1n, note: "a", meta: { list: [1] }, total: 0.1 });
    const first = await shop.orders.get({ id: 1n });
    sent();
    await behind(`update ${orders} set note = 'b'`);
    clock.advance(ttl);
    expect(await shop.orders.get({ id: 1n })).toEqual(first);
    expect(sent()).toEqual([]);
    clock.advance(1);
    expect(await shop.orders.get({ id: 1n })).toEqual({ ...first, note: "b" });
    expect(sent()).toHaveLength(1);
  });

  it("are each caller's own, down to their last part", async () => {
    await shop.orders.insert({ id: 1n, meta: { list: [1] } });
    await shop.orderItems.insert({ orderId: 1n, line: 1, sku: "x", picture: Uint8Array.of(1, 2) });
    for (let time = 0; time < 3; time += 1) {
      const order = await shop.orders.get({ id: 1n });
      expect(order?.meta).toEqual({ list: [1] });
      Object.assign(order ?? {}, { note: "changed" });
      Object.assign(Object(order?.meta), { list: "changed" });
      const item = await shop.orderItems.get({ orderId: 1n, line: 1 });
      expect([...(item?.picture ?? [])]).toEqual([1, 2]);
      item?.picture?.fill(9);
    }
    expect(cacheStatistics(shop.orderItems)).toMatchObject({ loads: 1 });
  });

  it("are read with one statement, however many ask", async () => {
    await shop.customers.insert({ id: 1n, email: "a", name: "Ada" });
    sent();
    const found = await Promise.all([1, 2, 3].map(() => shop.customers.get({ id: 1n })));
    expect(found.map((customer) => customer?.name)).toEqual(["Ada", "Ada", "Ada"]);
    expect(new Set(found).size).toBe(3);
    expect(sent()).toHaveLength(1);
  });

  it("are not kept when there is none: who asks again asks the database", async () => {
    const asked = [shop.customers.get({ id: 1n }), shop.customers.get({ id: 1n })];
    expect(await Promise.all(asked)).toEqual([undefined, undefined]);
    await behind(
      `insert into ${orders.replace("orders", "customers")} (id, email, name) values (1, 'a', 'Ada')`,
    );
    expect(await shop.customers.get({ id: 1n })).toMatchObject({ name: "Ada" });
  });

  it("are given back to calls with a signal", async () => {
    await shop.orders.insert({ id: 1n });
    await shop.orders.get({ id: 1n });
    sent();
    const { signal } = new AbortController();
    expect(await shop.orders.get({ id: 1n }, { signal })).toMatchObject({ id: 1n });
    expect(sent()).toEqual([]);
    const aborted = shop.orders.get({ id: 1n }, { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ kind: "cancelled" });
    const unknown = shop.orders.get({ id: 1n }, JSON.parse('{ "fresh": true }') as object);
    await expect(unknown).rejects.toMatchObject({ kind: "syntax" });
  });

  it("are passed by where a call asks for columns, relations or a lock", async () => {
    await shop.orders.insert({ id: 1n, note: "a" });
    await shop.orders.get({ id: 1n });
    await behind(`update ${orders} set note = 'b'`);
    expect(await shop.orders.get({ id: 1n }, { select: ["note"] })).toEqual({ note: "b" });
    expect(await shop.orders.get({ id: 1n }, { with: { items: true } })).toMatchObject({
      note: "b",
    });
    await shop.transaction(async (tx) => {
      expect(await tx.orders.get({ id: 1n }, { lock: "update" })).toMatchObject({ note: "b" });
    });
    expect(await shop.orders.find()).toMatchObject([{ note: "b" }]);
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "a" });
  });

  it("are never used in transactions, which add none either", async () => {
    await shop.orders.insert({ id: 1n, note: "a" });
    await shop.orders.get({ id: 1n });
    await behind(`update ${orders} set note = 'b'`);
    await shop.transaction(async (tx) => {
      expect(await tx.orders.get({ id: 1n })).toMatchObject({ note: "b" });
      await tx.transaction(async (nested) => {
        expect(await nested.orders.get({ id: 1n })).toMatchObject({ note: "b" });
      });
    });
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "a" });
  });

  it("are as many as was said: the one that was used longest ago goes", async () => {
    await shop.orders.insertMany([1n, 2n, 3n, 4n].map((id) => ({ id })));
    for (const id of [1n, 2n, 3n, 4n]) await shop.orders.get({ id });
    sent();
    for (const id of [4n, 3n, 2n]) await shop.orders.get({ id });
    expect(sent()).toEqual([]);
    await shop.orders.get({ id: 1n });
    expect(sent()).toHaveLength(1);
  });

  it("are told by metrics and statistics", async () => {
    const before = cacheStatistics(shop.customers);
    await shop.customers.insert({ id: 1n, email: "a", name: "Ada" });
    calls.length = 0;
    await shop.customers.get({ id: 1n });
    await shop.customers.get({ id: 1n });
    expect(calls.map(({ operation, attempts }) => [operation, attempts])).toEqual([
      ["customers.get", undefined],
      ["customers.get", 0],
    ]);
    const { hits = 0, loads = 0 } = before ?? {};
    expect(cacheStatistics(shop.customers)).toMatchObject({ hits: hits + 1, loads: loads + 1 });
    expect(cacheStatistics(createDatabase(driver, tables).customers)).toBeUndefined();
  });

  it("are not kept where nothing was said", async () => {
    const plain = createDatabase(driver, tables, { cache: { tables: { orders: undefined } } });
    await plain.orders.insert({ id: 1n, note: "a" });
    await plain.orders.get({ id: 1n });
    await behind(`update ${orders} set note = 'b'`);
    expect(await plain.orders.get({ id: 1n })).toMatchObject({ note: "b" });
    await forgetRows(plain.orders);
  });

  it("are given back old for a while where that was said, and read anew meanwhile", async () => {
    const failures: unknown[] = [];
    const stale = createDatabase(driver, tables, {
      clock,
      cache: {
        tables: { orders: { ttl, staleWhileRevalidate: ttl } },
        onError: (error) => failures.push(error),
      },
    });
    await stale.orders.insert({ id: 1n, note: "a" });
    await stale.orders.get({ id: 1n });
    await behind(`update ${orders} set note = 'b'`);
    clock.advance(ttl + 1);
    expect(await stale.orders.get({ id: 1n })).toMatchObject({ note: "a" });
    await expect.poll(() => stale.orders.get({ id: 1n })).toMatchObject({ note: "b" });
    expect(failures).toEqual([]);
  });

  it("are read again after reading has failed, in the background too", async () => {
    const { id } = await shop.orders.insert({ note: "a" });
    const failure = new Error("away");
    const failures: unknown[] = [];
    let away = true;
    const failing = createDatabase(
      { ...driver, run: (...call) => (away ? Promise.reject(failure) : driver.run(...call)) },
      tables,
      {
        clock,
        cache: {
          tables: { orders: { ttl, staleWhileRevalidate: ttl } },
          onError: (error) => failures.push(error),
        },
      },
    );
    await expect(failing.orders.get({ id })).rejects.toBe(failure);
    away = false;
    expect(await failing.orders.get({ id })).toMatchObject({ note: "a" });
    away = true;
    clock.advance(ttl + 1);
    expect(await failing.orders.get({ id })).toMatchObject({ note: "a" });
    await expect.poll(() => failures).toEqual([failure]);
  });

  it("come from the primary, where reads may go to replicas", async () => {
    const { id } = await shop.orders.insert({ note: "a" });
    const behindTime = {
      ...driver,
      run: () => Promise.reject(new Error("a replica")),
      primary: driver,
    };
    const replicated = createDatabase(behindTime, tables, {
      cache: { tables: { orders: { ttl } } },
    });
    expect(await replicated.orders.get({ id })).toMatchObject({ note: "a" });
    await expect(replicated.orders.find()).rejects.toThrow("a replica");
  });
});

describe("the cache of a database", () => {
  const { driver, tables } = openCachedShop(sqliteTests);
  const open = (cache: DatabaseOptions<typeof tables>["cache"]) => () =>
    createDatabase(driver, tables, { cache });

  it("refuses tables that have no key, and those that there are not", () => {
    expect(open({ tables: { orderTotals: { ttl } } })).toThrow(
      new TypeError('Rows of "orderTotals" cannot be kept: it has no primary key.'),
    );
    const unknown = { tables: { order: { ttl } } };
    expect(open(unknown as object as { tables: object })).toThrow(
      new TypeError('There is no table "order".'),
    );
  });

  it("refuses times and bounds that are none", () => {
    expect(open({ tables: { orders: { ttl: 0 } } })).toThrow(RangeError);
    expect(open({ tables: { orders: { ttl, max: 0 } } })).toThrow(TypeError);
    const store: CacheStore = {
      get: () => Promise.resolve(undefined),
      set: () => Promise.resolve(),
      delete: () => Promise.resolve(false),
      clear: () => Promise.resolve(),
    };
    expect(open({ tables: { orders: { ttl } }, store })).toThrow(TypeError);
  });
});
