import { describe, expect, test } from "vitest";
import { inspected as read } from "./inspected.js";

const head =
  "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\nservers: [{url: https://a.example}]\n";

describe("a description in several files", () => {
  const files = {
    "api/openapi.yaml": `${head}paths:
  /pets: {$ref: paths/pets.yaml}
  /owners: {get: {responses: {"200": {$ref: "shared.json#/responses/Owner"}}}}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}`,
    "api/paths/pets.yaml": `get:
  parameters: [{$ref: "../shared.json#/parameters/Limit"}]
  responses:
    "200": {description: OK, content: {application/json: {schema: {$ref: "../openapi.yaml#/components/schemas/Pet"}}}}`,
    "api/shared.json": JSON.stringify({
      parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer" } } },
      responses: {
        Owner: {
          description: "OK",
          content: { "application/json": { schema: { $ref: "schemas/owner.yaml" } } },
        },
      },
    }),
    "api/schemas/owner.yaml":
      "type: object\nproperties: {pets: {items: {$ref: ../openapi.yaml#/components/schemas/Pet}}, self: {$ref: '#'}}",
  };

  test("is read as one", async () => {
    const { model, diagnostics } = await read(files);
    expect(diagnostics).toEqual([]);
    expect(model.unit.ids).toEqual(["GET /owners", "GET /pets"]);
    expect(model.schemas.map(({ name, pointer }) => [name, pointer])).toEqual([
      ["Owner", "schemas/owner.yaml#"],
      ["Pet", "#/components/schemas/Pet"],
    ]);
    expect(model.groups[0]?.operations[1]?.parameters.map(({ wireName }) => wireName)).toEqual([
      "limit",
    ]);
  });

  test("has a digest of all", async () => {
    const { model } = await read(files);
    const changed = await read({ ...files, "api/schemas/owner.yaml": "type: string" });
    expect(model.documentDigest).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(changed.model.documentDigest).not.toBe(model.documentDigest);
  });

  test("leads where the user allowed", async () => {
    const { rules } = await read(files, { allowHost: ["b.example:8443"] });
    expect(rules).toMatchObject({
      root: { source: "api/openapi.yaml" },
      hosts: ["b.example:8443"],
    });
  });

  test("has faults at their own place", async () => {
    const { diagnostics } = await read({
      ...files,
      "api/schemas/owner.yaml": "type: object\nproperties: {pets: 7}",
    });
    expect(diagnostics.map(({ location }) => location)).toEqual([
      { source: "api/schemas/owner.yaml", pointer: "/properties/pets", line: 2, column: 14 },
    ]);
  });

  test("that lacks one works without the operations that need it, and says why", async () => {
    const { "api/schemas/owner.yaml": _gone, ...others } = files;
    const { model, diagnostics } = await read(others);
    expect(model.unit.ids).toEqual(["GET /owners", "GET /pets"]);
    expect(diagnostics.map(({ code, message, location }) => [code, message, location])).toEqual([
      [
        "AF_DOCUMENT_NOT_FOUND",
        '"api/schemas/owner.yaml" does not exist.',
        {
          source: "api/shared.json",
          pointer: "/responses/Owner/content/application~1json/schema",
          line: 1,
          column: 155,
        },
      ],
    ]);
  });
});

test("a description that refers to nothing outside is not looked through", async () => {
  const { asked } = await read({
    "api/openapi.yaml": `${head}paths: {/a: {get: {description: "a $ref: elsewhere"}}}`,
  });
  expect(asked).toEqual([]);
});

test("a document that cannot be parsed is a fault of the place that refers to it", async () => {
  const { diagnostics } = await read({
    "api/openapi.yaml": `${head}paths: {/a: {get: {}}, /b: {$ref: b.yaml}}`,
    "api/b.yaml": "get: [",
  });
  expect(diagnostics.map(({ code, location }) => [code, location?.pointer])).toEqual([
    ["AF_DOCUMENT_MALFORMED", "/paths/~1b"],
  ]);
});

test("a Swagger 2.0 description may be in several files too", async () => {
  const { model } = await read({
    "api/openapi.yaml":
      "swagger: '2.0'\nhost: a.example\npaths: {/a: {post: {parameters: [{$ref: 'p.yaml#/Body'}]}}}",
    "api/p.yaml":
      "Body: {in: body, name: b, schema: {$ref: '#/Pet'}}\nPet: {type: string, x-nullable: true}",
  });
  expect(model.schemas.map(({ schema }) => schema)).toEqual([
    { type: "string", "x-nullable": true, nullable: true },
  ]);
});
