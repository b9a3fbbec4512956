import { beforeAll, describe, expect, it } from "vitest";
import type { ColumnDescription } from "../../src/description/table-description.js";
import { sql } from "../../src/sql/sql.js";
import { defineTable } from "../../src/table/define-table.js";
import { openDatabase } from "./open-database.js";

/** Types, how they are described, and values at their limits as PostgreSQL writes them. */
const types: readonly (readonly [string, Omit<ColumnDescription, "name">, readonly unknown[]])[] = [
  ["boolean", { kind: "boolean", type: "boolean" }, [true, false]],
  ["int2", { kind: "number", type: "smallint" }, [-32_768, 32_767]],
  ["int8", { kind: "bigint", type: "bigint" }, [-(2n ** 63n), 2n ** 63n - 1n]],
  [
    "float8",
    { kind: "float", type: "double precision" },
    [5e-324, -0, Number.NaN, -Infinity, 1 / 3],
  ],
  ["numeric", { kind: "text", type: "numeric" }, ["0.00", "NaN", "1".repeat(300), "-0.1000"]],
  ["money_like", { kind: "text", type: "numeric(30,4)" }, ["99999999999999999999999999.9999"]],
  ["text", { kind: "text", type: "text" }, ["", "NULL", " a ", "'\"\\\n", "🐘"]],
  ["bpchar", { kind: "text", type: "character(5)" }, ["a    ", "     "]],
  ["varchar", { kind: "text", type: "character varying(5)" }, ["a  ", "äöüß🐘"]],
  ["uuid", { kind: "text", type: "uuid" }, ["00000000-0000-0000-0000-00000000000f"]],
  ["date", { kind: "text", type: "date" }, ["4713-01-01 BC", "infinity", "5874897-12-31"]],
  [
    "timestamptz",
    { kind: "text", type: "timestamp with time zone" },
    ["2024-02-29 23:59:59.999999+00", "-infinity"],
  ],
  ["time", { kind: "text", type: "time(3) without time zone" }, ["24:00:00", "00:00:00.001"]],
  ["timetz", { kind: "text", type: "time with time zone" }, ["12:00:00+15:59:59"]],
  [
    "interval",
    { kind: "text", type: "interval" },
    ["1 mon -2 days +03:04:05.000006", "178000000 years"],
  ],
  ["bit", { kind: "text", type: "bit(3)" }, ["101"]],
  ["varbit", { kind: "text", type: "bit varying(5)" }, ["", "10101"]],
  ["inet", { kind: "text", type: "inet" }, ["10.0.0.1", "10.0.0.1/8", "::1"]],
  ["cidr", { kind: "text", type: "cidr" }, ["10.0.0.0/8", "10.0.0.1/32"]],
  ["macaddr", { kind: "text", type: "macaddr" }, ["08:00:2b:01:02:03"]],
  ["point", { kind: "text", type: "point" }, ["(1,-2.5)"]],
  ["box", { kind: "text", type: "box" }, ["(3,4),(1,2)"]],
  ["int4range", { kind: "text", type: "int4range" }, ["empty", "[1,2)", "(,)"]],
  ["tsvector", { kind: "text", type: "tsvector" }, ["'a':1 'b''c':2"]],
  ["xml", { kind: "text", type: "xml" }, ["<a/>"]],
  ["single", { kind: "text", type: '"char"' }, ["a"]],
  ["bytea", { kind: "bytes", type: "bytea" }, [new Uint8Array(), new Uint8Array([0, 92, 255])]],
  ["json", { kind: "json", type: "json" }, [[1, "a", { b: null }], "", 0, false]],
  ["jsonb", { kind: "json", type: "jsonb" }, [{ a: ["\u0001"] }, []]],
  [
    "at",
    { kind: "date", type: "timestamp with time zone" },
    [new Date(1), new Date("0001-01-01T00:00:00Z")],
  ],
  ["mood", { kind: "text", type: '"exact"."mood"' }, ["so so", "NULL"]],
  ["code", { kind: "text", type: '"exact"."code"' }, ["ab   "]],
  ["address", { kind: "text", type: '"exact"."address"' }, ["10.0.0.1"]],
  ["pair", { kind: "text", type: '"exact"."pair"' }, ['(1,"a ""b")', "(,)"]],
  ["tags", { kind: "text", type: '"exact"."tags"', array: true }, [[], ["a", null, "{}"]]],
  ["inets", { kind: "text", type: "inet[]", array: true }, [["10.0.0.1", null]]],
  ["chars", { kind: "text", type: "character(3)[]", array: true }, [["a  "]]],
  ["bytes", { kind: "bytes", type: "bytea[]", array: true }, [[new Uint8Array([34, 92]), null]]],
  [
    "matrix",
    { kind: "bigint", type: "bigint[]", array: true },
    [
      [
        [1n, null],
        [2n ** 62n, -1n],
      ],
    ],
  ],
  ["moods", { kind: "text", type: '"exact"."mood"[]', array: true }, [["so so", "NULL", null]]],
  ["pairs", { kind: "text", type: '"exact"."pair"[]', array: true }, [["(1,x)", null, "(,)"]]],
  ["boxes", { kind: "text", type: "box[]", array: true }, [["(3,4),(1,2)", "(1,1),(0,0)"]]],
  ["jsons", { kind: "json", type: "jsonb[]", array: true }, [[{ a: [1] }, null, "x"]]],
];

