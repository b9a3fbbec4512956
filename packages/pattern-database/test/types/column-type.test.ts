import { describe, expect, test } from "vitest";
import type { ColumnModel, DatabaseModel, TypeModel } from "../../src/model/database-model.js";
import { columnDoc, newColumnDoc } from "../../src/types/column-doc.js";
import type { NamedColumn } from "../../src/types/column-facts.js";
import { valueType } from "../../src/types/column-type.js";
import { builtIn, column, database, namedDatabase, ownType, table } from "../models/build-model.js";

const enums = [{ schema: "public", name: "state", values: ["a"], comment: null }];
const check = [{ name: "c", expression: "(VALUE > 0)" }];
const domain = (name: string, base: TypeModel, change = {}) => ({
  schema: "public",
  name,
  base,
  notNull: false,
  default: null,
  checks: check,
  ...change,
});

function named(
  type: string | TypeModel,
  change: Partial<ColumnModel> = {},
  model: Partial<DatabaseModel> = {},
): NamedColumn {
  const tables = [table("t", [column("c", type, change)])];
  const found = namedDatabase(database("Shop", tables, { enums, ...model })).tables[0]?.columns[0];
  if (!found) throw new Error("The column is missing.");
  return found;
}

test.each([
  ["bool", "boolean", "boolean"],
  ["int2", "number", "number"],
  ["oid", "number", "number"],
  ["int8", "bigint", "bigint"],
  ["float4", "float", "number"],
  ["numeric(10,2)", "text", "string"],
  ["timestamptz", "text", "string"],
  ["int4range", "text", "string"],
  ["bytea", "bytes", "Uint8Array"],
  ["jsonb", "json", "JsonValue"],
  ["int8[]", "bigint", "readonly (bigint | null)[]"],
])("a column of type %s has the kind %s and is a %s", (sql, kind, type) => {
  const found = named(sql);
  expect([found.type.kind, valueType(found.type)]).toEqual([kind, type]);
});

test.each([
  [{ timestamps: "date" }, "timestamp", "date", "Date"],
  [{ timestamps: "date" }, "date", "text", "string"],
  [{ bigints: "number" }, "int8", "bigint-number", "number"],
  [{ numerics: "number" }, "numeric", "numeric-number", "number"],
] as const)(
  "with %j, a column of type %s has the kind %s and is a %s",
  (choice, sql, kind, type) => {
    const typing = {
      timestamps: "text",
      bigints: "bigint",
      numerics: "text",
      types: {},
      columns: {},
      ...choice,
    } as const;
    const found = named(sql, {}, { typing });
    expect([found.type.kind, valueType(found.type)]).toEqual([kind, type]);
  },
);

test.each([
  ["text[]", 1, "readonly (string | null)[]"],
  ["text[][]", 2, "readonly (readonly (string | null)[])[]"],
  ["text[][][]", 3, "readonly (readonly (readonly (string | null)[])[])[]"],
])("a column that is declared as %s has %j dimensions", (sql, dimensions, type) => {
  const found = named({ ...builtIn("text[]"), sql });
  expect([found.type.dimensions, valueType(found.type)]).toEqual([dimensions, type]);
});

test("a column that is declared with more dimensions than PostgreSQL takes has six", () => {
  expect(named({ ...builtIn("text[]"), sql: "text[][][][][][][][]" }).type.dimensions).toBe(6);
});

test.each([
  [3, "readonly (readonly (readonly (string | null)[])[])[]"],
  ["any", "NestedArray<string>"],
] as const)("a column of which the user says that it has %j dimensions is a %s", (choice, type) => {
  const typing = {
    timestamps: "text",
    bigints: "bigint",
    numerics: "text",
    types: {},
    columns: {},
    dimensions: { "t.c": choice },
  } as const;
  expect(valueType(named("text[]", {}, { typing }).type)).toBe(type);
});

test("a type of another schema that is called like a built-in one is text", () => {
  expect(named({ ...ownType("base", "int8"), schema: "public" }).type.kind).toBe("text");
});

test("an enum is the union of its values, and one that was not read is text", () => {
  expect(valueType(named(ownType("enum", "state")).type)).toBe("State");
  expect(valueType(named(ownType("enum", "other")).type)).toBe("string");
});

describe("a domain", () => {
  const domains = [
    domain("price", builtIn("numeric(10,2)"), { notNull: true, default: "1" }),
    domain("high", ownType("domain", "price")),
    domain("list", builtIn("int4[]")),
    domain("grid", { ...builtIn("int4[]"), sql: "integer[][]" }),
    domain("loop", ownType("domain", "loop")),
  ];
  const of = (name: string, change: Partial<TypeModel> = {}): NamedColumn =>
    named({ ...ownType("domain", name), ...change }, { notNull: false }, { domains });

  test("is what it is made of, through others", () => {
    const { type, nullable, hasDefault } = of("high");
    expect([type.kind, type.base.sql, nullable, hasDefault]).toEqual([
      "text",
      "numeric(10,2)",
      false,
      true,
    ]);
  });

  test("of an array is an array", () => {
    expect(valueType(of("list").type)).toBe("readonly (number | null)[]");
  });

  test("of an array of two dimensions has as many", () => {
    expect(valueType(of("grid").type)).toBe("readonly (readonly (number | null)[])[]");
  });

  test("that is an array is text in an array of it, as PostgreSQL writes it", () => {
    const { type } = of("grid", { array: true, sql: '"public"."grid"[]' });
    expect([type.kind, type.dimensions, valueType(type)]).toEqual([
      "text",
      1,
      "readonly (string | null)[]",
    ]);
  });

  test("says nothing of the array that holds it", () => {
    const { nullable, hasDefault } = of("price", { array: true });
    expect([nullable, hasDefault]).toEqual([true, false]);
  });

  test("that is not there, or goes in a circle, is text", () => {
    expect([of("nowhere").type.kind, of("loop").type.kind]).toEqual(["text", "text"]);
  });

  test("is named in the comment, with its checks", () => {
    expect(columnDoc(of("high"))).toBe(
      'Domain public.high: `"public"."price"`, `(VALUE > 0)`. Domain public.price: `numeric(10,2)`, `(VALUE > 0)`.',
    );
    expect(newColumnDoc(of("price"))).toBe("Default: `1`.");
  });
});

test.each([
  [
    { generated: "(a + b)" },
    { readOnly: true, insertable: false, updatable: false, hasDefault: true },
  ],
  [{ identity: "always" }, { readOnly: true, insertable: false, hasDefault: true }],
  [{ identity: "by-default" }, { readOnly: false, insertable: true, hasDefault: true }],
  [{ default: "1" }, { readOnly: false, hasDefault: true }],
  [{ insertable: false }, { readOnly: false, insertable: false, updatable: true }],
  [
    { insertable: false, updatable: false },
    { readOnly: true, hasDefault: false },
  ],
  [{ notNull: null }, { nullable: true }],
] as const)("a column with %j is %j", (change, facts) => {
  expect(named("int8", change)).toMatchObject(facts);
});

test("comments say what the type does not", () => {
  expect(columnDoc(named("date", { comment: "When." }))).toBe(
    "When.\n\n`date`, as PostgreSQL writes it.",
  );
  expect(columnDoc(named("float8", { generated: "(a)" }))).toBe("`float8`. Generated: `(a)`.");
  expect(columnDoc(named("text"))).toBe("");
  expect(newColumnDoc(named("int8", { identity: "by-default" }))).toBe("Default: the next number.");
  expect(newColumnDoc(named("int8"))).toBe("");
});
