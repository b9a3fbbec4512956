import { describe, expect, test } from "vitest";
import type { ContentModel, ParameterModel } from "../../src/model/api-model.js";
import { sampleBytes } from "../../src/tests/file-mark.js";
import { sampleText } from "../../src/tests/sample-body.js";
import { sampleParams } from "../../src/tests/sample-params.js";
import { SchemaIndex } from "../../src/tests/schema-index.js";
import { content, operation, parameter } from "./small-model.js";

const index = new SchemaIndex([]);

function values(extent: "all" | "required", ...parameters: readonly ParameterModel[]): unknown {
  return Object.fromEntries(
    sampleParams(operation({ parameters }), index, extent).parameters.map((given) => [
      given.parameter.key,
      given.value,
    ]),
  );
}

describe("sampleParams", () => {
  test("gives what is required alone, in plain values", () => {
    expect(values("required", parameter("path", "owner"), parameter("query", "page"))).toEqual({
      owner: "owner",
    });
  });

  test("gives everything, and free text that has to be encoded", () => {
    expect(values("all", parameter("path", "owner"), parameter("query", "q"))).toEqual({
      owner: "owner /?#&=+%é",
      q: "q /?#&=+%é",
    });
  });

  test("leaves text alone that the document limits or that stands in a header", () => {
    const limited = parameter("query", "sort", { schema: { type: "string", maxLength: 9 } });
    expect(values("all", limited, parameter("header", "X-Tag"))).toEqual({
      sort: "sort",
      "X-Tag": "X-Tag",
    });
  });

  test("prefers the example of the parameter", () => {
    expect(values("all", parameter("path", "owner", { example: "octocat" }))).toEqual({
      owner: "octocat",
    });
  });

  test.each([
    ["path", ""],
    ["path", ".."],
    ["header", "two\nlines"],
    ["header", " padded"],
    ["query", null],
  ] as const)("takes no example that a %s has no place for: %j", (place, example) => {
    expect(values("required", parameter(place, "x", { required: true, example }))).toEqual({
      x: "x",
    });
  });

  test("gives a list in a query two items, so that their separation shows", () => {
    const texts = parameter("query", "ids", {
      schema: { type: "array", items: { type: "string" } },
    });
    const choice = parameter("query", "sort", {
      schema: { type: "array", items: { enum: ["a", "b"] } },
    });
    expect(values("all", texts, choice)).toEqual({ ids: ["ids", "ids 2"], sort: ["a", "b"] });
  });

  test.each([
    ["there may be one only", { type: "array", maxItems: 1, items: { type: "string" } }, ["x"]],
    ["there is no second", { type: "array", items: { enum: ["a"] } }, ["a"]],
    [
      "there are two already",
      { type: "array", minItems: 2, items: { type: "string" } },
      ["x", "x 2"],
    ],
  ] as const)("adds no item to a list when %s", (_, schema, expected) => {
    expect(values("all", parameter("query", "x", { schema }))).toEqual({ x: expected });
  });

  test("leaves out an optional parameter for whose value no style is defined", () => {
    const nested = parameter("query", "filter", {
      schema: { type: "array", items: { type: "object" } },
    });
    expect(values("all", nested)).toEqual({});
  });

  test("sends a nested value where the parameter is JSON", () => {
    const nested = parameter("query", "filter", {
      json: true,
      schema: { type: "array", items: { type: "object" } },
    });
    expect(values("all", nested)).toEqual({ filter: [{}] });
  });

  test("gives an object in a path a member, also when all are optional", () => {
    const schema = { type: "object", properties: { major: { type: "integer" } } };
    expect(values("required", parameter("path", "version", { schema }))).toEqual({
      version: { major: 1 },
    });
  });

  test("puts no empty list or object in a path", () => {
    const none = { type: "object", additionalProperties: false };
    expect(
      values(
        "required",
        parameter("path", "version", { schema: none }),
        parameter("path", "ids", { schema: { type: "array", maxItems: 0 } }),
      ),
    ).toEqual({ version: "version", ids: "ids" });
  });

  test("makes the call of a parameter that nothing satisfies all the same", () => {
    expect(values("required", parameter("path", "id", { schema: false }))).toEqual({ id: "id" });
  });
});

function bodyOf(extent: "all" | "required", required: boolean, one: ContentModel): unknown {
  const body = { required, description: "", content: [one] };
  return sampleParams(operation({ body }), index, extent).body;
}

describe("sampleParams makes a body", () => {
  const schema = {
    type: "object",
    required: ["a"],
    properties: { a: { type: "integer" }, b: { type: "integer" } },
  };

  test("from its schema, with every property when everything is wanted", () => {
    expect(bodyOf("all", true, content("json", { schema }))).toMatchObject({
      kind: "json",
      value: { a: 1, b: 1 },
    });
  });

  test("with required properties alone otherwise", () => {
    expect(bodyOf("required", true, content("json", { schema }))).toMatchObject({
      value: { a: 1 },
    });
  });

  test("from its example where that satisfies the schema", () => {
    const example = { a: 7, b: "x", c: 1 };
    expect(bodyOf("all", true, content("json", { schema, example }))).toMatchObject({
      value: { a: 7, b: 1 },
    });
  });

  test("from its example alone when nothing satisfies the schema", () => {
    expect(
      bodyOf("all", true, content("json", { schema: false, example: { a: 1 } })),
    ).toMatchObject({ value: { a: 1 } });
  });

  test("only when it is required or everything is wanted", () => {
    expect(bodyOf("required", false, content("json"))).toBeUndefined();
  });

  test("of text, with its example", () => {
    expect(bodyOf("all", true, content("text", { example: "Hi" }))).toEqual({
      contentType: "text/plain",
      kind: "text",
      value: "Hi",
    });
  });

  test("of text that is more than ASCII without one", () => {
    expect(bodyOf("all", true, content("text"))).toMatchObject({ value: sampleText });
  });

  test("of bytes", () => {
    expect(bodyOf("all", true, content("binary"))).toEqual({
      contentType: "application/zip",
      kind: "binary",
      value: sampleBytes,
    });
  });
});
