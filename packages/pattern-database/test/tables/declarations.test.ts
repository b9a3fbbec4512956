import { describe, expect, test } from "vitest";
import type { TableModel } from "../../src/model/database-model.js";
import { tableModule } from "../../src/tables/table-module.js";
import {
  column,
  database,
  foreignKey,
  namedDatabase,
  ownType,
  table,
} from "../models/build-model.js";

const locked = { insertable: false, updatable: false };
const all = { select: true, insert: true, update: true, delete: true };

/** Source of the module of the first table. */
function moduleOf(...tables: readonly TableModel[]): string {
  const named = namedDatabase(
    database("Shop", tables, {
      enums: [{ schema: "public", name: "state", values: ["a"], comment: null }],
    }),
  );
  const found = named.tables.find(({ model }) => model === tables[0]);
  return found ? tableModule(found) : "";
}

describe("what cannot be done is never", () => {
  test.each([
    ["a view without a column to write", { kind: "view" }, locked],
    [
      "a materialized view",
      { kind: "materialized-view", privileges: { ...all, update: false } },
      {},
    ],
    [
      "a table that the role may only read",
      { privileges: { ...all, insert: false, update: false } },
      {},
    ],
  ] as const)("of %s", (_, change, columnChange) => {
    const text = moduleOf(table("things", [column("id", "int8", columnChange)], change));
    expect(text).toContain("export type NewThing = never;");
    expect(text).toContain("export type ThingChanges = never;");
    expect(text).toContain("export type ThingKey = never;");
  });
});

test("a row without columns, and an insert of defaults only, take nothing else", () => {
  const text = moduleOf(table("things", []));
  expect(text).toContain("export type Thing = Record<string, never>;");
  expect(text).toContain("export type NewThing = Record<string, never>;");
  expect(text).toContain("export type ThingRelations = Record<never, never>;");
});

test("a row along a foreign key is surely there, unless the key may be null or row security hides it", () => {
  const customers = (enabled: boolean): TableModel =>
    table("customers", [column("id", "int8")], {
      rowSecurity: { enabled, forced: false, policies: [] },
    });
  const orders = (notNull: boolean): TableModel =>
    table("orders", [column("customer_id", "int8", { notNull })], {
      foreignKeys: [foreignKey("fk", ["customer_id"], "customers", ["id"])],
    });
  expect(moduleOf(orders(true), customers(false))).toContain("readonly row: Customer;");
  expect(moduleOf(orders(false), customers(false))).toContain(
    "readonly row: Customer | undefined;",
  );
  expect(moduleOf(orders(true), customers(true))).toContain("readonly row: Customer | undefined;");
});

test("a module imports what it uses", () => {
  const text = moduleOf(
    table("things", [column("a", "jsonb"), column("b", ownType("enum", "state"))]),
  );
  expect(text).toContain('import { defineTable, type JsonValue } from "@agentflow/database";');
  expect(text).toContain('import type { State } from "../enums.js";');
});

test("names of the database stay data", () => {
  const uniques = [{ name: "__proto__", columns: ["x"] }];
  const text = moduleOf(
    table('a"\n*/', [column("x", "int8", { comment: "*/ evil" })], { uniques }),
  );
  expect(text).toContain('name: "a\\"\\n*/",');
  expect(text).toContain("/** * / evil */");
  expect(text).toContain('uniques: { ["__proto__"]: ["x"] },');
});
