import { describe, expect, test } from "vitest";
import type { BodyModel, ResponseModel } from "../../src/model/api-model.js";
import { read, readOne, readText } from "./read.js";

const responses = { 204: { description: "" } };

function bodyOf(requestBody: unknown, components: object = {}): BodyModel | null {
  return readOne({ requestBody, responses }, { components }, { method: "post" }).operation.body;
}

function answersOf(answers: unknown, components: object = {}): readonly ResponseModel[] {
  return readOne({ responses: answers }, { components }).operation.responses;
}

describe("content", () => {
  test.each([
    ["application/json", "json"],
    ["Application/JSON; charset=utf-8", "json"],
    ["text/json", "json"],
    ["application/vnd.github.v3+json", "json"],
    ["text/plain", "text"],
    ["text/csv; header=present", "text"],
    ["application/octet-stream", "binary"],
    ["image/png", "binary"],
    ["application/xml", "text"],
    ["application/atom+xml", "text"],
    ["application/yaml", "text"],
    ["application/x-www-form-urlencoded", "binary"],
    ["multipart/form-data", "binary"],
    ["application/x-ndjson", "stream"],
  ])("%s is passed as %s", (type, kind) => {
    const content = { [type]: { schema: {} } };
    expect(answersOf({ 200: { content } })[0]?.content).toMatchObject([
      { contentType: type.split(";")[0]?.toLowerCase(), kind },
    ]);
  });

  test.each([
    ["*/*", { type: "object" }, "application/json", "json"],
    ["application/*", { type: "string" }, "application/json", "json"],
    ["*/*", { type: "string", format: "binary" }, "application/octet-stream", "binary"],
    ["*/*", undefined, "application/octet-stream", "binary"],
    ["text/*", { type: "string" }, "text/plain", "text"],
    ["image/*", { type: "object" }, "application/octet-stream", "binary"],
    ["application/*+json", { type: "object" }, "application/json", "json"],
    ["application/*+xml", { type: "object" }, "application/xml", "text"],
  ])("the range %s with the schema %j is %s", (range, schema, contentType, kind) => {
    const content = { [range]: { schema } };
    expect(answersOf({ 200: { content } })[0]?.content).toMatchObject([{ contentType, kind }]);
  });

  test("JSON types come first, the others in the document's order", () => {
    const content = {
      "text/plain": {},
      "image/png": {},
      "application/json": {},
      "application/hal+json": {},
    };
    expect(bodyOf({ content })?.content.map(({ contentType }) => contentType)).toEqual([
      "application/json",
      "application/hal+json",
      "text/plain",
      "image/png",
    ]);
  });

  test("an extension is no media type", () => {
    const content = { "x-note": 5, "application/json": {} };
    expect(readOne({ responses: { 200: { content } } }).diagnostics).toEqual([]);
  });

  test("a parameter after a comma is left out too", () => {
    const content = { "application/json, charset=utf-8": {} };
    expect(bodyOf({ content })?.content).toMatchObject([{ contentType: "application/json" }]);
  });

  test("types that differ in parameters only are one", () => {
    const content = {
      "application/json;v=1": { schema: { type: "string" } },
      "application/json;v=2": {},
    };
    expect(bodyOf({ content })?.content).toEqual([
      { contentType: "application/json", kind: "json", schema: { type: "string" } },
    ]);
  });

  test.each([
    ["a\r\nb", "is not a media type"],
    ["json", "is not a media type"],
    ['text/"x"', "is not a media type"],
  ])("the media type %j is left out and reported", (type, what) => {
    const content = { [type]: {}, "application/json": {} };
    const { operation, diagnostics } = readOne({ responses: { 200: { content } } });
    expect(operation.responses[0]?.content.map(({ contentType }) => contentType)).toEqual([
      "application/json",
    ]);
    expect(diagnostics).toMatchObject([
      { code: "AF_DOCUMENT_FAULTY", message: expect.stringContaining(what) },
    ]);
  });

  test("a media type that holds no object is left out and reported", () => {
    const { diagnostics } = readOne({ responses: { 200: { content: { "application/json": 5 } } } });
    expect(diagnostics).toMatchObject([
      {
        message:
          'The media type "application/json" holds no object; this form of the body is left out.',
      },
    ]);
  });

  test("an example is the document's own value, with its reference followed", () => {
    const content = {
      "application/json": { examples: { first: { $ref: "#/components/examples/pet" } } },
    };
    const components = { examples: { pet: { value: { name: "Rex" } } } };
    expect(answersOf({ 200: { content } }, components)[0]?.content[0]?.example).toEqual({
      name: "Rex",
    });
  });
});

