import { describe, expectTypeOf, it } from "vitest";
import type { JsonValue } from "../../src/codec/json-text.js";
import type { Database, DatabaseOptions, DatabaseTransaction } from "../../src/table/database.js";
import type { Driver } from "../../src/driver/driver.js";
import { sql } from "../../src/sql/sql.js";
import { createDatabase } from "../../src/table/create-database.js";
import { defineTable } from "../../src/table/define-table.js";
import type { Customer, NewOrder, Order, OrderItem, shopTables } from "../postgresql/table/shop.js";

type Shop = Database<typeof shopTables>;
declare const shop: Shop;
declare const driver: Driver;
declare const tx: DatabaseTransaction<typeof shopTables>;

/** Compiled, and never called. */
function types(run: () => unknown): void {
  expectTypeOf(run).toBeFunction();
}

describe("the types of rows", () => {
  it("are those that were asked for", () => {
    types(async () => {
      expectTypeOf(await shop.orders.get({ id: 1n })).toEqualTypeOf<Order | undefined>();
      expectTypeOf(await shop.orders.find()).toEqualTypeOf<Order[]>();
      const [picked] = await shop.orders.find({ select: ["id", "status"] });
      expectTypeOf(picked).toEqualTypeOf<Pick<Order, "id" | "status"> | undefined>();
      const [joined] = await shop.orders.find({ with: { customer: true, items: true } });
      expectTypeOf(joined?.customer).toEqualTypeOf<Customer | undefined>();
      expectTypeOf(joined?.items).toEqualTypeOf<readonly OrderItem[] | undefined>();
      expectTypeOf(joined?.total).toEqualTypeOf<string | undefined>();
      const [nested] = await shop.customers.find({
        select: ["name"],
        with: {
          orders: { select: ["id"], with: { items: { select: ["sku"], where: { line: 1 } } } },
        },
      });
      expectTypeOf(nested?.name).toEqualTypeOf<string | undefined>();
      const [order] = nested?.orders ?? [];
      expectTypeOf(order?.items).toEqualTypeOf<readonly Pick<OrderItem, "sku">[] | undefined>();
      expectTypeOf(order?.id).toEqualTypeOf<bigint | undefined>();
      for await (const row of shop.orders.all({ select: ["note"] })) {
        expectTypeOf(row).toEqualTypeOf<Pick<Order, "note">>();
      }
    });
  });

  it("say that a row which is always there may not meet a condition", () => {
    types(async () => {
      const [item] = await shop.orderItems.find({ with: { order: true } });
      expectTypeOf<NonNullable<typeof item>["order"]>().toEqualTypeOf<Order>();
      const [other] = await shop.orderItems.find({
        with: { order: { where: { status: "open" } } },
      });
      expectTypeOf<NonNullable<typeof other>["order"]>().toEqualTypeOf<Order | undefined>();
    });
  });

  it("of queries are those of the kinds", () => {
    types(async () => {
      const columns = {
        n: "bigint",
        note: "text?",
        list: "number[]",
        json: "json",
        none: "date[]?",
        grid: "bigint[][]",
        deep: "text[][][]?",
      } as const;
      expectTypeOf(await shop.query(sql`select 1`, columns)).toEqualTypeOf<
        {
          readonly n: bigint;
          readonly note: string | null;
          readonly list: readonly (number | null)[];
          readonly json: JsonValue;
          readonly none: readonly (Date | null)[] | null;
          readonly grid: readonly (readonly (bigint | null)[])[];
          readonly deep: readonly (readonly (readonly (string | null)[])[])[] | null;
        }[]
      >();
      expectTypeOf(await shop.query(sql`select 1`)).toEqualTypeOf<number>();
      // @ts-expect-error -- no such kind
      await shop.query(sql`select 1`, { n: "int" });
      // @ts-expect-error -- a string is no statement
      await shop.query("select 1");
    });
  });
});