type Row = Readonly<Record<string, unknown>>;
interface Relations {
  readonly self: { readonly table: "exact"; readonly row: Row; readonly many: false };
}

const exact = defineTable<Row, Row, Row, { readonly id: number }, Relations>({
  schema: "exact",
  name: "exact",
  kind: "table",
  columns: {
    id: { name: "id", kind: "number", type: "int4" },
    ...Object.fromEntries(
      types.map(([name, column]) => [name, { name, nullable: true, ...column }] as const),
    ),
  },
  primaryKey: ["id"],
  uniques: {},
  relations: { self: { table: "exact", columns: [["id", "id"]], many: false } },
});

const ddl = `
  create schema exact;
  create type exact.mood as enum ('so so', 'NULL');
  create domain exact.code as char(5);
  create domain exact.address as inet;
  create domain exact.tags as text[];
  create type exact.pair as (n int4, t text);
  create table exact.exact (id int4 primary key, ${types.map(([name, { type }]) => `"${name}" ${type}`).join(", ")});
`;
const { database } = openDatabase(ddl, { exact });

/** Rows in which every value comes up, and rows of nothing but null. */
const rows: readonly Row[] = Array.from({ length: 6 }, (_, id) => ({
  id,
  ...Object.fromEntries(
    types.map(([name, , values]) => [name, id === 5 ? null : (values[id % values.length] ?? null)]),
  ),
}));

beforeAll(async () => {
  await database.query(sql`set time zone 'UTC'`);
});

describe("values of every type come back as they were written", () => {
  it("one by one", async () => {
    for (const row of rows) expect(await database.exact.insert(row)).toEqual(row);
  });

  it("many at once", async () => {
    await database.exact.deleteWhere({ id: { ne: -1 } });
    expect(await database.exact.insertMany(rows, { returning: true })).toEqual(rows);
  });

  it("through a relation", async () => {
    const found = await database.exact.find({
      select: ["id"],
      with: { self: true },
      orderBy: { id: "asc" },
    });
    expect(found).toEqual(rows.map((row) => ({ id: row["id"], self: row })));
  });

  it("by filters of equality and of lists, where the type has equality", async () => {
    const without = ["json", "xml", "point", "box", "boxes"];
    for (const [name, { kind, array }, values] of types) {
      if (without.includes(name)) continue;
      const where = { [name]: { eq: values[0] }, id: 0 };
      expect(await database.exact.count({ where }), name).toBe(1);
      if (array) continue;
      const list = { [name]: { in: values }, id: { lt: 5 } };
      expect(await database.exact.count({ where: list }), name).toBe(5);
      if (kind === "json") continue;
      const page = await database.exact.page({ orderBy: { [name]: "asc" }, limit: 3 });
      const rest = await database.exact.page({
        orderBy: { [name]: "asc" },
        limit: 3,
        after: page.next,
      });
      expect(new Set([...page.rows, ...rest.rows].map(({ id }) => id)).size, name).toBe(6);
    }
  });
});
