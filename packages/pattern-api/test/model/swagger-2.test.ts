import { describe, expect, test } from "vitest";
import { type ReadResult, readText } from "./read.js";

/** Reads a Swagger 2.0 document made of these fields and the usual others. */
function read(fields: object): ReadResult {
  const usual = { swagger: "2.0", info: { title: "Pets", version: "1" }, host: "api.example.com" };
  return readText(JSON.stringify({ ...usual, ...fields }));
}

/** Reads one operation, `POST /pets`. */
function readOperation(operation: object, fields: object = {}): ReadResult {
  return read({ paths: { "/pets": { post: operation } }, ...fields });
}

describe("the address", () => {
  test.each([
    [{}, "https://api.example.com"],
    [{ schemes: ["http"] }, "http://api.example.com"],
    [{ schemes: ["ws", "http", "https"] }, "https://api.example.com"],
    [{ basePath: "/v1/" }, "https://api.example.com/v1"],
    [{ basePath: "v1" }, "https://api.example.com/v1"],
    [{ host: undefined, basePath: "/v2" }, "https://api.example.com/v2"],
    [{ host: "other.example:8080" }, "https://other.example:8080"],
  ])("of %j is %s", (fields, baseUrl) => {
    const { model } = readOperation({}, fields);
    expect(model.service.baseUrl).toBe(baseUrl);
  });

  test("of one operation may have another scheme", () => {
    const { operations } = readOperation({ schemes: ["http"] });
    expect(operations[0]?.baseUrl).toBe("http://api.example.com");
  });
});

describe("a parameter", () => {
  test.each([
    ["query", {}, "form", false],
    ["query", { collectionFormat: "csv" }, "form", false],
    ["query", { collectionFormat: "multi" }, "form", true],
    ["query", { collectionFormat: "ssv" }, "spaceDelimited", false],
    ["query", { collectionFormat: "pipes" }, "pipeDelimited", false],
    ["header", { collectionFormat: "csv" }, "simple", false],
  ])("in %s with %j has the style %s, explode %s", (location, format, style, explode) => {
    const { operations } = readOperation({
      parameters: [
        { name: "ids", in: location, type: "array", items: { type: "integer" }, ...format },
      ],
    });
    expect(operations[0]?.parameters[0]).toMatchObject({
      style,
      explode,
      schema: { type: "array", items: { type: "integer" } },
    });
  });

  test("keeps its limits, default and description in its schema", () => {
    const { operations } = readOperation({
      parameters: [
        {
          name: "limit",
          in: "query",
          description: "How many",
          type: "integer",
          maximum: 100,
          default: 20,
          "x-example": 7,
        },
      ],
    });
    expect(operations[0]?.parameters[0]).toMatchObject({
      description: "How many",
      schema: { type: "integer", maximum: 100, default: 20, description: "How many" },
      example: 7,
    });
  });

  test("of a tab-separated list is reported, as no style of OpenAPI 3 writes it", () => {
    const parameter = { name: "ids", in: "query", type: "array", items: {} };
    const { diagnostics } = readOperation({
      parameters: [{ ...parameter, collectionFormat: "tsv" }],
    });
    expect(diagnostics.map(({ message, location }) => [message, location?.pointer])).toEqual([
      [
        'The style "tsv" is not one for a query parameter; form is used.',
        "/paths/~1pets/post/parameters/0",
      ],
    ]);
  });

  test("that is shared is found through its reference", () => {
    const { operations } = readOperation(
      { parameters: [{ $ref: "#/parameters/Limit" }] },
      { parameters: { Limit: { name: "limit", in: "query", type: "integer" } } },
    );
    expect(operations[0]?.parameters[0]).toMatchObject({
      wireName: "limit",
      schema: { type: "integer" },
    });
  });
});

describe("a body", () => {
  const schema = { $ref: "#/definitions/Pet" };
  const definitions = { Pet: { type: "object", properties: { name: { type: "string" } } } };
  const parameters = [{ name: "pet", in: "body", required: true, description: "A pet", schema }];

  test("is JSON when nothing is said", () => {
    const { operations, model } = readOperation({ parameters }, { definitions });
    expect(operations[0]?.body).toEqual({
      required: true,
      description: "A pet",
      content: [{ contentType: "application/json", kind: "json", schema }],
    });
    expect(model.schemas.map(({ name, pointer }) => [name, pointer])).toEqual([
      ["Pet", "#/definitions/Pet"],
    ]);
  });

  test("has the media types of its operation, or else of the document", () => {
    const documents = [{ consumes: ["text/plain"] }, {}];
    const contentTypes = documents.map((fields) => {
      const { operations } = readOperation(
        { parameters, consumes: fields.consumes },
        { definitions, consumes: ["application/vnd.pets+json"] },
      );
      return operations[0]?.body?.content.map(({ contentType }) => contentType);
    });
    expect(contentTypes).toEqual([["text/plain"], ["application/vnd.pets+json"]]);
  });

  test("may be declared for a path, or be shared", () => {
    const { operations } = read({
      definitions,
      parameters: { Body: parameters[0] },
      paths: { "/pets": { parameters: [{ $ref: "#/parameters/Body" }], put: {} } },
    });
    expect(operations[0]?.body?.content[0]?.schema).toEqual(schema);
  });

  test("of form fields is an object, sent as a form", () => {
    const { operations } = readOperation({
      parameters: [
        { name: "name", in: "formData", type: "string", required: true },
        { name: "tags", in: "formData", type: "array", items: { type: "string" } },
      ],
    });
    expect(operations[0]?.body).toMatchObject({
      required: true,
      content: [
        {
          contentType: "application/x-www-form-urlencoded",
          schema: {
            type: "object",
            properties: { name: { type: "string" }, tags: { type: "array" } },
            required: ["name"],
          },
        },
      ],
    });
  });

  test("with a file is sent in parts", () => {
    const { operations } = readOperation({
      parameters: [{ name: "photo", in: "formData", type: "file" }],
    });
    expect(operations[0]?.body?.content[0]).toMatchObject({
      contentType: "multipart/form-data",
      schema: { properties: { photo: { $ref: "agentflow:file" } } },
    });
  });
});