describe("the types of calls", () => {
  it("take what the table has, and nothing else", () => {
    types(async () => {
      await shop.orders.find({
        where: { status: ["open", "paid"], total: { gt: "10" }, note: null, or: [{ id: 1n }] },
      });
      await shop.orders.find({
        where: { meta: { contains: { a: [1] } } },
        orderBy: { createdAt: { nulls: "last" } },
      });
      await shop.customers.find({
        where: { tags: ["a"], code: { ilike: "a%" }, not: { tags: { contains: ["b"] } } },
      });
      // @ts-expect-error -- no such column
      await shop.orders.find({ where: { nothing: 1 } });
      // @ts-expect-error -- no such status
      await shop.orders.find({ where: { status: "gone" } });
      // @ts-expect-error -- never null
      await shop.orders.find({ where: { status: null } });
      // @ts-expect-error -- undefined would not say which rows
      await shop.orders.find({ where: { note: undefined } });
      // @ts-expect-error -- no pattern of numbers
      await shop.orders.find({ where: { rating: { like: "1%" } } });
      // @ts-expect-error -- no list of arrays
      await shop.customers.find({ where: { tags: { in: [["a"]] } } });
      // @ts-expect-error -- JSON is given by operators
      await shop.orders.find({ where: { meta: "x" } });
      // @ts-expect-error -- no such column
      await shop.orders.find({ select: ["nothing"] });
      // @ts-expect-error -- no such relation
      await shop.orders.find({ with: { customer: true, nothing: true } });
      // @ts-expect-error -- no such column of the relation
      await shop.orders.find({ with: { items: { where: { nothing: 1 } } } });
      // @ts-expect-error -- no such relation of the relation
      await shop.customers.find({ with: { orders: { with: { nothing: true } } } });
      // @ts-expect-error -- no such option
      await shop.orders.find({ offset: 1 });
      // @ts-expect-error -- the key has another type
      await shop.orders.get({ id: 1 });
      // @ts-expect-error -- generated
      await shop.orders.insert({ gross: "1" });
      // @ts-expect-error -- counts changes
      await shop.orders.update({ id: 1n }, { version: 2 });
      expectTypeOf(await shop.orders.update({ id: 1n }, {}, { version: 2 })).toEqualTypeOf<Order>();
    });
  });

  it("lock in transactions only", () => {
    types(async () => {
      expectTypeOf(await tx.orders.get({ id: 1n }, { lock: "update" })).toEqualTypeOf<
        Order | undefined
      >();
      // @ts-expect-error -- it would end at once
      await shop.orders.get({ id: 1n }, { lock: "update" });
    });
  });

  it("remove no rows of what keeps its rows", () => {
    types(async () => {
      const kept = defineTable<Order, NewOrder, never, never, object, never>({
        ...shop.orders.description,
      });
      const other = createDatabase(driver, { kept });
      await other.kept.insert({ total: "1" });
      // @ts-expect-error -- its rows cannot be removed
      await other.kept.deleteWhere({ id: 1n });
      expectTypeOf(await other.kept.find()).toEqualTypeOf<Order[]>();
      // @ts-expect-error -- all the same
      await other.kept.deleteWhere({ and: [] }, { returning: true });
    });
  });

  it("tell rows from their number", () => {
    types(async () => {
      expectTypeOf(await shop.orders.insertMany([{}])).toEqualTypeOf<number>();
      expectTypeOf(await shop.orders.insertMany([{}], { returning: true })).toEqualTypeOf<
        Order[]
      >();
      expectTypeOf(await shop.orders.deleteWhere({ id: 1n })).toEqualTypeOf<number>();
    });
  });
});

describe("the cache", () => {
  it("keeps rows of the tables that there are", () => {
    types(() => {
      type Cache = NonNullable<DatabaseOptions<typeof shopTables>["cache"]>;
      expectTypeOf<"orders">().toExtend<keyof Cache["tables"]>();
      expectTypeOf<"order">().not.toExtend<keyof Cache["tables"]>();
    });
  });
});
