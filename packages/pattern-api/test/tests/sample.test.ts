import type { Json } from "@agentflow/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conforms } from "../../src/tests/conforms.js";
import { sampleValue } from "../../src/tests/sample.js";
import { SchemaIndex } from "../../src/tests/schema-index.js";

const schemas: Readonly<Record<string, Record<string, Json>>> = {
  tree: {
    type: "object",
    required: ["label", "children"],
    properties: {
      label: { type: "string" },
      parent: { $ref: "#/components/schemas/tree" },
      children: { type: "array", items: { $ref: "#/components/schemas/tree" } },
    },
  },
  endless: {
    type: "object",
    required: ["again"],
    properties: { again: { $ref: "#/components/schemas/endless" } },
  },
  expression: {
    oneOf: [
      {
        type: "object",
        required: ["not"],
        properties: { not: { $ref: "#/components/schemas/expression" } },
      },
      { type: "string", enum: ["yes"] },
    ],
  },
  self: { allOf: [{ $ref: "#/components/schemas/self" }, { type: "string" }] },
};
const index = new SchemaIndex(
  Object.entries(schemas).map(([name, schema]) => ({
    name,
    pointer: `#/components/schemas/${name}`,
    schema,
  })),
);
const reference = (name: string): Record<string, Json> => ({
  $ref: `#/components/schemas/${name}`,
});

function sample(schema: Record<string, Json> | boolean, example?: Json): Json | undefined {
  return sampleValue(schema, index, { name: "label", example });
}

function sampleAll(schema: Record<string, Json> | boolean, example?: Json): Json | undefined {
  return sampleValue(schema, index, { name: "label", optional: true, example });
}

describe("sampleValue takes what the document gives", () => {
  test.each<[string, Record<string, Json>, Json]>([
    ["its example", { type: "string", example: "octocat" }, "octocat"],
    ["the first of its examples", { type: "string", examples: ["mona", "octocat"] }, "mona"],
    ["its default", { type: "integer", default: 30 }, 30],
    ["its constant", { const: "fixed", example: "other" }, "fixed"],
    ["the first of its enum", { type: "string", enum: ["open", "closed"] }, "open"],
    ["an object of its enum", { enum: [{ a: 1 }] }, { a: 1 }],
    ["an object that is constant", { const: { a: 1 } }, { a: 1 }],
    [
      "an example of a list",
      { type: "array", items: { type: "integer" }, example: [3, 4] },
      [3, 4],
    ],
  ])("%s", (_, schema, expected) => {
    expect(sample(schema)).toEqual(expected);
  });

  test("but no example that contradicts the schema", () => {
    expect(sample({ type: "integer", example: "many", minimum: 5 })).toBe(5);
  });

  test("the parts of an example that satisfy the schema, and no others", () => {
    const schema = {
      type: "object",
      required: ["id", "name"],
      properties: { id: { type: "integer" }, name: { type: "string" } },
    };
    expect(sample(schema, { id: "x", name: "hook", more: true })).toEqual({ id: 1, name: "hook" });
  });

  test("the members of a list whose example is only partly right", () => {
    const schema = {
      type: "array",
      items: { type: "object", required: ["n"], properties: { n: { type: "integer" } } },
    };
    expect(sample(schema, [{ n: 7, extra: 1 }, { n: 8 }])).toEqual([{ n: 7 }]);
  });

  test("but no text with half a character", () => {
    expect(sample({ type: "string", example: "\ud800" })).toBe("label");
  });
});

