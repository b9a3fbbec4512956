import { beforeEach, describe, expect, it } from "vitest";
import { Double, Int32, Long, ObjectId } from "mongodb";
import { failureOf } from "../failure-of.js";
import { openShop } from "./shop.js";

const opened = openShop();
beforeEach(async () => {
  await opened().raw("orders").deleteMany({});
  await opened().raw("things").deleteMany({});
});

describe("insert", () => {
  it("gives the document as it is stored, with a key and a version", async () => {
    const { shop } = opened();
    const order = await shop.orders.insert({ number: 1n, status: "open" });
    expect(order).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      number: 1n,
      status: "open",
      version: 1,
    });
    expect(await shop.orders.get(order._id)).toEqual(order);
  });

  it("sends numbers as the types that are described", async () => {
    const { shop, raw } = opened();
    const { _id } = await shop.orders.insert({ number: 2n, status: "open", weight: 5 });
    const stored = await raw("orders").findOne(
      { _id: new ObjectId(_id) },
      { promoteValues: false },
    );
    expect(stored).toMatchObject({
      number: Long.fromNumber(2),
      weight: new Double(5),
      version: new Int32(1),
    });
  });

  it("keeps a key and a version that are given", async () => {
    const _id = "0123456789abcdef01234567";
    const order = await opened().shop.orders.insert({
      _id,
      number: 1n,
      status: "open",
      version: 7,
    });
    expect(order).toMatchObject({ _id, version: 7 });
  });

  it("leaves out what is undefined", async () => {
    const document = { _id: "a", value: undefined, n: null };
    expect(await opened().shop.things.insert(document)).toEqual({ _id: "a", n: null });
  });

  it("names the index and its fields when a key is doubled, and no value", async () => {
    const { shop } = opened();
    await shop.orders.insert({ number: 77_123n, status: "open" });
    const error = await failureOf(shop.orders.insert({ number: 77_123n, status: "x" }));
    expect(error).toMatchObject({
      kind: "unique-violation",
      code: "11000",
      table: "orders",
      columns: ["number"],
      constraint: "number_1",
      retryable: false,
    });
    expect(JSON.stringify([error, error.message, String(error.cause)])).not.toContain("77123");
  });

  it("makes no keys of other types than ObjectIds", async () => {
    const error = await failureOf(opened().shop.things.insert({ n: 1 } as never));
    expect(error).toMatchObject({ kind: "data", table: "things" });
  });
});

describe("insertMany", () => {
  it("adds all in their order, and says how many there were", async () => {
    const { shop } = opened();
    const many = Array.from({ length: 300 }, (_, n) => ({ number: BigInt(n), status: "open" }));
    expect(await shop.orders.insertMany(many)).toBe(300);
    expect(await shop.orders.insertMany([])).toBe(0);
    expect(await shop.orders.count()).toBe(300);
  });

  it("keeps those before one that fails, which has its fields in the error", async () => {
    const { shop } = opened();
    const twice = [1n, 2n, 2n, 3n].map((number) => ({ number, status: "open" }));
    expect(await failureOf(shop.orders.insertMany(twice))).toMatchObject({
      kind: "unique-violation",
      columns: ["number"],
    });
    expect(await shop.orders.count()).toBe(2);
  });
});

describe("upsert", () => {
  it("adds a document, then changes what it has, by a unique index", async () => {
    const { shop } = opened();
    const first = await shop.orders.upsert(
      { number: 5n, status: "open", note: "a" },
      { by: "number_1" },
    );
    expect(first).toMatchObject({ number: 5n, status: "open", note: "a", version: 1 });
    const second = await shop.orders.upsert({ number: 5n, status: "paid" }, { by: ["number"] });
    expect(second).toEqual({ ...first, status: "paid", version: 2 });
  });

  it("goes by the key unless told otherwise", async () => {
    const { shop } = opened();
    await shop.things.upsert({ _id: "a" });
    await shop.things.upsert({ _id: "a", n: 1 });
    expect(await shop.things.find()).toEqual([{ _id: "a", n: 1 }]);
  });

  it.each([
    [{ by: "no_index" }, "syntax"],
    [{ by: [] }, "syntax"],
    [{ by: ["nothing"] }, "syntax"],
    [{ by: ["note"] }, "data"],
  ])("refuses %j", async (options, kind) => {
    const work = opened().shop.orders.upsert({ number: 1n, status: "x" }, options as never);
    expect(await failureOf(work)).toMatchObject({ kind });
  });
});

