import { describe, expect, test } from "vitest";
import type { ParameterModel } from "../../src/model/api-model.js";
import { read, readOne, type ReadResult } from "./read.js";

const responses = { 204: { description: "" } };
const text = { type: "string" };

function readPath(path: string, parameters: readonly object[]): ReturnType<typeof readOne> {
  return readOne({ parameters, responses }, {}, { path });
}

function short({ key, wireName, in: place, required, explode, schema }: ParameterModel): unknown {
  return [key, wireName, place, required, explode, schema];
}

describe("a parameter in the query of a path", () => {
  test.each([
    ["in the query by its name", { name: "q", in: "query", schema: text }, false, true],
    ["in the query by its variable", { name: "term", in: "query", schema: text }, false, true],
    ["in the path by its variable", { name: "term", in: "path", schema: text }, true, false],
    ["in the path by its name", { name: "q", in: "path", schema: text }, true, false],
  ])("may be declared %s", (_, declared, required, explode) => {
    const { operation, diagnostics } = readPath("/find?q={term}", [declared]);
    expect(operation.path).toBe("/find");
    expect(operation.parameters.map(short)).toEqual([["q", "q", "query", required, explode, text]]);
    expect(diagnostics).toEqual([]);
  });

  test("is read as text when nothing declares it, which is reported", () => {
    const { operation, diagnostics } = readPath("/find?q={term}", []);
    expect(operation.parameters.map(short)).toEqual([["q", "q", "query", true, true, text]]);
    expect(diagnostics).toMatchObject([
      {
        code: "AF_DOCUMENT_FAULTY",
        message:
          'GET "/find?q={term}" does not declare the parameter "q" of its query, which is read as text.',
      },
    ]);
  });

  test("may stand beside fixed pairs and the parameters of the path", () => {
    const { operation } = readPath("/a/{id}?type=x&page={page}&size={size}&id={id}#part", [
      { name: "id", in: "path", required: true, schema: text },
      { name: "page", in: "path", required: true, schema: { type: "integer" } },
      { name: "id", in: "query", schema: text },
      { name: "size", in: "query", schema: { type: "integer" } },
      { name: "other", in: "query", schema: text },
    ]);
    expect(operation.path).toBe("/a/{id}?type=x");
    expect(operation.parameters.map(({ key, in: place }) => [key, place])).toEqual([
      ["id", "path"],
      ["id_query", "query"],
      ["size", "query"],
      ["other", "query"],
      ["page", "query"],
    ]);
  });

  test("may have its name in braces, with an example behind it", () => {
    const { operation } = readPath("/find?{q}=1", [{ name: "q", in: "path", schema: text }]);
    expect(operation.path).toBe("/find");
    expect(operation.parameters.map(short)).toEqual([["q", "q", "query", true, false, text]]);
  });

  test("stands beside empty pairs, which are not sent", () => {
    const declared = { name: "q", in: "query", schema: text };
    const { operation } = readPath("/find?&q={q}&", [declared]);
    expect([operation.path, operation.parameters.length]).toEqual(["/find", 1]);
  });

  test("has a name that is decoded", () => {
    const { operation } = readPath("/find?filter%5Bname%5D={name}&%zz={x}", [
      { name: "filter[name]", in: "query", schema: text },
      { name: "x", in: "query", schema: text },
    ]);
    expect(operation.parameters.map(({ wireName }) => wireName)).toEqual(["filter[name]", "%zz"]);
  });

  test("is one parameter, however often it stands there", () => {
    const { operation } = readPath("/find?q={a}&q={b}", [{ name: "a", in: "query", schema: text }]);
    expect(operation.parameters.map(({ wireName }) => wireName)).toEqual(["q"]);
  });
});

describe("a parameter that is the whole query", () => {
  function queryString(content: object): ReturnType<typeof readOne> {
    const parameter = { name: "filter", in: "querystring", required: true, content };
    return readOne({ parameters: [parameter], responses }, { openapi: "3.2.0" });
  }

  test("may be a form, with the encoding of its properties", () => {
    const schema = { type: "object", properties: { a: { type: "array", items: text } } };
    const encoding = { a: { style: "form", explode: false } };
    const { operation, diagnostics } = queryString({
      "application/x-www-form-urlencoded": { schema, encoding },
    });
    expect(operation.parameters).toMatchObject([
      { key: "filter", in: "querystring", required: true, json: false, schema, encoding },
    ]);
    expect(diagnostics).toEqual([]);
  });

  test("is any object as a form without a schema", () => {
    const { operation } = queryString({ "application/x-www-form-urlencoded": {} });
    expect(operation.parameters[0]).toMatchObject({ schema: { type: "object" } });
    expect(operation.parameters[0]).not.toHaveProperty("encoding");
  });

  test.each([
    ["application/json", true, { type: "object" }],
    ["application/jsonpath", false, text],
  ])("may be %s", (type, json, schema) => {
    const { operation } = queryString({ [type]: { schema } });
    expect(operation.parameters).toMatchObject([{ in: "querystring", json, schema }]);
  });
});

describe("the operations of a path", () => {
  const answer = { responses };
  const additionalOperations = { COPY: answer, PROPFIND: answer };

  function methodsOf(openapi: string, item: object): ReadResult {
    return read({ openapi, paths: { "/a": { get: answer, ...item } } });
  }

  test("may have the methods of OpenAPI 3.2", () => {
    const { operations, diagnostics } = methodsOf("3.2.0", { query: answer, additionalOperations });
    expect(operations.map(({ method }) => method).toSorted()).toEqual([
      "COPY",
      "GET",
      "PROPFIND",
      "QUERY",
    ]);
    expect(operations.map(({ pointer }) => pointer)).toContain(
      "#/paths/~1a/additionalOperations/COPY",
    );
    expect(diagnostics).toEqual([]);
  });

  test("have those of OpenAPI 3.0 and 3.1 in documents of these versions", () => {
    const { operations } = methodsOf("3.1.0", { query: answer, additionalOperations });
    expect(operations.map(({ method }) => method)).toEqual(["GET"]);
  });

  test.each(["copy", "CONNECT", "GET", "FOO", "A B\r\n", "__proto__"])(
    "of the additional method %j are left out and reported",
    (method) => {
      const more = JSON.parse(`{${JSON.stringify(method)}:{}}`);
      const { operations, diagnostics } = methodsOf("3.2.0", { additionalOperations: more });
      expect(operations.map((one) => one.method)).toEqual(["GET"]);
      expect(diagnostics).toMatchObject([
        {
          code: "AF_OPERATION_UNUSABLE",
          message: expect.stringContaining("is not a method that is read in additionalOperations"),
        },
      ]);
    },
  );
});
