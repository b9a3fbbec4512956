import type { Json } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { readOne, type ReadResult, readText } from "./read.js";

/** Reads an operation that answers with `schema`. */
function answering(schema: unknown, schemas: object = {}, more: object = {}): ReadResult {
  const content = { "application/json": { schema } };
  const fields = { components: { schemas }, ...more };
  return readOne({ responses: { 200: { description: "", content } } }, fields);
}

function answerSchema({ operations }: ReadResult): unknown {
  return operations[0]?.responses[0]?.content[0]?.schema;
}

const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

test("schemas that are reached come sorted by name, others not at all", () => {
  const { model } = answering(reference("zebra"), {
    zebra: { properties: { a: reference("ant") } },
    ant: { type: "string" },
    unused: { type: "string" },
  });
  expect(model.schemas).toEqual([
    {
      name: "Ant",
      pointer: "#/components/schemas/ant",
      schema: { type: "string" },
      use: "answers",
    },
    {
      name: "Zebra",
      pointer: "#/components/schemas/zebra",
      schema: { properties: { a: reference("ant") } },
      use: "answers",
    },
  ]);
});

const single =
  "additionalItems additionalProperties contains contentSchema else if items not propertyNames then " +
  "unevaluatedItems unevaluatedProperties";

test.each(single.split(" "))("a reference in %s is followed", (keyword) => {
  const { model } = answering({ [keyword]: reference("A") }, { A: true });
  expect(model.schemas.map(({ name }) => name)).toEqual(["A"]);
});

test.each(["allOf", "anyOf", "oneOf", "prefixItems", "items"])(
  "references in the list %s are followed",
  (keyword) => {
    const { model } = answering(
      { [keyword]: [reference("A"), reference("B")] },
      { A: true, B: {} },
    );
    expect(model.schemas.map(({ name }) => name)).toEqual(["A", "B"]);
  },
);

test.each(["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"])(
  "references in the map %s are followed",
  (keyword) => {
    const { model } = answering(
      { [keyword]: { x: reference("A"), $ref: reference("B") } },
      { A: true, B: {} },
    );
    expect(model.schemas.map(({ name }) => name)).toEqual(["A", "B"]);
  },
);

test("a reference to any other place gives that place a name", () => {
  const { model, diagnostics } = answering(
    { items: { $ref: "#/components/schemas/Pet/properties/owner" } },
    { Pet: { properties: { owner: { type: "string" } } } },
  );
  expect([model.schemas, diagnostics]).toEqual([
    [
      {
        name: "PetOwner",
        pointer: "#/components/schemas/Pet/properties/owner",
        schema: { type: "string" },
        use: "answers",
      },
    ],
    [],
  ]);
});

test("a reference is kept in the spelling of the schema's pointer", () => {
  const result = answering({ $ref: "#/components/schemas/a%20b" }, { "a b": { type: "string" } });
  expect([answerSchema(result), result.model.schemas[0]?.pointer]).toEqual([
    { $ref: "#/components/schemas/a b" },
    "#/components/schemas/a b",
  ]);
});

test("a property called $ref or __proto__ is a property", () => {
  const schema = JSON.parse(
    '{"properties":{"$ref":{"type":"string"},"__proto__":{"type":"string"}}}',
  );
  const result = answering(schema);
  expect([answerSchema(result), result.diagnostics]).toEqual([schema, []]);
});

test("schemas that contain each other are read once", () => {
  const { model } = answering(reference("A"), {
    A: { properties: { b: reference("B") } },
    B: { properties: { a: reference("A") } },
  });
  expect(model.schemas.map(({ name }) => name)).toEqual(["A", "B"]);
});

describe("a part that cannot be read is left out and reported", () => {
  test.each<[string, unknown, Json, string, string]>([
    [
      "a reference to nothing",
      { properties: { a: { $ref: "#/gone", description: "An a" }, b: { type: "string" } } },
      { properties: { a: { description: "An a" }, b: { type: "string" } } },
      "AF_REFERENCE_UNRESOLVED",
      "/properties/a",
    ],
    [
      "a reference to another document",
      { items: { $ref: "https://example.com/pet.json" } },
      { items: {} },
      "AF_REFERENCE_REFUSED",
      "/items",
    ],
    [
      "a reference to what is no schema",
      { items: { $ref: "#/openapi" } },
      { items: {} },
      "AF_DOCUMENT_FAULTY",
      "/items/$ref",
    ],
    [
      "a reference to the whole document",
      { items: { $ref: "#" } },
      { items: {} },
      "AF_DOCUMENT_FAULTY",
      "/items/$ref",
    ],
    [
      "a reference that is no text",
      { $ref: 5, type: "string" },
      { type: "string" },
      "AF_DOCUMENT_FAULTY",
      "/$ref",
    ],
    [
      "a schema that is no object",
      { allOf: [5, { type: "string" }] },
      { allOf: [true, { type: "string" }] },
      "AF_DOCUMENT_FAULTY",
      "/allOf/0",
    ],
    [
      "a list that is none",
      { anyOf: {}, type: "string" },
      { type: "string" },
      "AF_DOCUMENT_FAULTY",
      "/anyOf",
    ],
    ["a map that is none", { properties: [] }, {}, "AF_DOCUMENT_FAULTY", "/properties"],
  ])("%s", (_, schema, sound, code, pointer) => {
    const result = answering(schema);
    const base = "/paths/~1pets/get/responses/200/content/application~1json/schema";
    expect(answerSchema(result)).toEqual(sound);
    expect(result.diagnostics).toMatchObject([
      { code, severity: "warning", location: { pointer: base + pointer } },
    ]);
  });

  test("also in a schema that others refer to", () => {
    const result = answering(reference("A"), { A: { items: { $ref: "#/gone" } } });
    expect(result.model.schemas[0]?.schema).toEqual({ items: {} });
    expect(result.diagnostics).toMatchObject([
      { location: { pointer: "/components/schemas/A/items" } },
    ]);
  });

  test.each([
    ["schema", '{"items":', '{"type":"string"}', "}"],
    ["extension", '{"x-deep":[', "1", "]}"],
  ])("what nests 20,000 times, as a %s", (_, start, leaf, end) => {
    const schema = start.repeat(20_000) + leaf + end.repeat(20_000);
    const media = `{"application/json":{"schema":${schema}}}`;
    const { model, diagnostics } = readText(
      `{"openapi":"3.0.0","servers":[{"url":"https://a.example"}],"paths":{"/a":{"get":{"responses":{"200":{"content":${media}}}}}}}`,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["AF_DOCUMENT_TOO_LARGE"]);
    expect(JSON.stringify(model).length).toBeLessThan(20_000);
  });
});
