import { beforeEach, describe, expect, it } from "vitest";
import { dialects } from "../dialects/dialects.js";
import type { NewOrder, Order } from "../dialects/shop.js";
import { openShop } from "../dialects/test-dialect.js";

describe.each(dialects)("$title", (dialect) => {
  const { schema } = dialect.shop.words;
  const { database: shop, statements, empty } = openShop(dialect);
  beforeEach(empty);

  describe("insert", () => {
    it("gives the row with what the database filled in", async () => {
      const row = await shop.orders.insert({ total: 1.5, note: undefined });
      expect(row).toMatchObject({ id: 1n, status: "open", total: 1.5, gross: 3, note: null });
      expect(await shop.orders.get({ id: 1n })).toEqual(row);
    });

    it("inserts a row of nothing but defaults", async () => {
      expect(await shop.orders.insert({})).toMatchObject({ id: 1n, total: 0, version: 1 });
    });

    it("makes the same statement of the same columns in any order", async () => {
      await shop.orders.insert({ total: 1, note: "a" });
      await shop.orders.insert({ note: "b", total: 2 });
      expect(statements[0]).toMatchObject({ text: statements[1]?.text, name: statements[1]?.name });
    });

    it("writes null of JSON where the column cannot be null", async () => {
      expect((await shop.orders.insert({ meta: null })).meta).toBeNull();
      expect(await shop.orders.count({ where: { meta: { isNull: true } } })).toBe(0);
    });

    it("tells which column a value is not of, and holds no value in the error", async () => {
      const row = { total: "7" } as unknown as NewOrder; // what a program without types may give
      await expect(shop.orders.insert(row)).rejects.toMatchObject({
        name: "DatabaseError",
        kind: "data",
        schema,
        table: "orders",
        columns: ["total"],
        message: expect.stringMatching(
          /^The value of "total" must be a number \(table .*"orders"\)\.$/,
        ),
      });
    });

    it("tells which column must not be null", async () => {
      const row = { email: "a@b", name: null } as unknown as { email: string; name: string }; // as above
      await expect(shop.customers.insert(row)).rejects.toMatchObject({
        kind: "not-null-violation",
        columns: ["name"],
      });
    });
  });

  describe("insertMany", () => {
    it("gives the rows in their order, also when they leave out different columns", async () => {
      const rows: NewOrder[] = [
        { note: "a" },
        { total: 2 },
        { rating: 3 },
        { total: 4, note: "d" },
        {},
        {},
        { id: 100n },
      ];
      const written = await shop.orders.insertMany(rows, { returning: true });
      expect(written.map(({ id, total, note, rating }) => [id, total, note, rating])).toEqual([
        [1n, 0, "a", null],
        [2n, 2, null, null],
        [3n, 0, null, 3],
        [4n, 4, "d", null],
        [5n, 0, null, null],
        [6n, 0, null, null],
        [100n, 0, null, null],
      ]);
    });

    it("inserts all rows or none, however many statements they need", async () => {
      const rows = [{ id: 1n }, { note: "a" }, { id: 1n }];
      await expect(shop.orders.insertMany(rows)).rejects.toMatchObject({
        kind: "unique-violation",
      });
      expect(await shop.orders.count()).toBe(0);
    });

    it("takes rows as they are made, with few texts for any number of them", async () => {
      function* rows(): Generator<NewOrder> {
        for (let n = 1; n <= 12_345; n += 1) yield { total: n, note: `row ${n}` };
      }
      expect(await shop.orders.insertMany(rows())).toBe(12_345);
      const inserts = statements.filter(({ text }) => text.startsWith("insert"));
      expect(new Set(inserts.map(({ text }) => text)).size).toBeLessThanOrEqual(13);
      expect(await shop.orders.get({ id: 12_345n })).toMatchObject({ total: 12_345 });
      expect(await shop.orders.count()).toBe(12_345);
    });

    it("gives thousands of rows in their order", async () => {
      const rows = Array.from({ length: 1_000 }, (_, n) => ({ total: n }));
      const written = await shop.orders.insertMany(rows, { returning: true });
      expect(written.map(({ id, total }) => [id, total])).toEqual(
        rows.map(({ total }, index) => [BigInt(index + 1), total]),
      );
    });

    it("inserts JSON and bytes as they are", async () => {
      await shop.orders.insertMany([
        { status: "sent", meta: [{ a: "," }, "ä\u0001", 1.5, null] },
        { status: "open", meta: "text" },
      ]);
      await shop.orderItems.insertMany([
        { orderId: 1n, line: 1, sku: "NULL", picture: new Uint8Array([0, 92, 34]) },
        { orderId: 1n, line: 2, sku: "", picture: new Uint8Array() },
        { orderId: 1n, line: 3, sku: "'" },
      ]);
      const found = await shop.orders.find({ with: { items: true }, orderBy: { id: "asc" } });
      expect(found).toMatchObject([
        {
          meta: [{ a: "," }, "ä\u0001", 1.5, null],
          items: [
            { sku: "NULL", picture: new Uint8Array([0, 92, 34]) },
            { sku: "", picture: new Uint8Array() },
            { sku: "'", picture: null },
          ],
        },
        { meta: "text", items: [] },
      ]);
    });

    it("inserts nothing of no rows", async () => {
      expect(await shop.orders.insertMany([])).toBe(0);
      expect(await shop.orders.insertMany([], { returning: true })).toEqual([]);
      expect(statements).toEqual([]);
    });
  });

  describe("upsert", () => {
    const ada = { email: "ada@b", name: "Ada" };

    it("changes what a row has, and leaves what it leaves out", async () => {
      await shop.customers.insert({ ...ada, code: "abcd" });
      const row = await shop.customers.upsert(
        { ...ada, name: "Ada L." },
        { by: "customers_email_key" },
      );
      expect(row).toMatchObject({ id: 1n, name: "Ada L.", code: "abcd" });
      expect(await shop.customers.count()).toBe(1);
    });

    it("takes columns, or the primary key when nothing is said", async () => {
      await shop.customers.upsert(ada, { by: ["email"] });
      expect(await shop.customers.upsert({ id: 1n, ...ada, name: "B" })).toMatchObject({
        name: "B",
      });
      expect(await shop.customers.upsert({ id: 2n, email: "c@b", name: "C" })).toMatchObject({
        id: 2n,
      });
    });

    it("gives the row back when nothing would change, and does not count its version", async () => {
      await shop.orders.insert({ id: 1n, note: "a" });
      expect(await shop.orders.upsert({ id: 1n })).toMatchObject({ note: "a", version: 1 });
      expect(await shop.orders.upsert({ id: 1n, note: "b", version: 7 })).toMatchObject({
        note: "b",
        version: 2,
      });
    });

    it.each(["nothing", "__proto__", "constructor", [], 7])(
      "refuses %j as what it goes by",
      async (by) => {
        const options = { by } as { by: string }; // what a program without types may give
        await expect(shop.customers.upsert(ada, options)).rejects.toMatchObject({ kind: "syntax" });
      },
    );
  });

  describe("update", () => {
    let order: Order;
    beforeEach(async () => {
      order = await shop.orders.insert({ note: "a" });
    });

    it("changes a row and counts its version", async () => {
      const changed = await shop.orders.update({ id: 1n }, { note: "b", total: undefined });
      expect(changed).toEqual({ ...order, note: "b", version: 2 });
    });

    it("changes only the version it is told to", async () => {
      await shop.orders.update({ id: 1n }, { note: "b" }, { version: 1 });
      const late = shop.orders.update({ id: 1n }, { note: "c" }, { version: 1 });
      await expect(late).rejects.toMatchObject({ kind: "conflict", table: "orders" });
      expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "b", version: 2 });
    });

    it("tells a row that is not there from one of another version", async () => {
      const missing = { kind: "not-found", schema, table: "orders" };
      await expect(shop.orders.update({ id: 9n }, { note: "b" })).rejects.toMatchObject(missing);
      const versioned = shop.orders.update({ id: 9n }, { note: "b" }, { version: 1 });
      await expect(versioned).rejects.toMatchObject(missing);
    });

    it("without changes gives the row as it is, and still looks at the version", async () => {
      expect(await shop.orders.update({ id: 1n }, {}, { version: 1 })).toEqual(order);
      const other = shop.orders.update({ id: 1n }, {}, { version: 2 });
      await expect(other).rejects.toMatchObject({ kind: "conflict" });
    });

    it("refuses to write the version, and columns that are never written", async () => {
      for (const changes of [{ version: 7 }, { gross: 1 }, { nothing: 1 }]) {
        // what a program without types may give
        const call = shop.orders.update({ id: 1n }, changes as object);
        await expect(call).rejects.toMatchObject({ kind: "syntax" });
      }
    });

    it("refuses a version where the table counts none", async () => {
      await shop.orderItems.insert({ orderId: 1n, line: 1, sku: "a" });
      const call = shop.orderItems.update({ orderId: 1n, line: 1 }, { sku: "b" }, { version: 1 });
      await expect(call).rejects.toMatchObject({ kind: "syntax" });
    });
  });

  describe("delete", () => {
    it("gives the row as it was, or undefined when there was none", async () => {
      const order = await shop.orders.insert({});
      expect(await shop.orders.delete({ id: 1n })).toEqual(order);
      expect(await shop.orders.delete({ id: 1n })).toBeUndefined();
      expect(await shop.orders.delete({ id: 1n }, { version: 1 })).toBeUndefined();
    });

    it("leaves a row of another version", async () => {
      await shop.orders.insert({});
      const call = shop.orders.delete({ id: 1n }, { version: 2 });
      await expect(call).rejects.toMatchObject({ kind: "conflict" });
      expect(await shop.orders.count()).toBe(1);
    });
  });

  describe("updateWhere and deleteWhere", () => {
    beforeEach(async () => {
      await shop.orders.insertMany([{ note: "a" }, { note: "b" }, { note: "b" }]);
    });

    it("say how many rows there were", async () => {
      expect(await shop.orders.updateWhere({ note: "b" }, { rating: 1 })).toBe(2);
      expect(await shop.orders.deleteWhere({ rating: 1 })).toBe(2);
      expect(await shop.orders.count()).toBe(1);
    });

    it("give the rows when they are told to", async () => {
      const changed = await shop.orders.updateWhere(
        { id: [1n, 2n] },
        { rating: 1 },
        { returning: true },
      );
      expect(changed).toMatchObject([
        { id: 1n, rating: 1, version: 2 },
        { id: 2n, rating: 1, version: 2 },
      ]);
      expect(await shop.orders.deleteWhere({ note: "a" }, { returning: true })).toEqual([
        changed[0],
      ]);
    });

    it("refuse a filter that is empty or undefined, and take one that says every row", async () => {
      const none = undefined as unknown as object; // what a program without types may give
      for (const where of [{}, none, [] as object]) {
        await expect(shop.orders.deleteWhere(where)).rejects.toMatchObject({ kind: "syntax" });
        await expect(shop.orders.updateWhere(where, { note: "c" })).rejects.toMatchObject({
          kind: "syntax",
        });
      }
      expect(await shop.orders.deleteWhere({ and: [] })).toBe(3);
    });

    it("refuse to change nothing", async () => {
      await expect(shop.orders.updateWhere({ note: "a" }, {})).rejects.toMatchObject({
        kind: "syntax",
      });
    });
  });
});
