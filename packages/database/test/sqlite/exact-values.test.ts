import { describe } from "vitest";
import { sqlite } from "../../src/sqlite.js";
import {
  exactColumns,
  type ExactColumn,
  exactTable,
  itKeepsExactValues,
} from "../dialects/exact-values.js";
import { sqliteTests } from "../dialects/sqlite.js";
import { openTables } from "../dialects/test-dialect.js";

/** What strict tables have. */
const strict: readonly ExactColumn[] = [
  ["boolean", { kind: "boolean", type: "INTEGER" }, [true, false]],
  ["number", { kind: "number", type: "INT" }, [0, -(2 ** 53) + 1, 2 ** 53 - 1]],
  ["bigint", { kind: "bigint", type: "INTEGER" }, [0n, -(2n ** 63n), 2n ** 63n - 1n]],
  ["smaller", { kind: "bigint-number", type: "INTEGER" }, [-1, 2 ** 53 - 1]],
  [
    "real",
    { kind: "float", type: "REAL" },
    [5e-324, 1.797_693_134_862_315_7e308, -Infinity, 1 / 3, 1e21],
  ],
  ["numeric", { kind: "numeric-number", type: "REAL" }, [0.1, -12.5, 3]],
  ["text", { kind: "text", type: "TEXT" }, ["", "NULL", " a ", "'\"\\\n", "🐘\0x"]],
  ["digits", { kind: "text", type: "TEXT" }, ["007", "1.0", "1".repeat(300)]],
  ["blob", { kind: "bytes", type: "BLOB" }, [new Uint8Array(), new Uint8Array([0, 92, 255])]],
  ["json", { kind: "json", type: "TEXT" }, [[1, "a\0", { b: null }], "", 0, false, "ä"]],
  [
    "at",
    { kind: "date", type: "TEXT" },
    [new Date(1), new Date("0000-01-01T00:00:00Z"), new Date("9999-12-31T23:59:59.999Z")],
  ],
  ["any", { kind: "text", type: "ANY" }, ["1", "a"]],
];

/** What others have: a type is any word, and converts by its affinity. */
const loose: readonly ExactColumn[] = [
  ["flag", { kind: "boolean", type: "BOOLEAN" }, [true, false]],
  ["whole", { kind: "bigint", type: "UNSIGNED BIG INT" }, [1n, -(2n ** 63n)]],
  ["double", { kind: "float", type: "DOUBLE PRECISION" }, [0.5, 2, Infinity]],
  ["decimal", { kind: "text", type: "DECIMAL(10,2)" }, ["10.25", "3", "-0.1"]],
  ["rounded", { kind: "float", type: "NUMERIC" }, [10.25, 3, 2 ** 53]],
  ["name", { kind: "text", type: "VARCHAR(3)" }, ["longer than that", ""]],
  ["document", { kind: "json", type: "JSON" }, [{ a: [1.5] }, 12, "12", null, 0.1]],
  ["day", { kind: "text", type: "DATE" }, ["2024-02-29"]],
  ["moment", { kind: "date", type: "DATETIME" }, [new Date("2024-02-29T12:00:00.123Z")]],
  ["nothing", { kind: "bytes", type: "" }, [new Uint8Array([1])]],
  ["untyped", { kind: "number", type: "" }, [1, -1]],
];

/** JSON has neither equality nor an order. */
const unequal = ["json", "document"];
const quote = (name: string): string => sqlite.quote(name);

describe("values of a strict table of SQLite come back as they were written", () => {
  const ddl = `create table exact (id integer primary key, ${exactColumns(strict, quote)}) strict`;
  const exact = exactTable("main", "INTEGER", strict);
  itKeepsExactValues(openTables(sqliteTests, [ddl], { exact }).database, strict, unequal);
});

describe("values of a table of SQLite that is not strict come back as they were written", () => {
  const ddl = `create table exact (id integer primary key, ${exactColumns(loose, quote)})`;
  const exact = exactTable("main", "INTEGER", loose);
  itKeepsExactValues(openTables(sqliteTests, [ddl], { exact }).database, loose, unequal);
});