describe("update", () => {
  it("changes fields and removes others, and counts the version", async () => {
    const { shop } = opened();
    const order = await shop.orders.insert({ number: 1n, status: "open", note: "x" });
    const changed = await shop.orders.update(
      order._id,
      { status: "paid" },
      { remove: ["note"], version: 1 },
    );
    expect(changed).toEqual({ _id: order._id, number: 1n, status: "paid", version: 2 });
  });

  it("refuses another version, and a document that is not there", async () => {
    const { shop } = opened();
    const { _id } = await shop.orders.insert({ number: 1n, status: "open" });
    const stale = shop.orders.update(_id, { status: "x" }, { version: 9 });
    expect(await failureOf(stale)).toMatchObject({ kind: "conflict", table: "orders" });
    const gone = shop.orders.update("0".repeat(24), { status: "x" }, { version: 9 });
    expect(await failureOf(gone)).toMatchObject({ kind: "not-found" });
    expect(await shop.orders.get(_id)).toMatchObject({ status: "open", version: 1 });
  });

  it("changes nothing, not even the version, when there are no changes", async () => {
    const { shop } = opened();
    const order = await shop.orders.insert({ number: 1n, status: "open" });
    expect(await shop.orders.update(order._id, {})).toEqual(order);
    expect(await shop.orders.update(order._id, { note: undefined })).toEqual(order);
  });

  it.each([
    [{ _id: "0".repeat(24) }, {}],
    [{ version: 3 }, {}],
    [{ "a.b": "x" }, {}],
    [{ status: "x" }, { remove: ["nothing"] }],
    [{ status: "x" }, { remove: "note" }],
  ])("refuses the changes %j with %j", async (changes, options) => {
    const { shop } = opened();
    const { _id } = await shop.orders.insert({ number: 1n, status: "open" });
    const work = shop.orders.update(_id, changes as never, options as never);
    expect(await failureOf(work)).toMatchObject({ kind: "syntax", table: "orders" });
  });

  it("refuses a version where none is counted", async () => {
    const work = opened().shop.things.update("a", { n: 1 }, { version: 1 });
    expect(await failureOf(work)).toMatchObject({ kind: "syntax" });
  });

  it("counts the documents that match, changed or not", async () => {
    const { shop } = opened();
    await shop.orders.insertMany([1n, 2n, 3n].map((number) => ({ number, status: "open" })));
    expect(await shop.orders.updateWhere({ number: { lte: 2n } }, { status: "open" })).toBe(2);
    const changed = await shop.orders.find({ where: { version: 2 } });
    expect(changed).toHaveLength(2);
    expect(await failureOf(shop.orders.updateWhere({}, { status: "x" }))).toMatchObject({
      kind: "syntax",
    });
    expect(await failureOf(shop.orders.updateWhere({ number: 1n }, {}))).toMatchObject({
      kind: "syntax",
    });
  });
});

describe("delete", () => {
  it("gives the document as it was", async () => {
    const { shop } = opened();
    const order = await shop.orders.insert({ number: 1n, status: "open" });
    expect(await failureOf(shop.orders.delete(order._id, { version: 2 }))).toMatchObject({
      kind: "conflict",
    });
    expect(await shop.orders.delete(order._id, { version: 1 })).toEqual(order);
    expect(await shop.orders.delete(order._id)).toBeUndefined();
    expect(await shop.orders.delete(order._id, { version: 1 })).toBeUndefined();
  });

  it("removes what matches, and refuses an empty filter", async () => {
    const { shop } = opened();
    await shop.orders.insertMany([1n, 2n, 3n].map((number) => ({ number, status: "open" })));
    expect(await failureOf(shop.orders.deleteWhere({}))).toMatchObject({ kind: "syntax" });
    expect(await shop.orders.deleteWhere({ number: [1n, 3n] })).toBe(2);
    expect(await shop.orders.deleteWhere({ and: [] })).toBe(1);
  });
});

describe("views", () => {
  it("are read", async () => {
    const { shop } = opened();
    await shop.orders.insertMany([
      { number: 1n, status: "open" },
      { number: 2n, status: "paid" },
    ]);
    expect(await shop.paid.find({ select: ["number"] })).toEqual([{ number: 2n }]);
  });

  it("are not changed", async () => {
    const paid = opened().shop.paid as unknown as typeof opened extends () => {
      shop: { orders: infer Orders };
    }
      ? Orders
      : never;
    expect(await failureOf(paid.insert({ number: 1n, status: "x" }))).toMatchObject({
      kind: "syntax",
    });
    expect(await failureOf(paid.deleteWhere({ number: 1n }))).toMatchObject({ kind: "syntax" });
  });
});
