import { describe, expect, it } from "vitest";
import { openDatabase } from "./open-database.js";
import { shopSchema, shopTables } from "./shop.js";

const { database: shop } = openDatabase(shopSchema, shopTables);

/** Calls as a program without types may make them. */
type Anything = Readonly<Record<string, (...given: readonly unknown[]) => Promise<unknown>>>;

describe("in operators of array columns", () => {
  it("are refused, as PostgreSQL would look into the arrays", async () => {
    const customers = shop.customers as unknown as Anything;
    const call = customers["find"]?.({ where: { tags: { in: [["a"]] } } });
    await expect(call).rejects.toMatchObject({ kind: "data", columns: ["tags"] });
  });
});
