import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "../../src/table/filter.js";
import { openDatabase } from "./open-database.js";
import { type NewOrder, type Order, shopSchema, shopTables, type Status } from "./shop.js";

const { database: shop } = openDatabase(shopSchema, shopTables);

const texts = [null, "", "a", "A", "ab%", "a_b", "\\", "'"];
const statuses = ["open", "paid", "sent"] as const;
const ratings = [null, -1, 0, 2.5];
const stored: NewOrder[] = Array.from({ length: 40 }, (_, n) => ({
  id: BigInt(n),
  status: statuses[n % 3],
  note: texts[n % texts.length],
  rating: ratings[(n >> 1) % ratings.length],
  total: String(n % 5),
}));
let rows: Order[] = [];

beforeAll(async () => {
  rows = await shop.orders.insertMany(stored, { returning: true });
});

type Value = string | number | bigint | null;
type Operators = Readonly<Record<string, unknown>>;
type Condition = Value | readonly Value[] | Operators;

/** What a filter means, for rows in memory: a second implementation, without SQL. */
function matches(row: Order, filter: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    const filters = condition as Readonly<Record<string, unknown>>[]; // where it is one of the two
    if (key === "and") return filters.every((each) => matches(row, each));
    if (key === "or") return filters.some((each) => matches(row, each));
    if (key === "not") return !matches(row, condition as Readonly<Record<string, unknown>>); // as above
    const value = row[key as keyof Order] as Value; // conditions are on columns of these types only
    return meets(key === "total" ? Number(value) : value, condition as Condition, key === "total");
  });
}

function meets(value: Value, condition: Condition, numeric: boolean): boolean {
  const like = (other: unknown): Value =>
    numeric && other !== null ? Number(other) : (other as Value);
  if (condition === null || typeof condition !== "object") return value === like(condition);
  if (Array.isArray(condition)) return condition.map(like).includes(value);
  return Object.entries(condition).every(([name, operand]) => {
    switch (name) {
      case "eq":
        return value === like(operand);
      case "ne":
        return value !== like(operand);
      case "isNull":
        return (value === null) === operand;
      case "in":
        return (operand as Value[]).map(like).includes(value);
      case "notIn":
        return !(operand as Value[]).map(like).includes(value);
      case "gt":
        return value !== null && value > (like(operand) ?? 0);
      case "gte":
        return value !== null && value >= (like(operand) ?? 0);
      case "lt":
        return value !== null && value < (like(operand) ?? 0);
      case "lte":
        return value !== null && value <= (like(operand) ?? 0);
      case "like":
        return value !== null && likeExpression(String(operand), "").test(String(value));
      case "ilike":
        return value !== null && likeExpression(String(operand), "i").test(String(value));
      default:
        throw new Error(name);
    }
  });
}

function likeExpression(pattern: string, flags: string): RegExp {
  const source = pattern.replaceAll(
    /\\(.)|([%_])|([^\w])/g,
    (_, escaped?: string, wild?: string, other?: string) => {
      if (wild !== undefined) return wild === "%" ? "[^]*" : "[^]";
      return `\\u{${(escaped ?? other ?? "").codePointAt(0)?.toString(16)}}`;
    },
  );
  return new RegExp(`^${source}$`, `u${flags}`);
}

function conditions(
  value: fc.Arbitrary<Value>,
  nullable: boolean,
  pattern: boolean,
): fc.Arbitrary<unknown> {
  const orNull = nullable ? fc.option(value) : value;
  const operators = {
    eq: orNull,
    ne: orNull,
    gt: value,
    gte: value,
    lt: value,
    lte: value,
    in: fc.array(orNull, { maxLength: 4 }),
    notIn: fc.array(orNull, { maxLength: 4 }),
    isNull: fc.boolean(),
    ...(pattern && {
      like: fc.constantFrom("%", "", "a%", "_", "%\\%%", "A", "\\\\"),
      ilike: fc.constantFrom("a", "A_%", "%'%"),
    }),
  };
  const some = someOf(operators, { minLength: 1, maxLength: 2 });
  return fc.oneof(orNull, fc.array(orNull, { maxLength: 4 }), some);
}

