import { expect, test } from "vitest";
import type { TableModel } from "../../src/model/database-model.js";
import { column, database, foreignKey, namedDatabase, table } from "../models/build-model.js";

const id = { primaryKey: { name: "pkey", columns: ["id"] } };
const customers = table("customers", [column("id", "int8")], id);

/** Keys of a table's relations, with what they lead to. */
function relationsOf(
  key: string,
  ...tables: readonly TableModel[]
): Readonly<Record<string, string>> {
  const named = namedDatabase(database("Shop", tables)).tables.find((one) => one.key === key);
  return Object.fromEntries(
    (named?.relations ?? []).map((one) => [one.key, `${one.table.key}${one.many ? "[]" : ""}`]),
  );
}

test("a reference is called after its column, the way back after the table", () => {
  const orders = table("orders", [column("id", "int8"), column("buyer_id", "int8")], {
    ...id,
    foreignKeys: [foreignKey("fk", ["buyer_id"], "customers", ["id"])],
  });
  expect(relationsOf("orders", customers, orders)).toEqual({ buyer: "customers" });
  expect(relationsOf("customers", customers, orders)).toEqual({ orders: "orders[]" });
});

test("a reference of several columns, or whose column tells nothing, is called after the table it leads to", () => {
  const orders = table("orders", [column("a", "int8"), column("b", "int8"), column("c", "int8")], {
    foreignKeys: [
      foreignKey("fk1", ["a", "b"], "customers", ["id", "id"]),
      foreignKey("fk2", ["c"], "customers", ["id"]),
    ],
  });
  expect(relationsOf("orders", customers, orders)).toEqual({
    customer: "customers",
    customerRow: "customers",
  });
  expect(relationsOf("customers", customers, orders)).toEqual({
    ordersByCustomer: "orders[]",
    ordersByCustomerRow: "orders[]",
  });
});

test("a reference that is unique has one row or none at its other end, and is called so", () => {
  const profiles = table("profiles", [column("customer_id", "int8")], {
    uniques: [{ name: "u", columns: ["customer_id"] }],
    foreignKeys: [foreignKey("fk", ["customer_id"], "customers", ["id"])],
  });
  expect(relationsOf("customers", customers, profiles)).toEqual({ profile: "profiles" });
});

test("a table that refers to itself says along what", () => {
  const nodes = table("nodes", [column("id", "int8"), column("parent_id", "int8")], {
    ...id,
    foreignKeys: [foreignKey("fk", ["parent_id"], "nodes", ["id"])],
  });
  expect(relationsOf("nodes", nodes)).toEqual({ nodesByParent: "nodes[]", parent: "nodes" });
});

test("a relation takes no column's key", () => {
  const orders = table("orders", [column("customer", "int8")], {
    foreignKeys: [foreignKey("fk", ["customer"], "customers", ["id"])],
  });
  expect(relationsOf("orders", customers, orders)).toEqual({ customerRow: "customers" });
});

test("a reference to a table that was not read is no relation", () => {
  const orders = table("orders", [column("customer_id", "int8")], {
    foreignKeys: [foreignKey("fk", ["customer_id"], "customers", ["id"])],
  });
  expect(relationsOf("orders", orders)).toEqual({});
});

test("a partition has the way to a row, and its table alone the way back", () => {
  const part = (name: string, change: Partial<TableModel>): TableModel =>
    table(name, [column("customer_id", "int8")], {
      foreignKeys: [foreignKey("fk", ["customer_id"], "customers", ["id"])],
      ...change,
    });
  const whole = part("sales", { kind: "partitioned-table", partitionBy: "LIST (customer_id)" });
  const partition = part("sales_1", {
    partitionOf: { schema: "public", name: "sales", bounds: "FOR VALUES IN (1)" },
  });
  expect(relationsOf("sales1", customers, whole, partition)).toEqual({ customer: "customers" });
  expect(relationsOf("customers", customers, whole, partition)).toEqual({ sales: "sales[]" });
});

test("names that every object has are no relations", () => {
  const orders = table("orders", [column("constructor_id", "int8")], {
    foreignKeys: [foreignKey("fk", ["constructor_id"], "customers", ["id"])],
  });
  expect(Object.keys(relationsOf("orders", customers, orders))).toEqual(["constructorRow"]);
});