describe("sampleValue makes", () => {
  test.each<[string, Record<string, Json> | boolean, Json]>([
    ["a string called after the place", { type: "string" }, "label"],
    ["a string of a length", { type: "string", minLength: 7, maxLength: 7 }, "labella"],
    ["a short string", { type: "string", maxLength: 3 }, "lab"],
    ["a string of a pattern", { type: "string", pattern: "^v[0-9]{2}$" }, "v00"],
    ["a string of an unknown format", { type: "string", format: "repo.nwo" }, "label"],
    ["a date", { type: "string", format: "date-time" }, "2024-02-29T12:34:56Z"],
    ["a number", { type: "number" }, 1],
    ["a number in bounds", { type: "integer", minimum: 10, maximum: 12 }, 10],
    [
      "a number above a bound of OpenAPI 3.0",
      { type: "integer", minimum: 10, exclusiveMinimum: true },
      11,
    ],
    ["a number below a bound", { type: "integer", exclusiveMaximum: -3 }, -4],
    ["a multiple", { type: "integer", minimum: 11, multipleOf: 5 }, 15],
    ["a fraction", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
    ["a boolean", { type: "boolean" }, true],
    ["null where nothing else is possible", { type: "null" }, null],
    ["a value before null", { type: ["null", "integer"] }, 1],
    ["something for no type", {}, "label"],
    ["something for true", true, "label"],
    ["a list of one", { type: "array", items: { type: "integer" } }, [1]],
    [
      "a list of as many as needed",
      { type: "array", minItems: 2, items: { type: "string" } },
      ["label", "label 2"],
    ],
    ["an empty list where nothing else is possible", { type: "array", maxItems: 0 }, []],
    ["a tuple", { prefixItems: [{ type: "integer" }, { type: "string" }] }, [1, "label 2"]],
    [
      "required properties",
      { properties: { a: { type: "string" }, b: {} }, required: ["a"] },
      { a: "a" },
    ],
    [
      "a property that is required and nowhere described",
      { type: "object", required: ["a"] },
      { a: "a" },
    ],
    [
      "as many properties as needed",
      { properties: { a: {}, b: {} }, minProperties: 1 },
      { a: "a" },
    ],
    [
      "keys of a map as needed",
      { additionalProperties: { type: "integer" }, minProperties: 1 },
      { key1: 1 },
    ],
    ["a string by its bounds alone", { maxLength: 2 }, "la"],
    ["a number by its bounds alone", { minimum: 3 }, 3],
    ["a list by its items alone", { items: { type: "boolean" } }, [true]],
    [
      "a merged object",
      { allOf: [{ properties: { a: { type: "integer" } } }, { required: ["a"] }] },
      { a: 1 },
    ],
    [
      "a merged number",
      {
        allOf: [
          { type: "number", minimum: 2, maximum: 9 },
          { type: "integer", minimum: 4, maximum: 8 },
        ],
      },
      4,
    ],
    [
      "a merged property",
      {
        allOf: [
          { required: ["a"], properties: { a: { minimum: 2 } } },
          { properties: { a: { type: "integer" } } },
        ],
      },
      { a: 2 },
    ],
    ["a merged enum", { allOf: [{ enum: ["a", "b"] }, { enum: ["b", "c"] }] }, "b"],
    [
      "merged items",
      { allOf: [{ type: "array", items: { minimum: 3 } }, { items: { type: "integer" } }] },
      [3],
    ],
    ["a variant", { oneOf: [{ type: "integer", minimum: 4 }, { type: "string" }] }, 4],
    [
      "a variant with what stands beside it",
      { properties: { a: { type: "integer" } }, anyOf: [{ required: ["a"] }] },
      { a: 1 },
    ],
    [
      "two choices at once",
      { type: "object", anyOf: [{ required: ["a"] }], oneOf: [{ required: ["b"] }] },
      { a: "a", b: "b" },
    ],
  ])("%s", (_, schema, expected) => {
    expect(sample(schema)).toEqual(expected);
  });

  test("no value that two variants of a oneOf accept, when another can be found", () => {
    const schema = {
      type: "object",
      properties: { id: { type: "integer" }, slug: { type: "string" } },
      oneOf: [{ required: ["id"] }, { required: ["slug"] }],
    };
    expect(sampleAll(schema)).toEqual({ id: 1 });
  });

  test.each<[string, Record<string, Json> | boolean]>([
    ["nothing is allowed", false],
    ["the enum is empty", { allOf: [{ enum: ["a"] }, { enum: ["b"] }] }],
    ["the types exclude each other", { allOf: [{ type: "string" }, { type: "integer" }] }],
    ["the bounds exclude each other", { type: "integer", minimum: 2, maximum: 1 }],
    ["the lengths exclude each other", { type: "string", minLength: 2, maxLength: 1 }],
    ["the pattern cannot be read", { type: "string", pattern: "(?=a)b" }],
    ["a component needs itself", reference("endless")],
    [
      "a required property is impossible",
      { type: "object", required: ["a"], properties: { a: false } },
    ],
    [
      "a property nowhere described is impossible",
      {
        type: "object",
        required: ["a"],
        additionalProperties: false,
        minProperties: 1,
        properties: { a: false },
      },
    ],
    ["an item that is needed is impossible", { type: "array", minItems: 1, items: false }],
  ])("nothing when %s", (_, schema) => {
    expect(sample(schema)).toBeUndefined();
  });
});

describe("sampleValue with everything optional", () => {
  test("gives every property once", () => {
    const schema = {
      type: "object",
      properties: { a: { type: "integer" }, b: { type: "object", properties: { c: {} } } },
    };
    expect(sampleAll(schema)).toEqual({ a: 1, b: { c: "c" } });
  });

  test("leaves out what the service alone may set", () => {
    expect(sampleAll({ properties: { a: {}, b: { type: "string", readOnly: true } } })).toEqual({
      a: "a",
    });
  });

  test("leaves out a property that cannot be made", () => {
    expect(sampleAll({ properties: { a: {}, b: false } })).toEqual({ a: "a" });
  });

  test("gives a map one key", () => {
    expect(sampleAll({ type: "object", additionalProperties: { type: "integer" } })).toEqual({
      key1: 1,
    });
  });

  test("prefers the keys of the example for a map", () => {
    expect(
      sampleAll({ type: "object", additionalProperties: { type: "integer" } }, { seven: 7 }),
    ).toEqual({ seven: 7 });
  });

  test("does not invent keys that have a pattern", () => {
    expect(
      sampleAll({ type: "object", additionalProperties: {}, patternProperties: { "^x": {} } }),
    ).toEqual({});
  });

  test("falls back to what is required when the whole would be endless", () => {
    let schema: Record<string, Json> = { type: "string" };
    for (let level = 0; level < 20; level += 1)
      schema = { properties: { a: schema, b: schema, c: schema, d: schema } };
    expect(sampleAll({ ...schema, required: [] })).toBeDefined();
  });
});

describe("sampleValue ends a recursion", () => {
  test("at an optional property and in an empty list", () => {
    expect(sampleAll(reference("tree"))).toEqual({ label: "label", children: [] });
  });

  test("at another variant", () => {
    expect(sample(reference("expression"))).toBe("yes");
  });

  test("of a component that is part of itself", () => {
    expect(sample(reference("self"))).toBe("label");
  });

  test("of schemas that double without end", () => {
    let schema: Record<string, Json> = { type: "string" };
    for (let level = 0; level < 40; level += 1) schema = { allOf: [schema, schema] };
    expect(sample(schema)).toBeUndefined();
  });

  test("of components that multiply without end", () => {
    const models = Array.from({ length: 30 }, (_, level) => {
      const next = reference(`level${level + 1}`);
      const properties = { a: next, b: next, c: next, d: next };
      const schema = { type: "object", required: Object.keys(properties), properties };
      return { name: `Level${level}`, pointer: `#/components/schemas/level${level}`, schema };
    });
    const value = sampleValue(reference("level0"), new SchemaIndex(models), { name: "x" });
    expect(value).toBeUndefined();
  });

  test("of schemas nested deeper than any document", () => {
    let schema: Record<string, Json> = { type: "string" };
    for (let level = 0; level < 500; level += 1)
      schema = { type: "array", minItems: 1, items: schema };
    expect(sample(schema)).toBeUndefined();
  });
});

const schemaTree = fc.letrec<{ schema: Record<string, Json> }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Record<string, Json>>(
      { type: "string" },
      { type: "string", minLength: 3, maxLength: 12 },
      { type: "string", enum: ["a", "b"] },
      { type: "integer", minimum: 3, maximum: 8 },
      { type: "number", multipleOf: 0.5 },
      { type: "boolean", nullable: true },
      reference("tree"),
    ),
    tie("schema").map((items) => ({ type: "array", items, minItems: 1 })),
    fc
      .dictionary(fc.constantFrom("a", "b", "__proto__", "constructor"), tie("schema"), {
        maxKeys: 3,
      })
      .chain((properties) =>
        fc
          .subarray(Object.keys(properties))
          .map((required) => ({ type: "object", properties, required })),
      ),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
  ),
})).schema;

test("whatever the schema, its sample satisfies it, and is the same every time", () => {
  fc.assert(
    fc.property(schemaTree, fc.boolean(), fc.jsonValue(), (schema, optional, example) => {
      const options = { name: "x", optional, example: example as Json };
      const value = sampleValue(schema, index, options);
      expect(value === undefined || conforms(value, schema, index, { declaredOnly: true })).toBe(
        true,
      );
      expect(value).toBeDefined();
      expect(sampleValue(schema, index, options)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});