const columns = {
  id: conditions(fc.bigInt({ min: -1n, max: 41n }), false, false),
  status: fc.oneof(
    fc.constantFrom<Status>(...statuses),
    fc.subarray<Status>([...statuses]),
    fc.record({ ne: fc.constantFrom<Status>(...statuses) }),
    fc.record({ notIn: fc.subarray<Status>([...statuses]) }),
  ),
  // Without an order, which depends on the database's collation.
  note: conditions(fc.constantFrom("", "a", "A", "ab%", "x"), true, true).filter(
    (condition) => !/"(?:gte?|lte?)":/.test(JSON.stringify(condition)),
  ),
  rating: conditions(fc.constantFrom(-1, 0, 0.5, 2.5), true, false),
  total: conditions(
    fc.constantFrom("0", "1.0", "2.00", "7", "NaN").filter((text) => text !== "NaN"),
    false,
    false,
  ),
};

/** Some columns, and filters within it down to a depth. */
function filtersOf(depth: number): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const within = depth === 0 ? undefined : filtersOf(depth - 1);
  const words = within && {
    and: fc.array(within, { maxLength: 2 }),
    or: fc.array(within, { maxLength: 3 }),
    not: within,
  };
  return someOf({ ...columns, ...words }, { maxLength: 2 });
}

/** Objects with some of the properties, each as often as any other. */
function someOf(
  arbitraries: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  bounds: { readonly minLength?: number; readonly maxLength: number },
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc
    .subarray(Object.entries(arbitraries), bounds)
    .chain((entries) => fc.record(Object.fromEntries(entries)));
}

const filters = fc.integer({ min: 0, max: 3 }).chain(filtersOf);

describe("a filter", () => {
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

  it("looks into arrays and JSON", async () => {
    await shop.customers.insertMany([
      { email: "a@b", name: "A", tags: ["x", "y"] },
      { email: "b@b", name: "B", tags: [] },
    ]);
    const names = async (where: Filter<{ tags: readonly (string | null)[]; name: string }>) =>
      (await shop.customers.find({ where, orderBy: { name: "asc" } })).map(({ name }) => name);
    expect(await names({ tags: ["x", "y"] })).toEqual(["A"]);
    expect(await names({ tags: { contains: ["y"] } })).toEqual(["A"]);
    expect(await names({ tags: { contains: [] } })).toEqual(["A", "B"]);
    expect(await names({ tags: { ne: [] } })).toEqual(["A"]);
    expect(await names({ tags: { eq: [] } })).toEqual(["B"]);
    expect(await names({ tags: { isNull: true } })).toEqual([]);
    await shop.orders.insert({ id: 1_000n, meta: { a: { b: [1, 2] }, c: null } });
    await shop.orders.insert({ id: 1_001n, meta: null });
    const ids = async (meta: Filter<Order>["meta"] & object) =>
      (await shop.orders.find({ where: { meta }, select: ["id"] })).map(({ id }) => id);
    expect(await ids({ contains: { a: { b: [2] } } })).toEqual([1_000n]);
    expect(await ids({ eq: { c: null, a: { b: [1, 2] } } })).toEqual([1_000n]);
    expect(await ids({ contains: null })).toEqual([1_001n]);
    expect(await ids({ in: [{ c: null, a: { b: [1, 2] } }, "x"] } as object)).toEqual([1_000n]);
  });

  it("compares domains, enums and blank-padded text as PostgreSQL does", async () => {
    await shop.customers.insert({ email: "c@b", name: "C", code: "ab", address: "10.0.0.1" });
    for (const where of [
      { email: "c@b" },
      { email: ["c@b", "d@b"] },
      { code: "ab" },
      { code: ["ab"] },
      { address: "10.0.0.1" },
      { email: { ilike: "C@%" } },
      { code: { like: "ab%" } },
      { address: { like: "10.%" } },
    ] satisfies Filter<{ email: string; code: string | null; address: string | null }>[]) {
      expect(
        await shop.customers.count({ where: { ...where, name: "C" } }),
        JSON.stringify(where),
      ).toBe(1);
    }
    expect(await shop.orders.count({ where: { status: { like: "op_n" } } })).toBeGreaterThan(0);
  });

  it("keeps the statement the same however many values a list has", async () => {
    const { statements } = recorded;
    await recorded.database.orders.find({ where: { id: [1n] } });
    await recorded.database.orders.find({ where: { id: [1n, 2n, 3n] } });
    expect(statements[0]?.text).toBe(statements[1]?.text);
  });
});

const recorded = openDatabase(shopSchema, shopTables);
