import { describe, expect, it } from "vitest";
import type { Database } from "../../src/table/database.js";
import { sql } from "../../src/sql/sql.js";
import { dialects } from "../dialects/dialects.js";
import type { ShopTables } from "../dialects/shop.js";
import { openShop } from "../dialects/test-dialect.js";

/** What would end a value, a name, a comment or a statement, were it a part of the text. */
const attacks = [
  "'; drop table orders; --",
  '"; drop table orders; --',
  "$$; drop table orders; $$",
  "\\'; drop table orders; --",
  "*/ drop table orders; /*",
  "id) or true --",
  "1 or 1=1",
  "%' or '1'='1",
  "$1",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
];

/** Calls as a program without types, or with data from outside, may make them. */
type Anything = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** An own property of that name, also when it is `__proto__`. */
function named(name: string, value: unknown): object {
  return Object.fromEntries([[name, value]]);
}

type Shop = Database<ShopTables>;
type Calls = Readonly<Record<string, (attack: string) => unknown>>;

function untyped(shop: Shop): { readonly orders: Anything; readonly customers: Anything } {
  return {
    orders: shop.orders as unknown as Anything,
    customers: shop.customers as unknown as Anything,
  };
}

/** Calls with an attack where a value stands. They may fail, as the value is none of the column. */
function asValue(shop: Shop): Calls {
  const { orders, customers } = untyped(shop);
  return {
    get: (attack) => orders["get"]?.({ id: attack }),
    "find where": (attack) => orders["find"]?.({ where: { note: attack } }),
    "find where enum": (attack) => orders["find"]?.({ where: { status: attack } }),
    "find where list": (attack) => orders["find"]?.({ where: { note: [attack, "x"] } }),
    "find where operators": (attack) =>
      orders["find"]?.({
        where: { note: { ne: attack, gt: attack, like: attack, notIn: [attack] } },
      }),
    "find where contains": (attack) =>
      customers["find"]?.({ where: { name: { contains: [attack] } } }),
    "find where json": (attack) =>
      orders["find"]?.({ where: { meta: { contains: { [attack]: attack } } } }),
    "find limit": (attack) => orders["find"]?.({ limit: attack }),
    "find lock": (attack) => orders["find"]?.({ lock: attack }),
    "find direction": (attack) => orders["find"]?.({ orderBy: { id: attack } }),
    "find nulls": (attack) => orders["find"]?.({ orderBy: { id: { nulls: attack } } }),
    "page after": (attack) => orders["page"]?.({ after: attack }),
    "page limit": (attack) => orders["page"]?.({ limit: attack }),
    count: (attack) => orders["count"]?.({ where: { note: attack } }),
    exists: (attack) => orders["exists"]?.({ where: { note: attack } }),
    insert: (attack) => orders["insert"]?.({ note: attack, meta: { [attack]: attack } }),
    insertMany: (attack) => orders["insertMany"]?.([{ note: attack, status: attack }]),
    "insertMany several": (attack) =>
      customers["insertMany"]?.([
        { email: `${attack}@`, name: "x" },
        { email: `${attack}@@`, name: "x", code: attack },
      ]),
    upsert: (attack) => orders["upsert"]?.({ id: 1n, note: attack }),
    update: (attack) => orders["update"]?.({ id: 1n }, { note: attack }),
    "update version": (attack) =>
      orders["update"]?.({ id: 1n }, { note: "a" }, { version: attack }),
    updateWhere: (attack) => orders["updateWhere"]?.({ note: attack }, { note: attack }),
    delete: (attack) => orders["delete"]?.({ id: attack }),
    deleteWhere: (attack) => orders["deleteWhere"]?.({ note: { eq: `${attack}?` } }),
    query: (attack) => shop.query(sql`select ${attack} as a`, { a: "text" }),
    "query name": (attack) => shop.query(sql`select * from ${sql.identifier(attack)}`),
    "query joined": (attack) => shop.query(sql`select ${sql.join([attack, attack])}`),
  };
}

