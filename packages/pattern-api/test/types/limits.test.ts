import { describe, expect, test } from "vitest";
import type { JsonSchema } from "../../src/model/api-model.js";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { schemaModels } from "./schema-models.js";

/** A schema inside a schema, `depth` times. */
function nested(depth: number, wrap: (inner: JsonSchema) => JsonSchema): JsonSchema {
  let schema: JsonSchema = { type: "string" };
  for (let level = 0; level < depth; level++) schema = wrap(schema);
  return schema;
}

const wraps: Readonly<Record<string, (inner: JsonSchema) => JsonSchema>> = {
  items: (inner) => ({ type: "array", items: inner }),
  properties: (inner) => ({ type: "object", properties: { a: inner } }),
  additionalProperties: (inner) => ({ type: "object", additionalProperties: inner }),
  allOf: (inner) => ({ allOf: [inner] }),
  oneOf: (inner) => ({ oneOf: [inner, { type: "integer" }] }),
};

describe.each(Object.keys(wraps))("%s nested 20,000 times", (keyword) => {
  test("prints unknown from the limit on", () => {
    const schema = nested(20_000, wraps[keyword] ?? ((inner) => inner));
    const text = createTypePrinter([]).type(schema);
    expect(text).toContain("unknown");
    expect(text.length).toBeLessThan(200_000);
  });
});

test("prints a constant that nests 20,000 times as unknown from the limit on", () => {
  const value = JSON.parse("[".repeat(20_000) + "]".repeat(20_000));
  expect(createTypePrinter([]).type({ const: value })).toContain("[unknown]");
});

test("prints what nests less than the limit in full", () => {
  const schema = nested(150, (inner) => ({ type: "array", items: inner }));
  expect(createTypePrinter([]).type(schema)).toBe(`string${"[]".repeat(150)}`);
});

test("prints a chain of 50,000 aliases without recursion", () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 50_000 }, (_, index): [string, JsonSchema] => [
      `A${index}`,
      { $ref: `#/components/schemas/A${index + 1}` },
    ]),
  );
  const models = schemaModels({ ...schemas, A50000: { type: "string" } });
  const printer = createTypePrinter(models);
  expect(models.slice(-2).map((model) => printer.declaration(model))).toEqual([
    "export type A49999 = A50000;",
    "export type A50000 = string;",
  ]);
});

test("breaks only the aliases of a circle, not those that lead to it", () => {
  const models = schemaModels({
    Into: { $ref: "#/components/schemas/A" },
    A: { $ref: "#/components/schemas/B" },
    B: { $ref: "#/components/schemas/A" },
    From: { oneOf: [{ $ref: "#/components/schemas/Into" }, { type: "null" }] },
  });
  const printer = createTypePrinter(models);
  expect(models.map((model) => printer.declaration(model))).toEqual([
    "export type Into = A;",
    "export type A = unknown;",
    "export type B = unknown;",
    "export type From = Into | null;",
  ]);
});

test("searches a member through a chain of schemas no further than its limit", () => {
  const chain = Object.fromEntries(
    Array.from({ length: 60 }, (_, index): [string, JsonSchema] => [
      `S${index}`,
      { allOf: [{ $ref: `#/components/schemas/S${index + 1}` }] },
    ]),
  );
  const models = schemaModels({
    ...chain,
    S60: { type: "object", properties: { far: { type: "string" } } },
    Root: { allOf: [{ $ref: "#/components/schemas/S0" }], required: ["far"] },
  });
  const printer = createTypePrinter(models);
  expect(printer.type({ $ref: "#/components/schemas/Root" })).toBe("Root");
  expect(models.slice(-1).map((model) => printer.declaration(model))).toEqual([
    "export type Root = S0 & {\n  far: unknown;\n};",
  ]);
});
