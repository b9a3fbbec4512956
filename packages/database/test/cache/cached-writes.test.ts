import { describe, expect, it } from "vitest";
import { cacheStatistics, forgetRows } from "../../src/cache/kept-rows.js";
import { createDatabase } from "../../src/table/create-database.js";
import { dialects } from "../dialects/dialects.js";
import { openCachedShop, ttl } from "./cached-shop.js";

describe.each(dialects)("a write on $title", (dialect) => {
  const { database: shop, driver, tables, sent, behind } = openCachedShop(dialect);
  const { schema } = dialect.shop.words;
  const orders = schema === "" ? "orders" : `${schema}.orders`;
  const note = async (id = 1n) => (await shop.orders.get({ id }))?.note;

  /** Orders 1 and 2, both kept. */
  async function keepTwo(): Promise<void> {
    await shop.orders.insertMany([
      { id: 1n, note: "a" },
      { id: 2n, note: "a" },
    ]);
    expect([await note(1n), await note(2n)]).toEqual(["a", "a"]);
    sent();
  }

  /** Which of both are still kept. */
  async function kept(): Promise<bigint[]> {
    const ids: bigint[] = [];
    for (const id of [1n, 2n]) {
      sent();
      await note(id);
      if (sent().length === 0) ids.push(id);
    }
    return ids;
  }

  it("by key forgets that row, and no other", async () => {
    await keepTwo();
    await shop.orders.update({ id: 1n }, { note: "b" });
    expect(await kept()).toEqual([2n]);
    expect(await note()).toBe("b");
    await shop.orders.upsert({ id: 1n, note: "c" });
    expect(await note()).toBe("c");
    await shop.orders.delete({ id: 1n });
    expect(await note()).toBeUndefined();
    await shop.orders.insert({ id: 1n, note: "d" });
    expect(await note()).toBe("d");
    await behind(`delete from ${orders} where id = 1`);
    await shop.orders.insert({ id: 1n, note: "e" });
    expect(await note()).toBe("e");
    expect(await kept()).toEqual([1n, 2n]);
  });

  it("of any rows forgets them all", async () => {
    await keepTwo();
    await shop.orders.updateWhere({ id: 1n }, { note: "b" });
    expect(await note()).toBe("b");
    expect(await kept()).toEqual([1n]);
    await shop.orders.deleteWhere({ id: 1n });
    expect(await kept()).toEqual([]);
    await shop.orders.insertMany([{ note: "c" }]);
    expect(await kept()).toEqual([]);
  });

  it("that changes keys forgets every row", async () => {
    await keepTwo();
    await shop.orders.update({ id: 1n }, { id: 3n });
    expect(await note(1n)).toBeUndefined();
    expect(await note(3n)).toBe("a");
    const { id } = await shop.customers.insert({ email: "a", name: "Ada" });
    await shop.customers.get({ id });
    await shop.customers.upsert({ id: 70n, email: "a", name: "Bob" }, { by: ["email"] });
    expect(await shop.customers.get({ id })).toBeUndefined();
    expect(await shop.customers.get({ id: 70n })).toMatchObject({ name: "Bob" });
  });

  it("by a unique constraint forgets the row that it meets", async () => {
    const { id } = await shop.customers.insert({ email: "a", name: "Ada" });
    await shop.customers.get({ id });
    const by = "customers_email_key";
    await shop.customers.upsert({ email: "a", name: "Bob" }, { by });
    expect(await shop.customers.get({ id })).toMatchObject({ name: "Bob" });
  });

  it("that fails leaves the rows kept", async () => {
    await keepTwo();
    await expect(shop.orders.insert({ id: 1n })).rejects.toMatchObject({
      kind: "unique-violation",
    });
    const update = shop.orders.update({ id: 1n }, { status: "none" as "open" });
    await expect(update).rejects.toMatchObject({ kind: "check-violation" });
    await expect(shop.orders.update({ id: 1n }, { nothing: 1 } as object)).rejects.toThrow(
      "column",
    );
    const thrown = new Error("no more");
    const rows = {
      [Symbol.iterator]: () => {
        throw thrown;
      },
    };
    await expect(shop.orders.insertMany(rows)).rejects.toBe(thrown);
    expect(await kept()).toEqual([1n, 2n]);
  });

  it("that meets another version, or no row, forgets what it was wrong about", async () => {
    await keepTwo();
    await behind(`update ${orders} set version = 7 where id = 1`);
    const { version } = (await shop.orders.get({ id: 1n })) ?? { version: 0 };
    const update = shop.orders.update({ id: 1n }, { note: "b" }, { version });
    await expect(update).rejects.toMatchObject({ kind: "conflict" });
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ version: 7 });
    await behind(`delete from ${orders} where id = 1`);
    await expect(shop.orders.update({ id: 1n }, { note: "b" })).rejects.toMatchObject({
      kind: "not-found",
    });
    expect(await note()).toBeUndefined();
  });

  it("forgets rows that the database removes with it", async () => {
    await shop.orders.insertMany([{ id: 1n }, { id: 2n }]);
    const item = { orderId: 1n, line: 1 };
    await shop.orderItems.insert({ ...item, sku: "x" });
    await shop.orderItems.get(item);
    await shop.orders.update({ id: 1n }, { note: "b" });
    sent();
    await shop.orderItems.get(item);
    expect(sent()).toEqual([]);
    await shop.orders.delete({ id: 1n });
    expect(await shop.orderItems.get(item)).toBeUndefined();
  });

  it("forgets nothing of tables that a program did not take", async () => {
    const some = createDatabase(
      driver,
      { orders: tables.orders },
      {
        cache: { tables: { orders: { ttl } } },
      },
    );
    await some.orders.insert({ id: 1n });
    await some.orders.get({ id: 1n });
    await some.orders.delete({ id: 1n });
    expect(await some.orders.get({ id: 1n })).toBeUndefined();
  });

  it("in a transaction forgets the row when that is committed, not before", async () => {
    await keepTwo();
    await shop.transaction(async (tx) => {
      await tx.orders.update({ id: 1n }, { note: "b" });
      await tx.transaction((nested) => nested.orders.update({ id: 2n }, { note: "b" }));
      // Others, who cannot see the change, go on with what is kept.
      expect(await note()).toBe("a");
      expect(cacheStatistics(tx.orders)).toEqual(cacheStatistics(shop.orders));
      expect(await tx.orders.get({ id: 1n })).toMatchObject({ note: "b" });
    });
    expect(await kept()).toEqual([]);
    expect([await note(1n), await note(2n)]).toEqual(["b", "b"]);
  });

  it("that is rolled back forgets nothing", async () => {
    await keepTwo();
    const thrown = new Error("no");
    const failing = shop.transaction(async (tx) => {
      await tx.orders.update({ id: 1n }, { note: "b" });
      throw thrown;
    });
    await expect(failing).rejects.toBe(thrown);
    await shop.transaction(async (tx) => {
      const nested = tx.transaction(async (inner) => {
        await inner.orders.updateWhere({ id: 1n }, { note: "b" });
        throw thrown;
      });
      await expect(nested).rejects.toBe(thrown);
    });
    expect(await kept()).toEqual([1n, 2n]);
  });

  it("of a thousand rows in a transaction, and of one more, forgets them all", async () => {
    await keepTwo();
    const ids = Array.from({ length: 1_001 }, (_, index) => BigInt(index + 3));
    await shop.transaction(async (tx) => {
      for (const id of ids) await tx.orders.insert({ id });
      await tx.orders.insert({ id: 2_000n });
    });
    expect(await kept()).toEqual([]);
  });

  it("by other ways is forgotten when it is told", async () => {
    await keepTwo();
    await behind(`update ${orders} set note = 'b'`);
    await forgetRows(shop.orders, { id: 1n });
    expect(await kept()).toEqual([2n]);
    await shop.transaction(async (tx) => {
      await forgetRows(tx.orders);
    });
    expect([await note(1n), await note(2n)]).toEqual(["b", "b"]);
    const call = forgetRows(shop.orders, { nothing: 1n } as unknown as { readonly id: bigint });
    await expect(call).rejects.toMatchObject({ kind: "syntax" });
  });
});
