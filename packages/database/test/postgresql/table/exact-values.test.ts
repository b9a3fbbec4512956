import { beforeAll, describe } from "vitest";
import { quoteIdentifier } from "../../../src/postgresql/dialect/identifier.js";
import { sql } from "../../../src/sql/sql.js";
import {
  exactColumns,
  type ExactColumn,
  exactTable,
  itKeepsExactValues,
} from "../../dialects/exact-values.js";
import { openDatabase } from "./open-database.js";

/** Types, how they are described, and values at their limits as PostgreSQL writes them. */
const types: readonly ExactColumn[] = [
  ["boolean", { kind: "boolean", type: "boolean" }, [true, false]],
  ["int2", { kind: "number", type: "smallint" }, [-32_768, 32_767]],
  [
    "int8",
    { kind: "bigint", type: "bigint" },
    [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n - 1n, 2n ** 53n + 1n, -(2n ** 53n)],
  ],
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

const ddl = `
  create schema exact;
  create type exact.mood as enum ('so so', 'NULL');
  create domain exact.code as char(5);
  create domain exact.address as inet;
  create domain exact.tags as text[];
  create type exact.pair as (n int4, t text);
  create table exact.exact (id int4 primary key, ${exactColumns(types, quoteIdentifier)});
`;
const { database } = openDatabase(ddl, { exact: exactTable("exact", "int4", types) });

beforeAll(async () => {
  await database.query(sql`set time zone 'UTC'`);
});

describe("values of every type of PostgreSQL come back as they were written", () => {
  itKeepsExactValues(database, types, ["json", "xml", "point", "box", "boxes"]);
});
