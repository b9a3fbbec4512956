import { describe, expect, test } from "vitest";
import { inspected } from "./inspected.js";

const head =
  "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://a.example}]\n";
const none = 'responses: {"204": {description: none}}';

/** Codes of what is reported, with the last two steps of where. */
async function codesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { diagnostics } = await inspected(files);
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe("beside a `$ref`", () => {
  const described = (version: string) => ({
    "api/openapi.yaml": `${head.replace("3.1.0", version)}paths:
  /a:
    get:
      parameters: [{$ref: "#/components/parameters/Id", description: here, required: true, name: x}]
      requestBody: {$ref: "#/components/requestBodies/B", description: here}
      responses: {"200": {$ref: "#/components/responses/R", description: here, summary: s}}
components:
  parameters: {Id: {$ref: "#/components/parameters/Other", description: between}, Other: {name: id, in: query, description: there, schema: {type: string}}}
  requestBodies: {B: {description: there, content: {text/plain: {schema: {type: string}}}}}
  responses: {R: {description: there}}`,
  });

  test.each([
    ["3.0.3", "there"],
    ["3.1.0", "here"],
    ["3.2.0", "here"],
  ])(
    "of OpenAPI %s a description counts or does not: %s; nothing else does",
    async (version, description) => {
      const { model, diagnostics } = await inspected(described(version));
      expect(diagnostics).toEqual([]);
      const operation = model.groups[0]?.operations[0];
      expect(operation).toMatchObject({
        parameters: [{ wireName: "id", required: false, description }],
        body: { description },
        responses: [{ description }],
      });
    },
  );

  test("a path has operations of its own, and shares its parameters with those behind it", async () => {
    const { model, diagnostics } = await inspected({
      "api/openapi.yaml": `${head}paths:
  /a/{id}:
    $ref: "items/a.yaml#/item"
    parameters: [{$ref: "#/components/parameters/Id"}, {name: h, in: header, schema: {type: string}}]
    put: {operationId: own-put, responses: {"200": {$ref: "#/components/responses/R"}}}
    post: {operationId: own-post, ${none}}
components:
  parameters: {Id: {name: id, in: path, required: true, schema: {type: integer}}}
  responses: {R: {description: root}}`,
      "api/items/a.yaml": `item:
  get: {operationId: far-get, responses: {"200": {$ref: "#/R"}}}
  put: {operationId: far-put, ${none}}
R: {description: far}`,
    });
    expect(diagnostics).toEqual([]);
    const operations = model.groups.flatMap((group) => group.operations);
    expect(
      operations.map(({ id, parameters, responses }) => [
        id,
        parameters.map(({ wireName }) => wireName),
        responses[0]?.description,
      ]),
    ).toEqual([
      ["far-get", ["id", "h"], "far"],
      ["own-post", ["id", "h"], "none"],
      ["own-put", ["id", "h"], "root"],
    ]);
  });

  test("a path without parameters of its own has those behind it, at their own place", async () => {
    const files = (second: string) => ({
      "api/openapi.yaml": `${head}paths: {/a: {$ref: "a.yaml", post: {${none}}, summary: here}, /b: {get: {${none}}}}`,
      "api/a.yaml": `parameters: [{$ref: "#/x"}${second}]
summary: there
get: {${none}}
x: {name: q, in: query, schema: {type: string}}`,
    });
    const { model } = await inspected(files(""));
    const operations = model.groups.flatMap((group) => group.operations);
    expect(
      operations.map(({ id, parameters, summary }) => [id, parameters.length, summary]),
    ).toEqual([
      ["GET /a", 1, "here"],
      ["GET /b", 0, ""],
      ["POST /a", 1, "here"],
    ]);
    const { diagnostics } = await inspected(files(", {in: nowhere, name: x}"));
    expect(diagnostics).toMatchObject([
      {
        code: "AF_OPERATION_UNUSABLE",
        location: { source: "api/a.yaml", pointer: "/parameters/1" },
      },
      {
        code: "AF_OPERATION_UNUSABLE",
        location: { source: "api/a.yaml", pointer: "/parameters/1" },
      },
    ]);
  });

  test("a path has a summary, and nothing else is changed by it", async () => {
    const { model } = await inspected({
      "api/openapi.yaml": `${head}paths: {/a: {$ref: "#/x-items/a", summary: here}}\nx-items: {a: {summary: there, get: {${none}}}}`,
    });
    expect(model.groups[0]?.operations[0]?.summary).toBe("here");
  });
});

describe("pointers", () => {
  test("may be percent-encoded, in every document", async () => {
    const { model, diagnostics } = await inspected({
      "api/openapi.yaml": `${head}paths:
  /pets/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/A%20b%2525"}}}}}
  /again: {get: {responses: {"200": {$ref: "#/paths/~1pets~1%7Bid%7D/get/responses/200"}}}}
components: {schemas: {"A b%25": {$ref: "./sub%20dir/c.yaml#/%C3%A9~1%7E0"}}}`,
      "api/sub%20dir/c.yaml": '"é/~": {type: object}',
    });
    expect(diagnostics).toEqual([]);
    expect(model.schemas.map(({ pointer }) => pointer)).toEqual([
      "#/components/schemas/A b%25",
      "sub%20dir/c.yaml#/é~1~0",
    ]);
  });

  test("lead from document to document, each relative to its own", async () => {
    const { model, diagnostics } = await inspected({
      "api/openapi.yaml": `${head}paths: {/a: {$ref: "v1/paths/a.yaml"}}`,
      "api/v1/paths/a.yaml": `get: {responses: {"200": {$ref: "../parts.yaml#/responses/R"}}}`,
      "api/v1/parts.yaml": `responses: {R: {$ref: "../shared/r.yaml"}}\nschemas: {$ref: "../shared/s.yaml#/all"}`,
      "api/shared/r.yaml": `description: OK\ncontent: {application/json: {schema: {$ref: "../v1/parts.yaml#/schemas/Pet"}}}`,
      "api/shared/s.yaml": `all: {Pet: {properties: {next: {$ref: "#/all/Pet"}, root: {$ref: "../openapi.yaml#/info"}}}}`,
    });
    expect(diagnostics).toEqual([]);
    expect(model.schemas.map(({ pointer }) => pointer)).toEqual([
      "shared/s.yaml#/all/Pet",
      "#/info",
    ]);
  });
});

