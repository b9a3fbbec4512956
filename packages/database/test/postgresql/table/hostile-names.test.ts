import { describe, expect, it } from "vitest";
import { postgresql } from "../../../src/postgresql/dialect/postgresql.js";
import { createDatabase } from "../../../src/table/create-database.js";
import { defineTable } from "../../../src/table/define-table.js";
import { unreachable } from "../../dialects/unreachable.js";
import { openDatabase } from "./open-database.js";

interface Row {
  readonly id: number;
  readonly 'a"b': string;
}

const hostile = defineTable<Row, Row, Partial<Row>, Pick<Row, "id">, object>({
  schema: 'sch"ema',
  name: "or der\n-- ;'",
  kind: "table",
  columns: {
    id: { name: "id", kind: "number", type: "int4" },
    'a"b': { name: 'a"b', kind: "text", type: '"sch""ema"."ty""pe"' },
  },
  primaryKey: ["id"],
  uniques: {},
  relations: {},
});

const ddl = `
  create schema "sch""ema";
  create domain "sch""ema"."ty""pe" as text;
  create table "sch""ema"."or der\n-- ;'" (id int4 primary key, "a""b" "sch""ema"."ty""pe" not null);
`;
const { database } = openDatabase(ddl, { hostile });

describe("a schema and a type with hostile names", () => {
  it("are written as any other", async () => {
    const row = { id: 1, 'a"b': "x" };
    expect(await database.hostile.insert(row)).toEqual(row);
    expect(await database.hostile.insertMany([{ ...row, id: 2 }])).toBe(1);
    expect(
      await database.hostile.find({ where: { 'a"b': ["x"] }, orderBy: { id: "asc" } }),
    ).toEqual([row, { ...row, id: 2 }]);
  });
});

describe("a name that is longer than 63 bytes", () => {
  it("is refused when a table is used: PostgreSQL would cut it", async () => {
    const table = defineTable<object, object, object, object, object>({
      schema: "public",
      name: "x".repeat(64),
      kind: "table",
      columns: {},
      primaryKey: [],
      uniques: {},
      relations: {},
    });
    const other = createDatabase(unreachable(postgresql), { table });
    await expect((async () => other.table.find())()).rejects.toMatchObject({ kind: "syntax" });
  });
});
