import { isIdentifierName, isReservedWord } from "@agentflow/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientNames } from "../../src/names/client-names.js";
import { columnKeys } from "../../src/names/column-keys.js";
import { NamePool } from "../../src/names/name-pool.js";
import { singular } from "../../src/names/singular.js";
import { tableKeys } from "../../src/names/table-keys.js";
import { TypeNames } from "../../src/names/type-names.js";
import { unitId } from "../../src/names/unit-id.js";
import { column, table } from "../models/build-model.js";

const keysOf = (...names: readonly string[]): readonly (string | undefined)[] => {
  const keys = columnKeys(names.map((name) => column(name, "text")));
  return names.map((name) => keys.get(name));
};
const tablesOf = (...names: readonly (readonly [schema: string, name: string])[]) => {
  const tables = names.map(([schema, name]) => table(name, [], { schema }));
  const keys = tableKeys(tables, "public");
  return tables.map((one) => keys.get(one));
};

test("a pool gives each name once, whatever its case", () => {
  const pool = new NamePool(["close"]);
  expect([pool.take("Close", "closeTable"), pool.take("closetable"), pool.take("a")]).toEqual([
    "closeTable",
    "closetable2",
    "a",
  ]);
});

test.each([
  ["orders", "order"],
  ["categories", "category"],
  ["addresses", "address"],
  ["boxes", "box"],
  ["branches", "branch"],
  ["statuses", "status"],
  ["status", "status"],
  ["houses", "house"],
  ["people", "person"],
  ["Children", "Child"],
  ["analyses", "analysis"],
  ["databases", "database"],
  ["heroes", "hero"],
  ["gas", "gas"],
  ["data", "data"],
  ["movies", "movie"],
  ["is", "is"],
  ["s", "s"],
  ["", ""],
])("the singular of %j is %j", (plural, one) => {
  expect(singular(plural)).toBe(one);
});

describe("keys of columns", () => {
  test("are the names in camel case", () => {
    expect(keysOf("created_at", "HTTPCode", "Ümlaut", "2fa")).toEqual([
      "createdAt",
      "httpCode",
      "umlaut",
      "_2fa",
    ]);
  });

  test("that would be the same go to the column whose name it is, then to the first", () => {
    expect(keysOf("user_id", "userId", "User ID")).toEqual(["user_id", "userId", "userID2"]);
  });

  test("are no names that every object has, and no words of filters", () => {
    expect(keysOf("__proto__", "constructor", "or", "not", "!!")).toEqual([
      "proto",
      "constructorColumn",
      "orColumn",
      "notColumn",
      "column",
    ]);
  });

  test("are unique and safe, whatever the names", () => {
    const names = fc.uniqueArray(
      fc.oneof(fc.string(), fc.constantFrom("a_b", "aB", "A B", "__proto__", "toString")),
    );
    fc.assert(
      fc.property(names, (given) => {
        const keys = keysOf(...given);
        expect(new Set(keys.map((key) => key?.toLowerCase())).size).toBe(given.length);
        for (const key of keys) expect(key === undefined || key in {}).toBe(false);
      }),
    );
  });
});

describe("keys of tables", () => {
  test("have no schema where nothing else reads the same", () => {
    expect(tablesOf(["public", "orders"], ["billing", "invoices"])).toMatchObject([
      { key: "orders", file: "orders" },
      { key: "invoices", file: "invoices" },
    ]);
  });

  test("have the schema where several do, but for public", () => {
    expect(
      tablesOf(["public", "orders"], ["billing", "orders"], ["a", "x"], ["b", "x"]),
    ).toMatchObject([
      { key: "orders" },
      { key: "billingOrders", file: "billing-orders" },
      { key: "aX" },
      { key: "bX" },
    ]);
  });

  test("are what a module can declare, and nothing that the client has", () => {
    const found = tablesOf(
      ["public", "delete"],
      ["public", "transaction"],
      ["public", "then"],
      ["public", "--"],
    );
    expect(found.map((one) => one?.key)).toEqual([
      "deleteTable",
      "transactionTable",
      "thenTable",
      "table",
    ]);
  });

  test("name files that every file system takes", () => {
    expect(tablesOf(["public", "con"], ["public", "Index"]).map((one) => one?.file)).toEqual([
      "con-table",
      "index-table",
    ]);
  });

  test("do not depend on the order of the tables", () => {
    const tables = ["order_items", "orderItems", "Order Items"].map((name) => table(name, []));
    const named = (given: typeof tables) =>
      tables.map((one) => tableKeys(given, "public").get(one)?.key);
    expect(named(tables)).toEqual(named(tables.toReversed()));
    expect(named(tables)[1]).toBe("orderItems");
  });

  test("are unique identifiers, whatever the names", () => {
    const names = fc.uniqueArray(
      fc.oneof(fc.string(), fc.constantFrom("a_b", "aB", "__proto__", "class")),
    );
    fc.assert(
      fc.property(names, (given) => {
        const keys = tablesOf(...given.map((name) => ["public", name] as const)).map(
          (one) => one?.key ?? "",
        );
        expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(given.length);
        expect(keys.filter((key) => !isIdentifierName(key) || isReservedWord(key))).toEqual([]);
      }),
    );
  });
});

describe("names of types", () => {
  test("are singular, in all five forms", () => {
    expect(new TypeNames([]).table(["order", "items"])).toEqual({
      row: "OrderItem",
      insert: "NewOrderItem",
      changes: "OrderItemChanges",
      key: "OrderItemKey",
      relations: "OrderItemRelations",
    });
  });

  test("that are taken give way to the plural, then to a number", () => {
    const names = new TypeNames(["Shop"]);
    const rows = [["order"], ["orders"], ["Orders"], ["order", "changes"], ["shops"], ["shop"]].map(
      (words) => names.table(words).row,
    );
    expect(rows).toEqual(["Order", "Orders", "OrderRow", "OrderChange", "Shops", "ShopRow"]);
  });

  test("hide no type of the language", () => {
    const names = new TypeNames([]);
    expect([
      names.table(["dates"]).row,
      names.table(["date"]).row,
      names.enumeration(["json"]),
    ]).toEqual(["Dates", "DateRow", "Json2"]);
  });

  test("of an enum without letters are there too", () => {
    expect(new TypeNames([]).enumeration([])).toBe("EnumValue");
  });
});

test.each([
  ["Shop", "createShop", "Shop", "shop", "shop-database", "SHOP_URL"],
  ["my café", "createMyCafe", "MyCafe", "myCafe", "my-cafe-database", "MY_CAFE_URL"],
  [
    "3 things",
    "createDatabase3Things",
    "Database3Things",
    "database3Things",
    "database-3-things-database",
    "DATABASE_3_THINGS_URL",
  ],
  ["Map", "createMap", "MapDatabase", "map", "map-database", "MAP_URL"],
  ["test", "createTest", "Test", "testDatabase", "test-database", "TEST_URL"],
])("the database %j has its names", (name, create, client, variable, packageName, environment) => {
  expect(clientNames(name)).toMatchObject({ create, client, variable, packageName, environment });
});

test.each([
  ["public", "orders", "orders"],
  ["billing", "orders", "billing.orders"],
  ["public", " a\n b\u202e", "a b\\u202e"],
])("the table %j.%j is called %j", (schema, name, id) => {
  expect(unitId({ schema, name }, "public")).toBe(id);
});
