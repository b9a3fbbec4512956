import { describe, expect, test } from "vitest";
import type { ContentModel } from "../../src/model/api-model.js";
import { readOne, type ReadResult } from "./read.js";

const urlencoded = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data";
const responses = { 204: { description: "" } };
const file = { $ref: "agentflow:file" };
const binary = { type: "string", format: "binary" };

type Read = Omit<ReadResult, "model"> & { readonly content: ContentModel | undefined };

function readForm(type: string, media: object, schemas: object = {}, fields: object = {}): Read {
  const { operation, ...rest } = readOne(
    { requestBody: { content: { [type]: media } }, responses },
    { components: { schemas }, ...fields },
    { method: "post" },
  );
  return { ...rest, content: operation.body?.content[0] };
}

describe("a form", () => {
  test.each([
    ["nothing", undefined],
    ["everything", true],
    ["an object", { type: "object" }],
    ["an object or null", { type: ["object", "null"] }],
    ["properties alone", { properties: { a: {} } }],
    ["a named object", { $ref: "#/components/schemas/object" }],
    ["one that refers to itself", { $ref: "#/components/schemas/recursive" }],
    ["one of several objects", { oneOf: [{ type: "object" }, { properties: {} }] }],
  ])("is an object where the schema is %s", (_, schema) => {
    const schemas = {
      object: { type: "object" },
      recursive: { allOf: [{ $ref: "#/components/schemas/recursive" }] },
    };
    const { content, diagnostics } = readForm(urlencoded, { schema }, schemas);
    expect(content?.kind).toBe("form");
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ["a string", { type: "string" }],
    ["a list", { type: "array", items: {} }],
    ["items alone", { items: {} }],
    ["a named string", { $ref: "#/components/schemas/text" }],
    ["an object or a string", { anyOf: [{ type: "object" }, { type: "string" }] }],
  ])("is bytes where the schema is %s", (_, schema) => {
    const { content, diagnostics } = readForm(multipart, { schema }, { text: { type: "string" } });
    expect(content?.kind).toBe("binary");
    expect(diagnostics).toMatchObject([{ code: "AF_BODY_ENCODED_BY_CALLER" }]);
  });
});

describe("the files of a multipart form", () => {
  function properties(given: object, schemas: object = {}, encoding: object = {}): unknown {
    const schema = { type: "object", properties: given };
    const { content } = readForm(multipart, { schema, encoding }, schemas);
    return content?.schema;
  }

  test.each([
    ["of the format binary", binary],
    ["that may be null", { type: ["string", "null"], format: "binary" }],
    ["with a media type of its own", { type: "string", contentMediaType: "image/png" }],
    ["with a media type alone", { contentMediaType: "application/pdf" }],
    ["of a named schema", { $ref: "#/components/schemas/binary" }],
    ["combined of one", { allOf: [{ $ref: "#/components/schemas/binary" }] }],
  ])("are strings %s", (_, property) => {
    const schema = properties({ a: property, b: { type: "string" } }, { binary });
    expect(JSON.stringify(schema)).toContain('{"$ref":"agentflow:file"');
    expect(schema).toMatchObject({ properties: { b: { type: "string" } } });
  });

  test.each([
    ["text", { type: "string" }],
    ["base64", { type: "string", format: "byte" }],
    [
      "in a content encoding",
      { type: "string", contentMediaType: "image/png", contentEncoding: "base64" },
    ],
    ["of a text type", { type: "string", contentMediaType: "text/csv" }],
    ["numbers", { type: "integer", format: "binary" }],
    ["of a list of values", { type: "string", enum: ["a"], contentMediaType: "image/png" }],
    ["inside of an object, which is sent as JSON", { type: "object", properties: { a: binary } }],
  ])("are none that are %s", (_, property) => {
    expect(properties({ a: property })).toEqual({ type: "object", properties: { a: property } });
  });

  test("may be lists, and keep what people read of them", () => {
    const item = {
      ...binary,
      description: "A page",
      deprecated: true,
      nullable: true,
      maxLength: 9,
    };
    expect(properties({ pages: { type: "array", items: item, maxItems: 3 } })).toEqual({
      type: "object",
      properties: {
        pages: {
          type: "array",
          items: { ...file, description: "A page", deprecated: true, nullable: true },
          maxItems: 3,
        },
      },
    });
  });

  test("are strings that the encoding sends as something else than text", () => {
    const encoding = {
      icon: { contentType: "image/png, image/jpeg" },
      note: { contentType: "text/plain" },
      data: { contentType: "application/json" },
    };
    const text = { type: "string" };
    expect(properties({ icon: text, note: text, data: text, other: text }, {}, encoding)).toEqual({
      type: "object",
      properties: { icon: file, note: text, data: text, other: text },
    });
  });

  test("are found in a named schema, which is written out then, and only then", () => {
    const schemas = {
      upload: { type: "object", properties: { file: binary } },
      note: { type: "object", properties: { text: { type: "string" } } },
    };
    const parts = Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` }));
    const { content } = readForm(multipart, { schema: { allOf: parts } }, schemas);
    expect(content?.schema).toEqual({
      allOf: [{ type: "object", properties: { file } }, { $ref: "#/components/schemas/note" }],
    });
  });

  test("are found beside a reference", () => {
    const { content } = readForm(
      multipart,
      {
        schema: {
          $ref: "#/components/schemas/upload",
          description: "d",
          allOf: [{ required: ["file"] }],
        },
      },
      { upload: { properties: { file: binary } } },
    );
    expect(content?.schema).toEqual({
      description: "d",
      allOf: [{ properties: { file } }, { required: ["file"] }],
    });
  });

  test("are looked for in no more than 1,000 schemas", () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 30 }, (_, level) => {
        const below = { $ref: `#/components/schemas/s${level + 1}` };
        return [`s${level}`, { allOf: [below, below] }];
      }),
    );
    const schemas = { ...doubling, s30: { properties: { file: binary } } };
    const { content } = readForm(
      multipart,
      { schema: { $ref: "#/components/schemas/s0" } },
      schemas,
    );
    expect(content?.kind).toBe("multipart");
    expect(JSON.stringify(content).length).toBeLessThan(100_000);
  });

  test("of an urlencoded form are texts, because it can hold no bytes", () => {
    const schema = { type: "object", properties: { a: binary } };
    expect(readForm(urlencoded, { schema }).content?.schema).toEqual(schema);
  });
});

