import { beforeAll, describe, expect, it } from "vitest";
import type { DocumentFilter } from "../../src/mongodb/query/filter.js";
import { failureOf } from "../failure-of.js";
import { type Order, openShop } from "./shop.js";

const opened = openShop();
const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

beforeAll(async () => {
  await opened().shop.orders.insertMany([
    {
      number: 1n,
      status: "open",
      total: "19.90",
      weight: 1.5,
      note: null,
      placedAt: day(1),
      tags: ["a", "b"],
      items: [
        { sku: "x", quantity: 1 },
        { sku: "y", quantity: 9 },
      ],
      address: { city: "Oslo" },
    },
    { number: 2n, status: "paid", total: "5", note: "Gift 50% (a)", placedAt: day(2), tags: [] },
    {
      number: 3n,
      status: "paid",
      weight: 2,
      placedAt: day(3),
      address: { city: "Bergen", zip: "1" },
    },
    { number: 9_007_199_254_740_993n, status: "late", note: "line\nbreak" },
  ]);
});

describe("find", () => {
  const cases: readonly (readonly [DocumentFilter<Order>, readonly bigint[]])[] = [
    [{ status: "open" }, [1n]],
    [{ status: ["open", "late"] }, [1n, 9_007_199_254_740_993n]],
    [{ number: { gt: 1n, lte: 3n } }, [2n, 3n]],
    [{ number: 9_007_199_254_740_993n }, [9_007_199_254_740_993n]],
    [{ number: { gte: 3n, lt: 9_007_199_254_740_993n } }, [3n]],
    [{ total: { gt: "6.5" } }, [1n]],
    [{ placedAt: { gte: day(2) } }, [2n, 3n]],
    [{ note: null }, [1n, 3n]],
    [{ note: { isNull: false } }, [2n, 9_007_199_254_740_993n]],
    [{ note: { exists: true } }, [1n, 2n, 9_007_199_254_740_993n]],
    [{ note: { exists: false } }, [3n]],
    [{ note: { ne: null } }, [2n, 9_007_199_254_740_993n]],
    [{ note: { in: [null, "x"] } }, [1n, 3n]],
    [{ status: { ne: "paid" } }, [1n, 9_007_199_254_740_993n]],
    [{ status: { notIn: ["paid", "open"] } }, [9_007_199_254_740_993n]],
    [{ note: { like: "%50\\% (_)" } }, [2n]],
    [{ note: { like: "line%" } }, [9_007_199_254_740_993n]],
    [{ note: { ilike: "gift%" } }, [2n]],
    [{ note: { like: ".*" } }, []],
    [{ tags: { contains: ["b", "a"] } }, [1n]],
    [{ tags: { eq: ["a", "b"] } }, [1n]],
    [{ tags: { size: 0 } }, [2n]],
    [{ tags: { any: { gt: "a" } } }, [1n]],
    [{ items: { any: { sku: "x", quantity: { lt: 5 } } } }, [1n]],
    [{ items: { any: { sku: "x", quantity: { gt: 5 } } } }, []],
    [{ items: { contains: [{ sku: "y", quantity: 9 }] } }, [1n]],
    [{ address: { is: { city: "Bergen" } } }, [3n]],
    [{ address: { is: { or: [{ city: "Oslo" }, { zip: "1" }] } } }, [1n, 3n]],
    [{ address: { is: { not: { city: "Oslo" } } } }, [2n, 3n, 9_007_199_254_740_993n]],
    [{ address: { eq: { city: "Oslo" } } }, [1n]],
    [{ address: null }, [2n, 9_007_199_254_740_993n]],
    [{ not: { status: "paid" }, number: { lt: 5n } }, [1n]],
    [{ and: [{ status: "paid" }, { number: 2n }] }, [2n]],
    [{ or: [] }, []],
    [{ and: [] }, [1n, 2n, 3n, 9_007_199_254_740_993n]],
    [{ or: [{ number: 1n }, { number: 3n }] }, [1n, 3n]],
  ];
  it.each(cases)("finds what %o means", async (where, numbers) => {
    const found = await opened().shop.orders.find({ where, orderBy: { number: "asc" } });
    expect(found.map(({ number }) => number)).toEqual(numbers);
  });

  it("selects, orders and limits", async () => {
    const { shop } = opened();
    const found = await shop.orders.find({
      select: ["number", "address"],
      orderBy: [{ status: "desc" }, { number: "desc" }],
      limit: 2,
    });
    expect(found).toEqual([{ number: 3n, address: { city: "Bergen", zip: "1" } }, { number: 2n }]);
    expect(await shop.orders.find({ limit: 0 })).toEqual([]);
    const [first] = await shop.orders.find({ orderBy: { number: "asc" }, limit: 1 });
    expect(first && (await shop.orders.get(first._id, { select: ["_id"] }))).toEqual({
      _id: first?._id,
    });
  });

  it("counts, and tells whether there is one", async () => {
    const { shop } = opened();
    expect(await shop.orders.count()).toBe(4);
    expect(await shop.orders.count({ where: { status: "paid" } })).toBe(2);
    expect(await shop.orders.exists({ where: { status: "paid" } })).toBe(true);
    expect(await shop.orders.exists({ where: { status: "gone" } })).toBe(false);
  });

  it.each([
    [{ where: { nothing: 1 } }, "syntax"],
    [{ where: { "a.b": "x" } }, "syntax"],
    [{ where: { status: { $ne: null } } }, "syntax"],
    [{ where: { status: {} } }, "data"],
    [{ where: { status: undefined } }, "data"],
    [{ where: { status: { gt: null } } }, "data"],
    [{ where: { status: { in: "x" } } }, "data"],
    [{ where: { number: { like: "1" } } }, "syntax"],
    [{ where: { number: "1" } }, "data"],
    [{ where: { address: { city: "Oslo" } } }, "syntax"],
    [{ where: { address: [] } }, "data"],
    [{ where: { note: { isNull: 1 } } }, "data"],
    [{ where: { note: { like: 1 } } }, "data"],
    [{ where: { tags: { size: 1.5 } } }, "data"],
    [{ where: { tags: { any: "a" } } }, "data"],
    [{ where: { tags: { any: { eq: "a", isNull: true } } } }, "data"],
    [{ where: { status: { eq: undefined } } }, "data"],
    [{ where: { or: { status: "x" } } }, "syntax"],
    [{ where: [] }, "syntax"],
    [{ orderBy: { status: 1 } }, "syntax"],
    [{ orderBy: { nothing: "asc" } }, "syntax"],
    [{ orderBy: "status" }, "syntax"],
    [{ select: ["nothing"] }, "syntax"],
    [{ select: [] }, "syntax"],
    [{ select: ["a.b"] }, "syntax"],
    [{ limit: -1 }, "data"],
    [{ sort: {} }, "syntax"],
    [{ timeout: 0 }, "data"],
  ])("refuses %o", async (options, kind) => {
    const error = await failureOf(opened().shop.orders.find(options as never));
    expect(error).toMatchObject({ kind, table: "orders" });
  });

  it("refuses a filter that is nested too deeply", async () => {
    let where: object = { status: "x" };
    for (let depth = 0; depth < 100; depth += 1) where = { not: where };
    expect(await failureOf(opened().shop.orders.find({ where }))).toMatchObject({ kind: "syntax" });
  });
});

