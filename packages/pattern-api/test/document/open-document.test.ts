import { describe, expect, test } from "vitest";
import { openDocument } from "../../src/document/openapi-document.js";

function open(text: string): ReturnType<typeof openDocument> {
  return openDocument({ source: "spec.json", text, digest: "sha256-0" });
}

function document(fields: object): string {
  return JSON.stringify({ info: { title: "T", version: "1" }, paths: {}, ...fields });
}

test.each([
  ["3.0.0", "3.0"],
  ["3.0.3", "3.0"],
  ["3.1.0", "3.1"],
  ["3.1.1", "3.1"],
  ["3.1", "3.1"],
  ["3.0.4-rc1", "3.0"],
  ["3.2.0", "3.2"],
  [3.1, "3.1"],
  [3, "3.0"],
])("OpenAPI %s is read as %s", (openapi, version) => {
  expect(open(document({ openapi })).version).toBe(version);
});

describe("AF_DOCUMENT_UNSUPPORTED", () => {
  test.each([
    ["a Swagger 1.2 document", document({ swagger: 1.2 })],
    ["an OpenAPI 4.0.0 document", document({ openapi: "4.0.0" })],
    ['an OpenAPI "3.0 or so" document', document({ openapi: "3.0 or so" })],
    ['an OpenAPI "of no version" document', document({ openapi: {} })],
    ["an AsyncAPI document", '{"asyncapi":"2.6.0"}'],
    ["a GraphQL introspection result", '{"__schema":{}}'],
    ["a GraphQL schema", "type Query {\n  a: String\n}\n"],
    ["a Protocol Buffers file", 'syntax = "proto3";\n'],
    ["a RAML document", "#%RAML 1.0\ntitle: T\n"],
  ])("for %s", (what, text) => {
    expect(() => open(text)).toThrow(
      expect.objectContaining({
        code: "AF_DOCUMENT_UNSUPPORTED",
        message: `"spec.json" seems to be ${what}, not an OpenAPI document of a version that is read.`,
      }),
    );
  });
});

describe("AF_DOCUMENT_UNRECOGNISED", () => {
  test.each([
    ["an object with the keys foo", "---\nfoo: bar\n"],
    ["an array", "[]"],
    ["an object with the keys name, version", '{"name":"x","version":"1"}'],
    ['an object with the keys "a\\u202eb"', '{"a\u202eb":1}'],
    ["an empty object", "{}"],
    ["a GraphQL introspection result", '{"data":{"__schema":{}}}'],
    ["a Postman collection", '{"info":{},"item":[]}'],
    ["a HAR recording", '{"log":{"entries":[]}}'],
    ["a JSON Schema", '{"$schema":"https://json-schema.org/draft/2020-12/schema"}'],
    ["an HTML page", "<!DOCTYPE html><html></html>"],
    ["an XML document", '<?xml version="1.0"?><api/>'],
  ])("for %s", (what, text) => {
    expect(() => open(text)).toThrow(
      expect.objectContaining({
        code: "AF_DOCUMENT_UNRECOGNISED",
        message: `"spec.json" seems to be ${what}, not an OpenAPI document of a version that is read.`,
      }),
    );
  });

  test.each([
    '{"openapi":"3.1.0"}',
    '{"openapi":"3.1.0","webhooks":{}}',
    '{"openapi":"3.0.3","webhooks":{"a":{}}}',
  ])("for a document without paths, at their pointer: %s", (text) => {
    expect(() => open(text)).toThrow(
      expect.objectContaining({
        code: "AF_DOCUMENT_UNRECOGNISED",
        location: { source: "spec.json", pointer: "/paths" },
      }),
    );
  });
});

test.each(["3.1.0", "3.2.0"])("webhooks alone are enough in version %s", (openapi) => {
  const text = JSON.stringify({ openapi, webhooks: { a: { post: {} } } });
  expect(open(text).version).toBe(openapi.slice(0, 3));
});

test("text that is no JSON is refused with its place", () => {
  expect(() => open('{"openapi":')).toThrow(
    expect.objectContaining({
      code: "AF_DOCUMENT_MALFORMED",
      location: expect.objectContaining({ line: 1 }),
    }),
  );
});

test("an empty text is refused as empty", () => {
  expect(() => open(" \n")).toThrow(expect.objectContaining({ code: "AF_DOCUMENT_EMPTY" }));
});

test.each([
  ["openapi: 3.1.0\npaths: {}\n", "3.1"],
  ["# A comment\n'swagger': '2.0'\npaths: {}\n", "2.0"],
  ["%YAML 1.2\n---\nopenapi: 3.0\npaths: {}\n", "3.0"],
  ["swagger: 2.0\npaths: {}\n", "2.0"],
])("YAML %j is read as %s", (text, version) => {
  expect(open(text).version).toBe(version);
});
