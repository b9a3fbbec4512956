import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { affinityOf } from "../../../src/sqlite/printing/declared-type.js";
import { printedTypes } from "../../../src/sqlite/printing/printed-types.js";
import { typeModel } from "../../../src/sqlite/model/type-model.js";

const exact = { timestamps: "text", bigints: "bigint", numerics: "text" } as const;
const loose = { timestamps: "date", bigints: "number", numerics: "number" } as const;

test.each([
  ["INTEGER", "bigint", "bigint-number"],
  ["int", "bigint", "bigint-number"],
  ["unsigned big int", "bigint", "bigint-number"],
  ["POINT", "bigint", "bigint-number"],
  ["TEXT", "text", "text"],
  ["nvarchar(100)", "text", "text"],
  ["CLOB", "text", "text"],
  ["BLOB", "bytes", "bytes"],
  ["REAL", "float", "float"],
  ["double precision", "float", "float"],
  ["decimal(10,2)", "text", "numeric-number"],
  ["NUMERIC", "text", "numeric-number"],
  ["money", "text", "numeric-number"],
  ["", "any", "any"],
  ["ANY", "any", "any"],
  ["Boolean", "boolean", "boolean"],
  ["json", "json", "json"],
  ["date", "text", "text"],
  ["time", "text", "text"],
  ["DATETIME", "text", "date"],
  ["timestamp(3)", "text", "date"],
  ["timestamp with time zone", "text", "date"],
  ["uuid", "text", "text"],
] as const)(
  "values of a column declared %j are %s, or %s by the user's choice",
  (declared, kind, other) => {
    const type = typeModel(declared);
    expect(printedTypes.kind(type, exact)).toBe(kind);
    expect(printedTypes.kind(type, loose)).toBe(other);
  },
);

test.each([
  "int",
  "charint",
  "x text",
  "CLOB",
  "blob",
  "real",
  "float",
  "doub",
  "money",
  "date",
  "floating point",
  "string",
])("a column declared %s has the affinity that SQLite gives it", (declared) => {
  const database = new DatabaseSync(":memory:");
  database.exec(`create table t (v ${declared}); insert into t values ('12.0'), (12)`);
  const found = database.prepare("select group_concat(typeof(v)) as types from t").get()?.["types"];
  // What each affinity makes of a text that looks like a number, and of an integer.
  const stored = {
    integer: "integer,integer",
    text: "text,text",
    blob: "text,integer",
    real: "real,real",
    numeric: "integer,integer",
    none: "text,integer",
  } as const;
  expect(stored[affinityOf(typeModel(declared))]).toBe(found);
});

test.each([
  ["INTEGER", ""],
  ["varchar(80)", "`varchar(80)`."],
  ["", "Any value that SQLite stores."],
])("of %j the doc comment says %j", (declared, note) => {
  const type = typeModel(declared);
  expect(printedTypes.note(type, "text", type.sql)).toBe(note);
});