describe("page", () => {
  it.each([
    [{}],
    [{ orderBy: { weight: "asc" } }],
    [{ orderBy: { weight: "desc" } }],
    [{ orderBy: { status: "asc" } }],
    [{ orderBy: [{ note: "desc" }, { number: "asc" }] }],
    [{ orderBy: { placedAt: "desc" } }],
    [{ orderBy: { total: "asc" } }],
    [{ orderBy: { total: "desc" }, where: { number: { lt: 5n } } }],
  ] as const)("goes through all documents once, in the order of find: %o", async (options) => {
    const { shop } = opened();
    const all = await shop.orders.find({ ...options });
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await shop.orders.page({ ...options, limit: 1, after });
      found.push(...page.documents.map(({ _id }) => _id));
      after = page.next;
    } while (after !== undefined);
    expect(found.toSorted()).toEqual(all.map(({ _id }) => _id).toSorted());
  });

  it("passes NaN, missing values and null in both directions", async () => {
    const { shop } = opened();
    const values = [Number.NaN, -Infinity, -1, 0, 2.5, Infinity, null, undefined];
    await shop.things.insertMany(values.map((n, index) => ({ _id: `t${index}`, n }) as never));
    for (const direction of ["asc", "desc"] as const) {
      const sorted = await shop.things.find({ orderBy: [{ n: direction }, { _id: direction }] });
      const paged: unknown[] = [];
      for await (const each of shop.things.all({ orderBy: { n: direction }, pageSize: 1 }))
        paged.push(each);
      expect(paged).toEqual(sorted);
    }
  });

  it("reads the order's fields for the cursor, and gives only what was selected", async () => {
    const { shop } = opened();
    const page = await shop.orders.page({
      select: ["status"],
      orderBy: { number: "asc" },
      limit: 1,
    });
    expect(page.documents).toEqual([{ status: "open" }]);
    const next = await shop.orders.page({
      select: ["status"],
      orderBy: { number: "asc" },
      after: page.next,
    });
    expect(next).toEqual({
      documents: [{ status: "paid" }, { status: "paid" }, { status: "late" }],
      next: undefined,
    });
  });

  it("refuses cursors of others, and forged ones", async () => {
    const { shop } = opened();
    const { next } = await shop.orders.page({ limit: 1 });
    const other = shop.orders.page({ after: next, orderBy: { number: "asc" } });
    expect(await failureOf(other)).toMatchObject({ kind: "data" });
    const [mark] = JSON.parse(Buffer.from(String(next), "base64url").toString()) as [string];
    for (const parts of [[], ["x"], [["objectId", "no"]], [["date"]], [["regex", "a"]], [[1, 2]]]) {
      const forged = Buffer.from(JSON.stringify([mark, ...parts])).toString("base64url");
      expect(await failureOf(shop.orders.page({ after: forged }))).toMatchObject({ kind: "data" });
    }
    for (const after of ["", "x", Buffer.from("{}").toString("base64url"), 1]) {
      expect(await failureOf(shop.orders.page({ after: after as string }))).toMatchObject({
        kind: "data",
      });
    }
  });

  it.each([
    [{ orderBy: { tags: "asc" } }],
    [{ orderBy: { address: "asc" } }],
    [{ limit: 0 }],
    [{ limit: 10_001 }],
  ])("refuses %o", async (options) => {
    const error = await failureOf(opened().shop.orders.page(options as never));
    expect(error.table).toBe("orders");
  });
});

describe("aggregate", () => {
  it("gives what a pipeline gives", async () => {
    const found = await opened().shop.orders.aggregate([
      { $match: { status: { $eq: "paid" } } },
      { $group: { _id: "$status", n: { $sum: 1 } } },
    ]);
    expect(found).toEqual([{ _id: "paid", n: 2 }]);
  });

  it("refuses what is no pipeline", async () => {
    const { shop } = opened();
    expect(await failureOf(shop.orders.aggregate({} as never))).toMatchObject({ kind: "syntax" });
    expect(await failureOf(shop.orders.aggregate([{ $nothing: 1 }]))).toMatchObject({
      kind: "syntax",
    });
  });
});