describe("an answer", () => {
  test("has the media types of its operation, with their examples", () => {
    const { operations } = readOperation({
      produces: ["application/json", "text/csv"],
      responses: {
        "200": {
          description: "OK",
          schema: { type: "string" },
          examples: { "application/json": "a" },
        },
      },
    });
    expect(operations[0]?.responses[0]?.content).toEqual([
      { contentType: "application/json", kind: "json", schema: { type: "string" }, example: "a" },
      { contentType: "text/csv", kind: "text", schema: { type: "string" } },
    ]);
  });

  test("of a file is bytes", () => {
    const { operations } = readOperation({
      produces: ["application/pdf"],
      responses: { "200": { description: "OK", schema: { type: "file" } } },
    });
    expect(operations[0]?.responses[0]?.content).toEqual([
      {
        contentType: "application/pdf",
        kind: "binary",
        schema: { type: "string", format: "binary" },
      },
    ]);
  });

  test("that is shared takes the media types of the operation that refers to it", () => {
    const { operations } = readOperation(
      { produces: ["text/plain"], responses: { "404": { $ref: "#/responses/Missing" } } },
      { responses: { Missing: { description: "Gone", schema: { type: "string" } } } },
    );
    expect(operations[0]?.responses[0]).toMatchObject({
      description: "Gone",
      content: [{ contentType: "text/plain" }],
    });
  });
});

describe("a schema", () => {
  test("is upgraded wherever it stands, and only where it must be", () => {
    const plain = { type: "object", properties: { a: { type: "string" } } };
    const { model } = readOperation(
      {
        responses: {
          "200": {
            description: "",
            schema: { allOf: [{ $ref: "#/definitions/A" }, { $ref: "#/definitions/B" }] },
          },
        },
      },
      {
        definitions: {
          A: plain,
          B: {
            discriminator: "kind",
            properties: { kind: { type: "string" }, file: { items: [{ type: "file" }] } },
            additionalProperties: { type: "string", "x-nullable": true },
          },
        },
      },
    );
    expect(model.schemas.map(({ schema }) => schema)).toEqual([
      plain,
      {
        discriminator: { propertyName: "kind" },
        properties: {
          kind: { type: "string" },
          file: { items: [{ type: "string", format: "binary" }] },
        },
        additionalProperties: { type: "string", "x-nullable": true, nullable: true },
      },
    ]);
  });
});

describe("a security scheme", () => {
  test.each([
    [{ type: "basic" }, { type: "basic", username: "username", password: "password" }],
    [
      { type: "apiKey", in: "header", name: "X-Key" },
      { type: "apiKey", in: "header", name: "X-Key", option: "apiKey" },
    ],
    [
      { type: "oauth2", flow: "application", tokenUrl: "https://a.example/token", scopes: {} },
      { type: "bearer", option: "token" },
    ],
    [
      { type: "oauth2", flow: "magic" },
      { type: "bearer", option: "token" },
    ],
  ])("%j is sent as %j", (scheme, auth) => {
    const { model } = readOperation({}, { securityDefinitions: { main: scheme } });
    expect(model.service.auth).toEqual([[auth], []]);
  });
});

describe("faults", () => {
  test("are reported where they stand in the document itself", () => {
    const { diagnostics } = read({
      paths: {
        "/a": { get: { parameters: [{ $ref: "#/parameters/None" }] } },
        "/b": {
          post: {
            parameters: [
              { name: "id", in: "query", type: "string" },
              { name: "pet", in: "body", schema: { $ref: "#/definitions/None" } },
            ],
          },
        },
      },
    });
    expect(diagnostics.map(({ code, location }) => [code, location?.pointer])).toEqual([
      ["AF_OPERATION_UNUSABLE", "/paths/~1a/get/parameters/0"],
      ["AF_REFERENCE_UNRESOLVED", "/paths/~1b/post/parameters/1"],
    ]);
  });

  test("in parts that are no objects leave those parts out", () => {
    const { model } = read({
      paths: {
        "/a": 1,
        "/b": { get: { responses: 7, parameters: "no" } },
        "/c": { get: { responses: { "200": 3 } } },
      },
      parameters: { P: 1 },
      definitions: 2,
      securityDefinitions: { s: "x" },
    });
    expect(model.unit.ids).toEqual(["GET /b"]);
  });
});