/** Calls with an attack where a name stands. All of them are refused before anything is sent. */
function asName(shop: Shop): Calls {
  const { orders } = untyped(shop);
  return {
    "get key": (attack) => orders["get"]?.(named(attack, 1n)),
    "get option": (attack) => orders["get"]?.({ id: 1n }, named(attack, 1)),
    "find option": (attack) => orders["find"]?.(named(attack, 1)),
    "find where": (attack) => orders["find"]?.({ where: named(attack, "x") }),
    "find where deep": (attack) =>
      orders["find"]?.({ where: { not: { or: [named(attack, "x")] } } }),
    "find where operator": (attack) => orders["find"]?.({ where: { note: named(attack, "x") } }),
    "find select": (attack) => orders["find"]?.({ select: [attack] }),
    "find orderBy": (attack) => orders["find"]?.({ orderBy: named(attack, "asc") }),
    "find order option": (attack) => orders["find"]?.({ orderBy: { id: named(attack, 1) } }),
    "find with": (attack) => orders["find"]?.({ with: named(attack, true) }),
    "find with option": (attack) => orders["find"]?.({ with: { customer: named(attack, true) } }),
    "find with where": (attack) =>
      orders["find"]?.({ with: { items: { where: named(attack, 1) } } }),
    "find with select": (attack) => orders["find"]?.({ with: { items: { select: [attack] } } }),
    "find with with": (attack) =>
      orders["find"]?.({ with: { items: { with: named(attack, true) } } }),
    "page option": (attack) => orders["page"]?.(named(attack, 1)),
    "count option": (attack) => orders["count"]?.(named(attack, 1)),
    "insert column": (attack) => orders["insert"]?.(named(attack, "x")),
    "insert option": (attack) => orders["insert"]?.({}, named(attack, 1)),
    "insertMany column": (attack) => orders["insertMany"]?.([named(attack, "x")]),
    "upsert column": (attack) => orders["upsert"]?.(named(attack, "x")),
    "upsert by": (attack) => orders["upsert"]?.({}, { by: attack }),
    "upsert by columns": (attack) => orders["upsert"]?.({}, { by: [attack] }),
    "update column": (attack) => orders["update"]?.({ id: 1n }, named(attack, "x")),
    "update option": (attack) => orders["update"]?.({ id: 1n }, {}, named(attack, "x")),
    "updateWhere column": (attack) => orders["updateWhere"]?.({ id: 1n }, named(attack, "x")),
    "delete option": (attack) => orders["delete"]?.({ id: 1n }, named(attack, "x")),
    "deleteWhere filter": (attack) => orders["deleteWhere"]?.(named(attack, "x")),
    "query text": (attack) => (shop as unknown as Anything)["query"]?.(attack),
    "query array": (attack) => (shop as unknown as Anything)["query"]?.([attack]),
  };
}

async function outcome(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

const whole = (results: readonly unknown[]) => results.find((result) => result instanceof Error);

describe.each(dialects)("SQL injection does nothing to $title:", (dialect) => {
  const { database: shop, statements, driver } = openShop(dialect);
  const quote = (name: string): string => driver.dialect.quote(name);

  it.each(Object.entries(asValue(shop)))("as a value: %s", async (_, call) => {
    await shop.orders.upsert({ id: 1n, note: "kept" });
    for (const attack of attacks) {
      statements.length = 0;
      await outcome(() => call(attack));
      // What was sent holds the attack, if at all, in its values.
      for (const { text } of statements) {
        const part = attack !== "$1" && text.includes(attack) && !text.includes(quote(attack));
        expect(part, `${attack} in ${text}`).toBe(false);
      }
    }
    expect(await shop.orders.exists({ where: { id: 1n } })).toBe(true);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });

  it.each(Object.entries(asName(shop)))("as a name: %s", async (_, call) => {
    statements.length = 0;
    const results = await Promise.all(attacks.map((attack) => outcome(() => call(attack))));
    expect(results.every((result) => result instanceof Error)).toBe(true);
    expect(whole(results)).toBeDefined();
    expect(statements).toEqual([]);
  });

  it("keeps what is written as it is", async () => {
    for (const attack of attacks) {
      const { id } = await shop.orders.insert({
        note: attack,
        meta: named(attack, attack) as { x: string },
      });
      const found = await shop.orders.find({
        where: { note: attack, id },
        select: ["note", "meta"],
      });
      expect(found).toEqual([{ note: attack, meta: named(attack, attack) }]);
    }
  });

  it("does not read what an object inherits", async () => {
    const inherited = Object.create({ note: "x", select: ["id"], nothing: 1 }) as object; // an object
    const { orders } = untyped(shop);
    expect(await orders["count"]?.({ where: inherited })).toBe(await shop.orders.count());
    await expect(orders["get"]?.(Object.create({ id: 1n }))).rejects.toMatchObject({
      kind: "syntax",
    });
  });
});
