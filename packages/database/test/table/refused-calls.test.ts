import { describe, expect, it } from "vitest";
import { DatabaseError } from "../../src/errors/database-error.js";
import { dialects } from "../dialects/dialects.js";
import { openShop } from "../dialects/test-dialect.js";

/** Calls as a program without types may make them. */
type Anything = Readonly<Record<string, (...given: readonly unknown[]) => Promise<unknown>>>;
let deep: object = {};
for (let depth = 0; depth < 70; depth += 1) deep = { not: deep };
let relations: object | true = true;
for (let depth = 0; depth < 70; depth += 1)
  relations = { with: { [depth % 2 ? "orders" : "customer"]: relations } };

type Case = readonly [string, () => unknown, DatabaseError["kind"], string];

/** @param orders tables of a shop */
function casesOf(orders: Anything, orderTotals: Anything, schema: string): readonly Case[] {
  const where = (filter: unknown) => () => orders["find"]?.({ where: filter });
  const prefix = schema === "" ? "" : `${JSON.stringify(schema)}.`;
  const place = `(table ${prefix}"orders").`;
  return [
    ["a filter that is no object", where("x"), "syntax", `A filter is no object ${place}`],
    ["a filter that is null", where(null), "syntax", `A filter is no object ${place}`],
    ["an unknown column", where({ nothing: 1 }), "syntax", `There is no column "nothing" ${place}`],
    [
      "a name that is long",
      where({ ["x".repeat(200)]: 1 }),
      "syntax",
      `There is no column "${"x".repeat(100)}…" ${place}`,
    ],
    [
      "a condition that is undefined",
      where({ note: undefined }),
      "data",
      `The value of "note" is compared with undefined ${place}`,
    ],
    [
      "an operand that is undefined",
      where({ note: { eq: undefined } }),
      "data",
      `The value of "note" is compared with undefined ${place}`,
    ],
    [
      "an element that is undefined",
      where({ note: [undefined] }),
      "data",
      `The value of "note" is compared with undefined ${place}`,
    ],
    [
      "null that is greater",
      where({ note: { gt: null } }),
      "data",
      `The value of "note" is compared with null ${place}`,
    ],
    [
      "a condition without operators",
      where({ note: {} }),
      "data",
      `The value of "note" has a condition without operators ${place}`,
    ],
    [
      "an unknown operator",
      where({ note: { regex: "x" } }),
      "data",
      `The value of "note" has no operator "regex" ${place}`,
    ],
    [
      "isNull that is no boolean",
      where({ note: { isNull: "f" } }),
      "data",
      `The value of "note" has an isNull that is no boolean ${place}`,
    ],
    [
      "in that is no array",
      where({ note: { in: "x" } }),
      "data",
      `The value of "note" has a list of values that is no array ${place}`,
    ],
    [
      "like of a number",
      where({ rating: { like: "x" } }),
      "data",
      `The value of "rating" has no operator "like" ${place}`,
    ],
    [
      "a pattern that is no text",
      where({ note: { like: 1 } }),
      "data",
      `The value of "note" has a pattern that must be a string ${place}`,
    ],
    [
      "contains of a text",
      where({ note: { contains: "x" } }),
      "data",
      `The value of "note" has no operator "contains" ${place}`,
    ],
    [
      "JSON without an operator",
      where({ meta: 1 }),
      "data",
      `The value of "meta" must be given by an operator, such as { eq: … } ${place}`,
    ],
    [
      "and that is no array",
      where({ and: {} }),
      "syntax",
      `"and" of a filter is no array ${place}`,
    ],
    [
      "or with a hole",
      where({ or: Array.from({ length: 1 }) }),
      "syntax",
      `A filter is no object ${place}`,
    ],
    [
      "a filter that is nested too deeply",
      where(deep),
      "syntax",
      `A filter is nested too deeply ${place}`,
    ],
    [
      "relations that are nested too deeply",
      () => orders["find"]?.({ with: { customer: relations } }),
      "syntax",
      "Relations are nested too deeply",
    ],
    [
      "an order that is no object",
      () => orders["find"]?.({ orderBy: "id" }),
      "syntax",
      `An order is no object ${place}`,
    ],
    [
      "a direction that is none",
      () => orders["find"]?.({ orderBy: { id: 1 } }),
      "syntax",
      `The order of "id" is no object ${place}`,
    ],
    [
      "select that is no array",
      () => orders["find"]?.({ select: "id" }),
      "syntax",
      `select is no array ${place}`,
    ],
    [
      "a relation that is false",
      () => orders["find"]?.({ with: { customer: false } }),
      "syntax",
      `The relation "customer" is no object ${place}`,
    ],
    [
      "a limit that is negative",
      () => orders["find"]?.({ limit: -1 }),
      "data",
      "The limit must be a whole number, 0 or more.",
    ],
    [
      "a limit of a relation",
      () => orders["find"]?.({ with: { items: { limit: 0.5 } } }),
      "data",
      "The limit must be a whole number, 0 or more.",
    ],
    [
      "a lock outside of a transaction",
      () => orders["find"]?.({ lock: "update" }),
      "syntax",
      `A lock needs a transaction: outside of one it would end at once ${place}`,
    ],
    ["a key that is missing", () => orders["get"]?.({}), "syntax", `The key has no "id" ${place}`],
    [
      "a key that is undefined",
      () => orders["get"]?.({ id: undefined }),
      "syntax",
      `The key has no "id" ${place}`,
    ],
    [
      "a key that is null",
      () => orders["get"]?.({ id: null }),
      "data",
      `The value of "id" is null, which no key is ${place}`,
    ],
    [
      "a key that is no object",
      () => orders["get"]?.(1n),
      "syntax",
      `The key is no object ${place}`,
    ],
    [
      "a key of a table without",
      () => orderTotals["get"]?.({ id: 1n }),
      "syntax",
      `There is no primary key (table ${prefix}"order_totals").`,
    ],
    [
      "a row that is no object",
      () => orders["insert"]?.(null),
      "syntax",
      `The row is no object ${place}`,
    ],
    [
      "a row of many that is no object",
      () => orders["insertMany"]?.([7]),
      "syntax",
      `A row is no object ${place}`,
    ],
    [
      "options that are null",
      () => orders["find"]?.(null),
      "syntax",
      `What find is given is no object ${place}`,
    ],
    [
      "options that are an array",
      () => orders["count"]?.([]),
      "syntax",
      `What count is given is no object ${place}`,
    ],
    [
      "a column that is never written",
      () => orders["insert"]?.({ gross: "1" }),
      "syntax",
      `The column "gross" is never written ${place}`,
    ],
  ];
}

describe.each(dialects)("a call on $title is refused before anything is sent:", (dialect) => {
  const { database: shop, statements } = openShop(dialect);
  const { schema } = dialect.shop.words;
  const orders = shop.orders as unknown as Anything;
  const orderTotals = shop.orderTotals as unknown as Anything;
  it.each(casesOf(orders, orderTotals, schema))("%s", async (_, call, kind, message) => {
    statements.length = 0;
    const error = await Promise.resolve(call()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({
      kind,
      message: expect.stringContaining(message),
      schema,
    });
    expect(statements).toEqual([]);
  });
});
