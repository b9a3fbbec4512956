import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DynamoNumber, type DynamoValue } from "../../src/dynamodb/item/dynamo-value.js";
import { DynamoTablePlan } from "../../src/dynamodb/table/dynamo-table-plan.js";
import { failureOf } from "../failure-of.js";
import { openShop, orders } from "./shop.js";

const opened = openShop();
let last = 0;
const customer = (): string => `c${(last += 1)}`;

describe("items", () => {
  it("are inserted once, read, changed under their version, and removed", async () => {
    const { shop } = opened();
    const key = { customer: customer(), number: 1 };
    const order = { ...key, status: "open", total: "12345678901234567890.123456789012345678" };
    expect(await shop.orders.insert(order)).toEqual({ ...order, version: 1 });
    expect(await failureOf(shop.orders.insert(order))).toMatchObject({
      kind: "unique-violation",
      table: "orders",
    });
    expect(await shop.orders.get(key, { consistent: true })).toEqual({ ...order, version: 1 });
    expect(await shop.orders.get(key, { select: ["status"] })).toEqual({ status: "open" });

    const changed = await shop.orders.update(
      key,
      { status: "paid" },
      { version: 1, remove: ["total"] },
    );
    expect(changed).toEqual({ ...key, status: "paid", version: 2 });
    expect(await shop.orders.update(key, {})).toEqual(changed);
    const stale = shop.orders.update(key, { status: "x" }, { version: 1 });
    expect(await failureOf(stale)).toMatchObject({ kind: "conflict" });
    expect(await failureOf(shop.orders.delete(key, { version: 1 }))).toMatchObject({
      kind: "conflict",
    });
    expect(await shop.orders.delete(key, { version: 2 })).toEqual(changed);
    expect(await shop.orders.delete(key, { version: 2 })).toBeUndefined();
    expect(await shop.orders.delete(key)).toBeUndefined();
    expect(await failureOf(shop.orders.update(key, { status: "x" }))).toMatchObject({
      kind: "not-found",
    });
    expect(await failureOf(shop.orders.update(key, { status: "x" }, { version: 1 }))).toMatchObject(
      { kind: "not-found" },
    );
  });

  it("are put whole, many at once, and read in the order of their keys", async () => {
    const { shop } = opened();
    const name = customer();
    const many = Array.from({ length: 130 }, (_, number) => ({
      customer: name,
      number,
      status: "new",
    }));
    expect(await shop.orders.putMany(many)).toBe(130);
    await shop.orders.put({ customer: name, number: 0 });
    const keys = [
      ...many.map(({ number }) => ({ customer: name, number })),
      { customer: name, number: 999 },
      { customer: name, number: 1 },
    ];
    const found = await shop.orders.getMany(keys, { select: ["status"] });
    expect(found).toHaveLength(132);
    expect(found.slice(0, 3)).toEqual([{}, { status: "new" }, { status: "new" }]);
    expect(found.slice(-2)).toEqual([undefined, { status: "new" }]);
    expect(await shop.orders.deleteMany(keys.slice(0, 130))).toBe(130);
    expect(await shop.orders.query({ key: name })).toEqual([]);
  });

  it("are found by partition key, sort key, index and filter", async () => {
    const { shop } = opened();
    const name = customer();
    const status = `s-${name}`;
    await shop.orders.putMany(
      [1, 2, 3, 4, 5].map((number) => ({ customer: name, number, status, total: `${number}.5` })),
    );
    const numbers = async (options: object): Promise<unknown> =>
      (await shop.orders.query({ key: name, ...options })).map(({ number }) => number);
    expect(await numbers({})).toEqual([1, 2, 3, 4, 5]);
    expect(await numbers({ order: "desc", limit: 2 })).toEqual([5, 4]);
    expect(await numbers({ limit: 0 })).toEqual([]);
    expect(await numbers({ sort: 3 })).toEqual([3]);
    expect(await numbers({ sort: { between: [2, 4] } })).toEqual([2, 3, 4]);
    expect(await numbers({ sort: { gt: 3 }, where: { total: { lt: "5" } } })).toEqual([4]);
    expect(await numbers({ index: "byStatus", key: status, sort: { lte: 2 } })).toEqual([1, 2]);
    expect(await numbers({ where: { total: ["1.5", "2.5"] } })).toEqual([1, 2]);
    expect(
      await numbers({ where: { or: [{ total: "1.5" }, { not: { total: { lt: "4" } } }] } }),
    ).toEqual([1, 4, 5]);
    expect(
      await numbers({
        where: { and: [{ status: { beginsWith: "s-" } }, { total: { between: ["2", "3"] } }] },
      }),
    ).toEqual([2]);
    expect(
      await numbers({
        where: {
          status: { contains: name },
          total: { ne: "1.5", exists: true },
          paid: { exists: false },
        },
      }),
    ).toEqual([2, 3, 4, 5]);
  });

  it("are paged by a text that holds a key", async () => {
    const { shop } = opened();
    const name = customer();
    await shop.orders.putMany([1, 2, 3].map((number) => ({ customer: name, number })));
    const first = await shop.orders.page({ key: name, limit: 2, select: ["number"] });
    expect(first.items).toEqual([{ number: 1 }, { number: 2 }]);
    const second = await shop.orders.page({ key: name, limit: 2, after: first.next });
    expect(second).toEqual({ items: [{ customer: name, number: 3 }], next: undefined });
    for (const options of [{ order: "desc" }, { index: "byStatus" }]) {
      const work = shop.orders.page({ key: name, after: first.next, ...options } as never);
      expect(await failureOf(work)).toMatchObject({ kind: "data" });
    }
    const [mark] = JSON.parse(Buffer.from(String(first.next), "base64url").toString()) as [string];
    for (const part of [1, ["a"], ["a", ["X", "y"]], ["a", ["S", 1]]]) {
      const forged = Buffer.from(JSON.stringify([mark, part])).toString("base64url");
      expect(await failureOf(shop.orders.page({ key: name, after: forged }))).toMatchObject({
        kind: "data",
      });
    }
  });

  it("are scanned, page by page", async () => {
    const { shop } = opened();
    const name = customer();
    await shop.orders.putMany([1, 2, 3].map((number) => ({ customer: name, number })));
    const found: object[] = [];
    let after: string | undefined;
    do {
      const page = await shop.orders.scanPage({ where: { customer: name }, limit: 2, after });
      found.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    expect(found).toHaveLength(3);
    expect((await shop.orders.scanPage({ index: "byStatus" })).items).toBeInstanceOf(Array);
  });
});

const exact: fc.Arbitrary<DynamoValue> = fc.letrec<{ value: DynamoValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc
      .double({ noNaN: true, min: -1e100, max: 1e100 })
      .filter((number) => number === 0 || Math.abs(number) > 1e-100)
      .map((number) => number + 0),
    fc
      .bigInt({ min: 2n ** 53n + 1n, max: 10n ** 38n - 1n })
      .filter((value) => BigInt(Number(value)) !== value && value % 10n !== 0n),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ minLength: 1 }).map((bytes) => Uint8Array.from(bytes)),
    fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }).map((texts) => new Set(texts)),
    fc.uniqueArray(fc.integer(), { minLength: 1 }).map((numbers) => new Set(numbers)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), tie("value"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

describe("values", () => {
  it("of any kind come back as they went", async () => {
    const { shop } = opened();
    await fc.assert(
      fc.asyncProperty(exact, async (value) => {
        const id = customer();
        await shop.people.put({ id, value });
        expect((await shop.people.get({ id }))?.["value"]).toEqual(value === 0 ? 0 : value);
      }),
      { numRuns: 100 },
    );
  });

  it("keep 38 digits, in what JavaScript has for them", async () => {
    const { shop } = opened();
    const id = customer();
    const whole = 12_345_678_901_234_567_890_123_456_789_012_345_678n;
    const fraction = new DynamoNumber("1.2345678901234567890123456789012345678");
    await shop.people.put({ id, whole, fraction, tenth: 0.1, negative: -5, big: 1e30 });
    expect(await shop.people.get({ id })).toEqual({
      id,
      whole,
      fraction,
      tenth: 0.1,
      negative: -5,
      big: 1e30,
    });
    expect([String(fraction), JSON.stringify(fraction)]).toEqual([
      fraction.text,
      JSON.stringify(fraction.text),
    ]);
  });

  it("of described attributes keep their kinds", async () => {
    const { shop } = opened();
    const order = {
      customer: customer(),
      number: 1.5,
      total: "1.10",
      count: 5n,
      weight: 2,
      paid: true,
      raw: Uint8Array.of(1),
      more: new Set([Uint8Array.of(2)]),
      version: 3,
    };
    await shop.orders.insert(order);
    // DynamoDB writes numbers its own way.
    const { customer: name, number } = order;
    expect(await shop.orders.get({ customer: name, number })).toEqual({ ...order, total: "1.1" });
  });

  it("that a number would round are refused when they are read", () => {
    const plan = new DynamoTablePlan("orders", orders);
    expect(() => plan.decode({ weight: { N: "12345678901234567890123" } })).toThrow("would round");
    expect(plan.decode({ weight: { S: "text" }, count: { N: "1.5" } })).toEqual({
      weight: "text",
      count: 1.5,
    });
  });

  it.each([
    [{ status: 1 }, "status"],
    [{ total: 1 }, "total"],
    [{ total: "x" }, "total"],
    [{ total: "1".repeat(39) }, "total"],
    [{ count: 1.5 }, "count"],
    [{ count: "1" }, "count"],
    [{ weight: Number.NaN }, "weight"],
    [{ weight: "1" }, "weight"],
    [{ paid: "true" }, "paid"],
    [{ raw: "x" }, "raw"],
    [{ more: new Date() }, "more"],
    [{ more: new Set() }, "more"],
    [{ more: new Set(["a", 1]) }, "more"],
    [{ more: new Set([true]) }, "more"],
    [{ more: { a: [Symbol("x")] } }, "more.a.0"],
    [{ number: "1" }, "number"],
  ])("refuses %o, and names the attribute", async (attributes, path) => {
    const item = { customer: "secret-customer", number: 1, ...attributes };
    const error = await failureOf(opened().shop.orders.put(item as never));
    expect(error).toMatchObject({ kind: "data", table: "orders" });
    expect(error.message).toContain(JSON.stringify(path));
    expect(error.message).not.toContain("secret");
  });

  it("that are too deep are refused", async () => {
    const value: Record<string, unknown> = {};
    value["self"] = value;
    expect(
      await failureOf(opened().shop.people.put({ id: "x", value: value as never })),
    ).toMatchObject({ kind: "data" });
  });
});
