import type { Json } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { conforms } from "../../src/tests/conforms.js";
import { SchemaIndex } from "../../src/tests/schema-index.js";

const index = new SchemaIndex([
  { name: "Name", pointer: "#/components/schemas/name", schema: { type: "string" } },
  {
    name: "Tree",
    pointer: "#/components/schemas/tree",
    schema: {
      type: "object",
      properties: { children: { type: "array", items: { $ref: "#/components/schemas/tree" } } },
    },
  },
  {
    name: "Loop",
    pointer: "#/components/schemas/loop",
    schema: { allOf: [{ $ref: "#/components/schemas/loop" }] },
  },
]);

type Row = readonly [what: string, schema: Record<string, Json>, good: Json, bad: Json];

const rows: readonly Row[] = [
  ["a type", { type: "string" }, "a", 1],
  ["one of several types", { type: ["string", "null"] }, null, 1],
  ["an integer", { type: "integer" }, 2, 2.5],
  ["nullable of OpenAPI 3.0", { type: "string", nullable: true }, null, 1],
  ["properties without a type", { properties: { a: { type: "string" } } }, { a: "b" }, "b"],
  ["an enum", { enum: ["a", { b: 1 }] }, { b: 1 }, "b"],
  ["a constant", { const: [1] }, [1], [2]],
  ["minimum and maximum", { type: "number", minimum: 1, maximum: 2 }, 2, 3],
  [
    "exclusive bounds of OpenAPI 3.0",
    { minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: true },
    2,
    3,
  ],
  ["an exclusive minimum of OpenAPI 3.0", { minimum: 1, exclusiveMinimum: true }, 2, 1],
  ["exclusive bounds of OpenAPI 3.1", { exclusiveMinimum: 1, exclusiveMaximum: 3 }, 2, 3],
  ["an exclusive minimum of OpenAPI 3.1", { exclusiveMinimum: 1 }, 2, 1],
  ["a multiple", { multipleOf: 0.1 }, 0.3, 0.35],
  ["a length in characters", { minLength: 2, maxLength: 2 }, "é✓", "a"],
  ["a length at most", { maxLength: 1 }, "😀", "ab"],
  ["a pattern", { pattern: "^a+$" }, "aa", "ab"],
  ["a format", { format: "date-time" }, "2024-01-02T03:04:05Z", "yesterday"],
  ["a number of items", { type: "array", minItems: 1, maxItems: 1 }, [1], []],
  ["a number of items at most", { type: "array", maxItems: 1 }, [1], [1, 2]],
  ["items", { items: { type: "string" } }, ["a"], [1]],
  [
    "items by position",
    { prefixItems: [{ type: "string" }], items: { type: "number" } },
    ["a", 1],
    ["a", "b"],
  ],
  ["unique items", { uniqueItems: true }, [1, 2], [{ a: 1 }, { a: 1 }]],
  ["required properties", { required: ["a"] }, { a: 1 }, { b: 1 }],
  ["properties", { properties: { a: { type: "string" } } }, { a: "", b: 1 }, { a: 1 }],
  [
    "no additional properties",
    { properties: { a: {} }, additionalProperties: false },
    { a: 1 },
    { b: 1 },
  ],
  [
    "typed additional properties",
    { additionalProperties: { type: "string" } },
    { a: "" },
    { a: 1 },
  ],
  ["a number of properties", { minProperties: 1, maxProperties: 1 }, { a: 1 }, {}],
  ["a number of properties at most", { maxProperties: 1 }, { a: 1 }, { a: 1, b: 2 }],
  ["allOf", { allOf: [{ type: "number" }, { minimum: 1 }] }, 1, 0],
  ["anyOf", { anyOf: [{ type: "number" }, { type: "string" }] }, "a", true],
  ["oneOf, which is one only", { oneOf: [{ type: "number" }, { minimum: 1 }] }, 0, 1],
  ["not", { not: { type: "string" } }, 1, "a"],
  ["a reference", { $ref: "#/components/schemas/name" }, "a", 1],
  [
    "what stands beside a reference",
    { $ref: "#/components/schemas/name", minLength: 2 },
    "ab",
    "a",
  ],
  [
    "a recursion",
    { $ref: "#/components/schemas/tree" },
    { children: [{ children: [] }] },
    { children: [{ children: 1 }] },
  ],
];

describe("conforms", () => {
  test.each(rows)("knows %s", (_, schema, good, bad) => {
    expect([conforms(good, schema, index), conforms(bad, schema, index)]).toEqual([true, false]);
  });

  test("takes true for anything and false for nothing", () => {
    expect([conforms(1, true, index), conforms(1, false, index)]).toEqual([true, false]);
  });

  test("knows no reference but those of the model", () => {
    expect(conforms(1, { $ref: "#/elsewhere" }, index)).toBe(true);
  });

  test("takes a pattern that it cannot read as met", () => {
    expect(conforms("b", { pattern: "(?=a)" }, index)).toBe(true);
  });

  test("gives up on a schema that contains itself", () => {
    expect(conforms(1, { $ref: "#/components/schemas/loop" }, index)).toBe(false);
  });

  test("gives up on a schema that doubles without end", () => {
    let schema: Record<string, Json> = { type: "number" };
    for (let level = 0; level < 40; level += 1) schema = { allOf: [schema, schema] };
    expect(conforms(1, schema, index)).toBe(false);
  });

  test("reads no property of the prototype", () => {
    expect(
      conforms(
        { toString: 1 },
        { properties: {}, additionalProperties: { type: "number" } },
        index,
      ),
    ).toBe(true);
  });
});

function declaredOnly(value: Json, schema: Record<string, Json>): boolean {
  return conforms(value, schema, index, { declaredOnly: true });
}

describe("conforms, declared properties only", () => {
  test("refuses a property that no part of the schema names", () => {
    expect(declaredOnly({ a: 1, b: 1 }, { properties: { a: {} } })).toBe(false);
  });

  test.each([
    ["names as a required one", { required: ["a"] }],
    ["names in a part", { properties: {}, allOf: [{ properties: { a: {} } }] }],
    [
      "names in a referenced part",
      { properties: { a: {} }, anyOf: [{ $ref: "#/components/schemas/tree" }] },
    ],
    ["allows as an additional one", { properties: {}, additionalProperties: true }],
    ["allows because it says nothing", { type: "object" }],
  ] as const)("takes a property that the schema %s", (_, schema) => {
    expect(declaredOnly({ a: 1 }, schema)).toBe(true);
  });
});