describe("circles", () => {
  const answer = (schema: string): string =>
    `get: {responses: {"200": {description: OK, content: {application/json: {schema: ${schema}}}}}}`;

  test("of schemas within one document and across documents are read", async () => {
    const { model, diagnostics } = await inspected({
      "api/openapi.yaml": `${head}paths: {/a: {${answer('{$ref: "#/components/schemas/A"}')}}}
components: {schemas: {A: {properties: {self: {$ref: "#/components/schemas/A"}, b: {$ref: "b.yaml#/B"}}}}}`,
      "api/b.yaml":
        'B: {properties: {a: {$ref: "openapi.yaml#/components/schemas/A"}, c: {$ref: "c.yaml"}}}',
      "api/c.yaml": 'type: array\nitems: {anyOf: [{$ref: "#"}, {$ref: "b.yaml#/B"}]}',
    });
    expect(diagnostics).toEqual([]);
    expect(model.schemas.map(({ name }) => name)).toEqual(["A", "B", "C"]);
  });

  test("of schemas that are nothing but references are told, and allow any value", async () => {
    const { model, diagnostics } = await inspected({
      "api/openapi.yaml": `${head}paths: {/a: {${answer('{$ref: "b.yaml#/B"}')}}}
components: {schemas: {A: {$ref: "b.yaml#/B"}}}`,
      "api/b.yaml": 'B: {$ref: "openapi.yaml#/components/schemas/A"}',
    });
    expect(diagnostics).toMatchObject([
      {
        code: "AF_REFERENCE_UNRESOLVED",
        message: 'The reference "b.yaml#/B" leads in a circle.',
        location: { source: "api/openapi.yaml", line: 4 },
      },
    ]);
    expect(model.schemas.map(({ name }) => name)).toEqual(["A", "B"]);
  });

  const circle = "leads in a circle.";
  test.each([
    [
      "parameters",
      `parameters: [{$ref: "#/components/parameters/A"}], ${none}`,
      '{parameters: {A: {$ref: "b.yaml#/B"}}}',
      '"openapi.yaml#/components/parameters/A"',
    ],
    [
      "answers",
      'responses: {"200": {$ref: "#/components/responses/A"}}',
      '{responses: {A: {$ref: "b.yaml#/B"}}}',
      '"openapi.yaml#/components/responses/A"',
    ],
    [
      "bodies",
      `requestBody: {$ref: "#/components/requestBodies/A"}, ${none}`,
      '{requestBodies: {A: {$ref: "b.yaml#/B"}}}',
      '"openapi.yaml#/components/requestBodies/A"',
    ],
  ])(
    "of %s leave the operation out, within one document and across documents",
    async (_, operation, components, back) => {
      const across = {
        "api/openapi.yaml": `${head}paths: {/a: {post: {${operation}}}, /b: {get: {${none}}}}\ncomponents: ${components}`,
        "api/b.yaml": `B: {$ref: ${back}}`,
      };
      const { model, diagnostics } = await inspected(across);
      expect(model.unit.ids).toEqual(["GET /b"]);
      expect(diagnostics).toMatchObject([
        { code: "AF_OPERATION_UNUSABLE", message: expect.stringContaining(circle) as string },
      ]);
      const within = await inspected({
        "api/openapi.yaml": across["api/openapi.yaml"].replace("b.yaml#/B", back.slice(13, -1)),
      });
      expect(within.diagnostics).toMatchObject([
        { code: "AF_OPERATION_UNUSABLE", message: expect.stringContaining(circle) as string },
      ]);
    },
  );

  test("of paths leave the path out", async () => {
    const found = await codesOf({
      "api/openapi.yaml": `${head}paths: {/a: {$ref: "b.yaml"}, /b: {get: {${none}}}, /c: {$ref: "#/paths/~1c"}}`,
      "api/b.yaml": '$ref: "openapi.yaml#/paths/~1a"',
    });
    expect(found).toEqual([
      `AF_REFERENCE_UNRESOLVED: The reference "b.yaml" ${circle}`,
      `AF_REFERENCE_UNRESOLVED: The reference "#/paths/~1c" ${circle}`,
    ]);
  });

  test("of documents that refer to nothing but each other end", async () => {
    const { model } = await inspected({
      "api/openapi.yaml": `${head}paths: {/a: {get: {${none}}}}\nx-a: {$ref: b.yaml}`,
      "api/b.yaml": "$ref: c.yaml",
      "api/c.yaml": "$ref: b.yaml",
    });
    expect(model.unit.ids).toEqual(["GET /a"]);
  });
});
