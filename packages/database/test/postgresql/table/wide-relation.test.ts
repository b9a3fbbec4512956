import { describe, expect, it } from "vitest";
import { defineTable } from "../../../src/table/define-table.js";
import type { ColumnDescription } from "../../../src/description/table-description.js";
import { openDatabase } from "./open-database.js";

interface Row {
  readonly [name: string]: string | number | null;
}
interface Relations {
  readonly self: { readonly table: "wide"; readonly row: Row; readonly many: true };
  readonly parent: { readonly table: "wide"; readonly row: Row; readonly many: false };
}

const names = Array.from({ length: 250 }, (_, index) => `c${index}`);
const text = (name: string): ColumnDescription => {
  return { name, kind: "text", type: "text", nullable: true };
};
const number = (name: string): ColumnDescription => {
  return { name, kind: "number", type: "integer", nullable: true };
};
const wide = defineTable<Row, Row, Row, { readonly id: number }, Relations>({
  schema: "public",
  name: "wide",
  kind: "table",
  columns: {
    id: number("id"),
    parentId: number("parent_id"),
    ...Object.fromEntries(names.map((name) => [name, text(name)])),
  },
  primaryKey: ["id"],
  uniques: {},
  relations: {
    self: { table: "wide", columns: [["id", "id"]], many: true },
    parent: { table: "wide", columns: [["parentId", "id"]], many: false },
  },
});
const columns = names.map((name) => `${name} text`).join(", ");
const { database } = openDatabase(
  `create table wide (id integer primary key, parent_id integer, ${columns})`,
  { wide },
);

describe("a table with more columns than a function takes arguments", () => {
  it("is read through relations as any other", async () => {
    const values = names.map((name, index) => [name, index % 3 ? "[]" : null] as const);
    const row = { id: 1, parentId: null, ...Object.fromEntries(values) };
    const rows = [row, { ...row, id: 2, parentId: 1, c99: "]", c100: "[", c249: '],["' }];
    expect(await database.wide.insertMany(rows, { returning: true })).toEqual(rows);
    const found = await database.wide.find({
      select: ["id"],
      with: { self: { with: { parent: true, self: { where: { c0: { ne: null } } } } } },
      orderBy: { id: "asc" },
    });
    expect(found).toEqual([
      { id: 1, self: [{ ...rows[0], parent: undefined, self: [] }] },
      { id: 2, self: [{ ...rows[1], parent: rows[0], self: [] }] },
    ]);
  });

  it("gives an empty list for a relation without rows", async () => {
    const found = await database.wide.find({
      select: ["id"],
      where: { id: 1 },
      with: { self: { where: { c0: "none" } } },
    });
    expect(found).toEqual([{ id: 1, self: [] }]);
  });
});
