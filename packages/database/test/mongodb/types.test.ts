import { describe, expectTypeOf, it } from "vitest";
import type { MongoValue } from "../../src/mongodb/description/mongo-value.js";
import type { DocumentFilter, FieldCondition } from "../../src/mongodb/query/filter.js";
import type { Order, Shop } from "./shop.js";

declare const shop: Shop;

/** Compiled, and never called. */
function types(run: () => unknown): void {
  expectTypeOf(run).toBeFunction();
}

describe("the types of documents", () => {
  it("are those that were asked for", () => {
    types(async () => {
      expectTypeOf(await shop.orders.get("x")).toEqualTypeOf<Order | undefined>();
      expectTypeOf(await shop.orders.find()).toEqualTypeOf<Order[]>();
      const [picked] = await shop.orders.find({ select: ["number", "address"] });
      expectTypeOf(picked).toEqualTypeOf<Pick<Order, "number" | "address"> | undefined>();
      const page = await shop.orders.page({ select: ["_id"] });
      expectTypeOf(page.documents).toEqualTypeOf<readonly Pick<Order, "_id">[]>();
      for await (const each of shop.orders.all()) expectTypeOf(each).toEqualTypeOf<Order>();
    });
  });

  it("refuse what the collection does not have", () => {
    types(async () => {
      // @ts-expect-error no such field
      await shop.orders.find({ where: { nothing: 1 } });
      // @ts-expect-error a bigint
      await shop.orders.find({ where: { number: 1 } });
      // @ts-expect-error no text
      await shop.orders.find({ where: { number: { like: "1" } } });
      // @ts-expect-error an operator of MongoDB's
      await shop.orders.find({ where: { status: { $ne: null } } });
      // @ts-expect-error within it
      await shop.orders.find({ where: { address: { is: { street: "x" } } } });
      // @ts-expect-error no such field
      await shop.orders.find({ select: ["nothing"] });
      // @ts-expect-error the key is not changed
      await shop.orders.update("x", { _id: "y" });
      // @ts-expect-error the version counts by itself
      await shop.orders.update("x", { version: 1 });
      // @ts-expect-error always there
      await shop.orders.update("x", {}, { remove: ["number"] });
      // @ts-expect-error a number is needed
      await shop.orders.insert({ status: "open" });
      // @ts-expect-error a view
      await shop.paid.insert({ number: 1n, status: "open" });
      expectTypeOf(shop.paid).not.toHaveProperty("insert");
      // @ts-expect-error one transaction is not within another
      await shop.transaction((tx) => tx.transaction(async () => 1));
    });
  });

  it("have the conditions that fit", () => {
    expectTypeOf<{ contains: ["a"] }>().toExtend<FieldCondition<readonly string[]>>();
    expectTypeOf<{ any: { sku: "x" } }>().toExtend<FieldCondition<readonly { sku: string }[]>>();
    expectTypeOf<{ any: { like: "x%" } }>().toExtend<FieldCondition<readonly string[]>>();
    expectTypeOf<{ eq: { a: 1 } }>().toExtend<FieldCondition<MongoValue>>();
    expectTypeOf<readonly string[]>().not.toExtend<FieldCondition<readonly string[]>>();
    expectTypeOf<{ or: [{ status: "a" }, { note: null }] }>().toExtend<DocumentFilter<Order>>();
  });
});
