import type { CacheStore } from "@agentflow/core/runtime";
import { describe, expect, it } from "vitest";
import { createDatabase } from "../../src/table/create-database.js";
import { dialects } from "../dialects/dialects.js";
import { openCachedShop, ttl } from "./cached-shop.js";

/** A store in memory, whose texts end with it. */
function memoryStore(texts: Map<string, string>): CacheStore {
  return {
    get: (key) => {
      const text = texts.get(key);
      return Promise.resolve(text === undefined ? undefined : { text, remaining: ttl });
    },
    set: (key, text) => Promise.resolve(void texts.set(key, text)),
    delete: (key) => Promise.resolve(texts.delete(key)),
    clear: (prefix) => {
      for (const key of texts.keys()) if (key.startsWith(prefix)) texts.delete(key);
      return Promise.resolve();
    },
  };
}

describe.each(dialects)("rows in a store, on $title", (dialect) => {
  const { driver, tables, sent, behind } = openCachedShop(dialect);
  const { schema } = dialect.shop.words;
  const orders = schema === "" ? "orders" : `${schema}.orders`;
  const open = (texts: Map<string, string>, errors: unknown[] = []) =>
    createDatabase(driver, tables, {
      cache: {
        tables: { orders: { ttl }, orderItems: { ttl } },
        name: "shop",
        store: memoryStore(texts),
        onStoreError: (error) => errors.push(error),
      },
    });

  it("are read by another process as the first got them", async () => {
    const texts = new Map<string, string>();
    const [one, other] = [open(texts), open(texts)];
    const picture = Uint8Array.from({ length: 256 }, (_, index) => index);
    await one.orders.insert({ id: 1n, note: 'a"b', rating: -0.5, meta: { a: [null, 1.5] } });
    await one.orderItems.insert({ orderId: 1n, line: 1, sku: "x", picture });
    const order = await one.orders.get({ id: 1n });
    const item = await one.orderItems.get({ orderId: 1n, line: 1 });
    expect(Array.from(texts.keys(), (key) => key.split(":")[0])).toEqual([
      "shop/orders",
      "shop/orderItems",
    ]);
    sent();
    expect(await other.orders.get({ id: 1n })).toEqual(order);
    const found = await other.orderItems.get({ orderId: 1n, line: 1 });
    expect([...(found?.picture ?? [])]).toEqual([...(item?.picture ?? [])]);
    expect(sent()).toEqual([]);
  });

  it("are forgotten for all when one process writes them", async () => {
    const texts = new Map<string, string>();
    const [one, other] = [open(texts), open(texts)];
    await one.orders.insert({ id: 1n, note: "a" });
    expect(await other.orders.get({ id: 1n })).toMatchObject({ note: "a" });
    await one.orders.update({ id: 1n }, { note: "b" });
    expect(await other.orders.get({ id: 1n })).toMatchObject({ note: "b" });
    await one.transaction((tx) => tx.orders.updateWhere({ id: 1n }, { note: "c" }));
    expect(await other.orders.get({ id: 1n })).toMatchObject({ note: "c" });
  });

  it("are read from the database when another version, or nobody who knows, wrote them", async () => {
    const texts = new Map<string, string>();
    const errors: unknown[] = [];
    const shop = open(texts, errors);
    await shop.orders.insert({ id: 1n, note: "a" });
    await shop.orders.get({ id: 1n });
    await behind(`update ${orders} set note = 'b'`);
    const [[key = "", text = ""] = []] = texts;
    const parts = JSON.parse(text) as readonly unknown[];
    const strange = [
      "{}",
      "[",
      JSON.stringify(["other", ...parts.slice(1)]),
      JSON.stringify(parts.slice(0, -1)),
      JSON.stringify([parts[0], ...parts.slice(2), true]),
      JSON.stringify([parts[0], ...parts.slice(2), ["x", "1"]]),
      JSON.stringify([parts[0], ...parts.slice(2), ["n", 1]]),
    ];
    for (const [index, each] of strange.entries()) {
      texts.set(key, each);
      expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "b" });
      expect(errors).toHaveLength(index + 1);
    }
  });
});
