import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "../../src/table/filter.js";
import { dialects } from "../dialects/dialects.js";
import type { NewOrder, Order } from "../dialects/shop.js";
import { openShop } from "../dialects/test-dialect.js";
import { filters } from "./filter-arbitraries.js";
import { matches } from "./filter-model.js";

const texts = [null, "", "a", "A", "ab%", "a_b", "\\", "'"];
const statuses = ["open", "paid", "sent"] as const;
const ratings = [null, -1, 0, 2.5];
const stored: NewOrder[] = Array.from({ length: 40 }, (_, n) => ({
  // Some databases give a key of their own in place of 0.
  id: BigInt(n + 1),
  status: statuses[n % 3],
  note: texts[n % texts.length],
  rating: ratings[(n >> 1) % ratings.length],
  total: n % 5,
}));

describe.each(dialects)("a filter on $title", (dialect) => {
  const { database: shop, statements } = openShop(dialect);
  let rows: Order[] = [];
  beforeAll(async () => {
    rows = await shop.orders.insertMany(stored, { returning: true });
  });

  it("finds what the same filter finds in memory", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const where = filter as Filter<Order>; // made of what the type allows
        const expected = rows.filter((row) => matches(row, filter)).map(({ id }) => id);
        const found = await shop.orders.find({ where, select: ["id"], orderBy: { id: "asc" } });
        expect(found.map(({ id }) => id)).toEqual(expected);
        expect(await shop.orders.count({ where })).toBe(expected.length);
        expect(await shop.orders.exists({ where })).toBe(expected.length > 0);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["a%", ["a", "ab%", "a_b"]],
    ["A", ["A"]],
    ["_", ["a", "A", "\\", "'"]],
    ["%\\%", ["ab%"]],
    ["a\\_b", ["a_b"]],
    ["\\\\", ["\\"]],
    ["[aA]", []],
    ["*", []],
  ])("finds by the pattern %j what fits it", async (like, expected) => {
    const found = await shop.orders.find({ where: { note: { like } }, orderBy: { id: "asc" } });
    expect(new Set(found.map(({ note }) => note))).toEqual(new Set(expected));
  });

  it("refuses a pattern that ends with an escape of nothing", async () => {
    const call = shop.orders.find({ where: { note: { like: "a\\" } } });
    await expect(call).rejects.toMatchObject({ kind: "data" });
  });

  it("keeps the statement the same however many values a list has", async () => {
    statements.length = 0;
    await shop.orders.find({ where: { id: [1n, 5n, 6n] } });
    await shop.orders.find({ where: { id: [1n, 2n, 3n, 4n] } });
    expect(statements[0]?.text).toBe(statements[1]?.text);
  });

  it("takes lists of nothing, and of thousands", async () => {
    expect(await shop.orders.count({ where: { id: [] } })).toBe(0);
    expect(await shop.orders.count({ where: { id: { notIn: [] } } })).toBe(rows.length);
    expect(await shop.orders.count({ where: { note: { notIn: [] } } })).toBe(rows.length);
    const id = Array.from({ length: 5_000 }, (_, n) => BigInt(n));
    expect(await shop.orders.count({ where: { id } })).toBe(rows.length);
    const rating = [2.5, ...id.map((n) => Number(n) + 0.25)];
    expect(await shop.orders.count({ where: { rating } })).toBe(10);
  });
});