describe("the encoding of a form", () => {
  function encodingOf(type: string, encoding: unknown, version = "3.1.0"): unknown {
    const media = { schema: { type: "object" }, encoding };
    return readForm(type, media, {}, { openapi: version }).content?.encoding;
  }

  test.each([
    [{ style: "deepObject", explode: true }, { style: "deepObject" }],
    [{ style: "form", explode: true }, { style: "form" }],
    [{ explode: false }, { style: "form", explode: false }],
    [{ style: "pipeDelimited", explode: false }, { style: "pipeDelimited" }],
    [
      { style: "spaceDelimited", explode: true },
      { style: "spaceDelimited", explode: true },
    ],
    [{ allowReserved: true }, { style: "form", allowReserved: true }],
    [{ allowReserved: false }, { style: "form" }],
  ])("%j is read as %j", (given, expected) => {
    expect(encodingOf(urlencoded, { a: given })).toEqual({ a: expected });
    expect(encodingOf(multipart, { a: given })).toEqual({ a: expected });
  });

  test.each([
    ["nothing", {}],
    ["a content type, of which an urlencoded form has none", { a: { contentType: "image/png" } }],
    ["something that is no object", { a: 5 }],
    ["no object at all", 5],
  ])("is left out when it says %s", (_, encoding) => {
    expect(encodingOf(urlencoded, encoding)).toBeUndefined();
  });

  test("of a multipart form has no styles in OpenAPI 3.0, but for brackets", () => {
    const encoding = {
      a: { style: "spaceDelimited" },
      b: { contentType: "image/png" },
      c: { style: "deepObject", explode: true },
    };
    expect(encodingOf(multipart, encoding, "3.0.3")).toEqual({
      b: { contentType: "image/png" },
      c: { style: "deepObject" },
    });
    expect(encodingOf(urlencoded, encoding, "3.0.3")).toEqual({
      a: { style: "spaceDelimited" },
      c: { style: "deepObject" },
    });
  });

  test("of a part may have headers with a constant value", () => {
    const headers = {
      "X-Const": { schema: { const: "a" } },
      "X-Enum": { schema: { enum: ["b"] } },
      "X-Open": { schema: { enum: ["b", "c"] } },
      "X-Number": { schema: { const: 1 } },
      "X-Break": { schema: { const: "a\r\nX: b" } },
      "X Space": { schema: { const: "a" } },
      "Content-Type": { schema: { const: "text/plain" } },
      "X-None": {},
      "X-Gone": { $ref: "#/gone" },
    };
    expect(encodingOf(multipart, { a: { headers } })).toEqual({
      a: { headers: { "X-Const": "a", "X-Enum": "b" } },
    });
  });

  test("of a part has no content type that could not stand in a header", () => {
    expect(encodingOf(multipart, { a: { contentType: "a/b\r\nX: y" } })).toBeUndefined();
  });

  test.each([["simple"], [5]])("of the style %j is form, which is reported", (style) => {
    const { content, diagnostics } = readForm(urlencoded, { encoding: { a: { style } } });
    expect(content?.encoding).toEqual({ a: { style: "form" } });
    expect(diagnostics).toMatchObject([
      {
        code: "AF_DOCUMENT_FAULTY",
        location: {
          pointer:
            "/paths/~1pets/post/requestBody/content/application~1x-www-form-urlencoded/encoding/a",
        },
      },
    ]);
  });

  test("may be of a property with a name that every object has", () => {
    const encoding = JSON.parse(
      '{"__proto__":{"style":"deepObject"},"constructor":{"style":"form"}}',
    );
    const read = encodingOf(urlencoded, encoding);
    expect(Object.keys(Object(read))).toEqual(["__proto__", "constructor"]);
  });
});
