import { describe, expect, test } from "vitest";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { readOne, type ReadResult } from "./read.js";

const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** Reads an operation that takes one schema and answers with another. */
function exchanging(request: unknown, answer: unknown, schemas: object): ReadResult {
  const content = (schema: unknown): object => ({ "application/json": { schema } });
  return readOne(
    {
      requestBody: { content: content(request) },
      responses: { 200: { description: "", content: content(answer) } },
    },
    { components: { schemas } },
    { method: "post" },
  );
}

function answering(openapi: string, schema: unknown, schemas: object = {}): ReadResult {
  const content = { "application/json": { schema } };
  return readOne(
    { responses: { 200: { description: "", content } } },
    { openapi, components: { schemas } },
  );
}

function answerSchema({ operations }: ReadResult): unknown {
  return operations[0]?.responses[0]?.content[0]?.schema;
}

test("each schema says whether requests, answers or both reach it", () => {
  const { model } = exchanging(reference("Asked"), reference("Given"), {
    Asked: { properties: { a: reference("Shared") } },
    Given: { items: reference("Shared") },
    Shared: { properties: { a: reference("Deep") } },
    Deep: { type: "string" },
  });
  expect(model.schemas.map(({ name, use }) => [name, use])).toEqual([
    ["Asked", "requests"],
    ["Deep", "both"],
    ["Given", "answers"],
    ["Shared", "both"],
  ]);
});

test("a parameter that operations share is a request each time", () => {
  const { model } = readOne(
    {
      parameters: [{ name: "q", in: "query", schema: reference("Query") }],
      responses: { 200: { description: "" } },
    },
    { components: { schemas: { Query: { type: "string" } } } },
  );
  expect(model.schemas.map(({ use }) => use)).toEqual(["requests"]);
});

describe("beside a reference", () => {
  const schema = {
    ...reference("A"),
    title: "An a",
    description: "The first",
    deprecated: true,
    nullable: true,
    required: ["b"],
  };

  test.each(["3.1.0", "3.2.0"])("every keyword counts in %s", (version) => {
    expect(answerSchema(answering(version, schema, { A: {} }))).toEqual(schema);
  });

  test("only what is said to people and `nullable: true` count in 3.0", () => {
    const { required, ...said } = schema;
    expect(required).toEqual(["b"]);
    expect(answerSchema(answering("3.0.3", schema, { A: {} }))).toEqual(said);
  });

  test("`nullable: false` is ignored in 3.0, as it says nothing of what is referred to", () => {
    const given = { ...reference("A"), nullable: false };
    expect(answerSchema(answering("3.0.3", given, { A: {} }))).toEqual(reference("A"));
  });

  test.each([
    ["a reference", { ...reference("A"), nullable: true }],
    ["`allOf` with a reference", { allOf: [reference("A")], nullable: true }],
  ])("`nullable` beside %s is a type with null in 3.0", (_, given) => {
    const result = answering("3.0.3", given, { A: { properties: { a: {} } } });
    const read = result.operations[0]?.responses[0]?.content[0]?.schema ?? false;
    expect(createTypePrinter(result.model.schemas).type(read)).toBe("A | null");
  });

  test("nothing is copied in 3.0 when there is nothing to ignore", () => {
    const lone = { ...reference("A"), description: "The first" };
    expect(answerSchema(answering("3.0.3", lone, { A: {} }))).toEqual(lone);
  });
});

describe("$dynamicRef", () => {
  const tree = {
    $dynamicAnchor: "node",
    properties: { children: { items: { $dynamicRef: "#node" } } },
  };

  test("is the reference to the one place that it can mean", () => {
    const { model, diagnostics } = answering("3.1.0", reference("Tree"), { Tree: tree });
    expect(model.schemas[0]?.schema).toEqual({
      ...tree,
      properties: { children: { items: reference("Tree") } },
    });
    expect(diagnostics).toEqual([]);
  });

  test("to several places is left out and reported", () => {
    const { model, diagnostics } = answering("3.1.0", reference("Tree"), {
      Tree: tree,
      Strict: { $dynamicAnchor: "node", ...reference("Tree") },
    });
    expect(model.schemas[0]?.schema).toEqual({
      ...tree,
      properties: { children: { items: {} } },
    });
    expect(diagnostics).toMatchObject([
      {
        code: "AF_DOCUMENT_FAULTY",
        location: {
          pointer: "/components/schemas/Tree/properties/children/items/$dynamicRef",
        },
      },
    ]);
  });

  test("beside a reference gives way to it", () => {
    const schema = { ...reference("Tree"), $dynamicRef: "#node" };
    expect(answerSchema(answering("3.1.0", schema, { Tree: tree }))).toEqual(reference("Tree"));
  });

  test("to nothing is left out and reported", () => {
    const result = answering("3.1.0", { items: { $dynamicRef: "#gone" } });
    expect(answerSchema(result)).toEqual({ items: {} });
    expect(result.diagnostics).toMatchObject([{ code: "AF_REFERENCE_UNRESOLVED" }]);
  });
});