describe("a request body", () => {
  test("is none when the document has none", () => {
    expect(readOne({ responses }).operation.body).toBeNull();
  });

  test("is found behind a reference", () => {
    const body = {
      required: true,
      description: "A pet",
      content: { "application/json": { schema: { type: "object" } } },
    };
    expect(
      bodyOf({ $ref: "#/components/requestBodies/pet" }, { requestBodies: { pet: body } }),
    ).toEqual({
      required: true,
      description: "A pet",
      content: [{ contentType: "application/json", kind: "json", schema: { type: "object" } }],
    });
  });

  test.each([
    ["application/x-www-form-urlencoded", { type: "string" }, "binary"],
    ["multipart/form-data", { type: "array", items: {} }, "binary"],
    ["multipart/mixed", {}, "binary"],
    ["application/xml", {}, "text"],
    ["text/xml", {}, "text"],
    ["application/atom+xml", {}, "text"],
  ])(
    "as %s with the schema %j is encoded by the caller, which is reported",
    (type, schema, kind) => {
      const { operation, diagnostics } = readOne(
        { operationId: "send", requestBody: { content: { [type]: { schema } } }, responses },
        {},
        { method: "post" },
      );
      expect(operation.body?.content).toMatchObject([{ kind }]);
      expect(diagnostics).toMatchObject([
        {
          code: "AF_BODY_ENCODED_BY_CALLER",
          severity: "warning",
          message: `The body of "send" is ${type}, which this version does not encode.`,
          location: { pointer: "/paths/~1pets/post/requestBody" },
        },
      ]);
    },
  );

  test("that has a JSON form too is not reported", () => {
    const content = { "multipart/form-data": {}, "application/json": {} };
    expect(
      readOne({ requestBody: { content }, responses }, {}, { method: "post" }).diagnostics,
    ).toEqual([]);
  });

  test("of TRACE is none, because it may have none (RFC 9110 §9.3.8)", () => {
    const requestBody = { content: { "application/json": {} } };
    expect(readOne({ requestBody, responses }, {}, { method: "trace" }).operation.body).toBeNull();
  });

  test.each([
    ["without content", {}],
    ["that is no object", 5],
    ["that refers to nothing", { $ref: "#/gone" }],
  ])("%s makes its operation unusable", (_, requestBody) => {
    const { operations, diagnostics } = read({
      paths: { "/a": { post: { requestBody, responses } }, "/b": { get: { responses } } },
    });
    expect(operations.map(({ path }) => path)).toEqual(["/b"]);
    expect(diagnostics).toMatchObject([
      { code: "AF_OPERATION_UNUSABLE", location: { pointer: "/paths/~1a/post/requestBody" } },
    ]);
  });
});

describe("answers", () => {
  test("are sorted by status, written in one way", () => {
    const answers = { default: {}, "4xx": {}, 404: {}, 200: {}, "x-note": "no answer" };
    expect(answersOf(answers).map(({ status }) => status)).toEqual([
      "200",
      "404",
      "4XX",
      "default",
    ]);
  });

  test("list their headers in small letters, sorted, each once", () => {
    const headers = { "X-Total": {}, Link: {}, link: {} };
    expect(answersOf({ 200: { headers } })[0]?.headers).toEqual(["link", "x-total"]);
  });

  test("that many operations share are read once", () => {
    const shared = {
      description: "Gone",
      content: { "application/json": { schema: { type: "string" } } },
    };
    const answers = { 404: { $ref: "#/components/responses/gone" } };
    const { operations } = read({
      paths: { "/a": { get: { responses: answers } }, "/b": { get: { responses: answers } } },
      components: { responses: { gone: shared } },
    });
    expect(operations[0]?.responses[0]?.content).toBe(operations[1]?.responses[0]?.content);
  });

  test.each(["600", "20", "OK", "2X", "__proto__"])(
    "of the status %s are left out and reported",
    (status) => {
      const { operation, diagnostics } = readOne({
        responses: JSON.parse(`{"${status}":{},"200":{}}`),
      });
      expect(operation.responses.map((answer) => answer.status)).toEqual(["200"]);
      expect(diagnostics).toMatchObject([
        {
          code: "AF_DOCUMENT_FAULTY",
          message: `"${status}" is not a status of its own; this answer is left out.`,
        },
      ]);
    },
  );

  test("may be missing altogether", () => {
    expect(readOne({}).operation.responses).toEqual([]);
  });

  test.each([
    ["refers to nothing", { $ref: "#/gone" }],
    ["is no object", 5],
  ])("of which one %s make their operation unusable", (_, answer) => {
    expect(() => readOne({ responses: { 200: answer } })).toThrow(
      expect.objectContaining({ code: "AF_OPERATION_UNUSABLE" }),
    );
  });
});

test("an example that nests 20,000 times is left out and reported", () => {
  const example = "[".repeat(20_000) + "]".repeat(20_000);
  const content = `{"application/json":{"example":${example}}}`;
  const { model, diagnostics } = readText(
    `{"openapi":"3.0.0","servers":[{"url":"https://a.example"}],"paths":{"/a":{"get":{"responses":{"200":{"content":${content}}}}}}}`,
  );
  expect(diagnostics).toMatchObject([{ code: "AF_DOCUMENT_TOO_LARGE" }]);
  expect(JSON.stringify(model)).not.toContain("[[[[");
});
