import { describe, expect, test } from "vitest";
import { inspected } from "./inspected.js";

const head = "info: {title: Pets, version: '1'}\n";
const openapi = `openapi: 3.1.0\n${head}servers: [{url: https://a.example}]\n`;

function overlay(...actions: readonly object[]): string {
  return JSON.stringify({ overlay: "1.0.0", info: { title: "T", version: "1" }, actions });
}

describe("an overlay", () => {
  test("corrects a description before it is read", async () => {
    const files = {
      "api/openapi.yaml": `${openapi}paths: {/a: {get: {parameters: [{name: id, in: header-typo}]}}, /b: {get: {}}}`,
      "fix.yaml": overlay({
        target: "$.paths['/a'].get.parameters[?@.name == 'id']",
        update: { in: "query", schema: { type: "integer" } },
      }),
    };
    const broken = await inspected(files);
    expect(broken.model.unit.ids).toEqual(["GET /b"]);
    const { model, diagnostics } = await inspected(files, { overlay: ["fix.yaml"] });
    expect(diagnostics).toEqual([]);
    expect(model.unit.ids).toEqual(["GET /a", "GET /b"]);
    expect(model.documentDigest).not.toBe(broken.model.documentDigest);
  });

  test("corrects a Swagger 2.0 document as it is written", async () => {
    const { model } = await inspected(
      {
        "api/openapi.yaml": `swagger: "2.0"\n${head}host: wrong.example\npaths: {/a: {get: {}}}`,
        "fix.yaml": overlay({ target: "$", update: { host: "right.example", schemes: ["https"] } }),
      },
      { overlay: ["fix.yaml"] },
    );
    expect(model.service.baseUrl).toBe("https://right.example");
  });

  test("may refer to documents that the description does not refer to", async () => {
    const { model, diagnostics } = await inspected(
      {
        "api/openapi.yaml": `${openapi}paths: {/a: {get: {responses: {"200": {description: OK}}}}}`,
        "fix.yaml": overlay({
          target: "$.paths['/a'].get.responses['200']",
          update: { content: { "application/json": { schema: { $ref: "pet.yaml#/Pet" } } } },
        }),
        "api/pet.yaml": "Pet: {type: object}",
      },
      { overlay: ["fix.yaml"] },
    );
    expect(diagnostics).toEqual([]);
    expect(model.schemas).toMatchObject([{ name: "Pet", pointer: "pet.yaml#/Pet" }]);
  });

  test("moves no place: what is reported afterwards is where the text has it", async () => {
    const { diagnostics } = await inspected(
      {
        "api/openapi.yaml": `${openapi}paths:
  /a:
    get:
      parameters:
        - {name: gone, in: query}
        - {name: id, in: nowhere}
  /b: {get: {}}
`,
        "fix.yaml": overlay({ target: "$..parameters[?@.name == 'gone']", remove: true }),
      },
      { overlay: ["fix.yaml"] },
    );
    expect(diagnostics).toMatchObject([
      {
        code: "AF_OPERATION_UNUSABLE",
        location: {
          source: "api/openapi.yaml",
          pointer: "/paths/~1a/get/parameters/1",
          line: 9,
          column: 11,
        },
      },
    ]);
  });

  test("is told with its own place when an action selects nothing", async () => {
    const { diagnostics } = await inspected(
      {
        "api/openapi.yaml": `${openapi}paths: {/a: {get: {}}}`,
        "fix.yaml": "overlay: 1.0.0\nactions:\n  - target: $.gone\n    remove: true\n",
      },
      { overlay: ["fix.yaml"] },
    );
    expect(diagnostics).toMatchObject([
      {
        code: "AF_OVERLAY_UNMATCHED",
        location: { source: "fix.yaml", pointer: "/actions/0/target", line: 3, column: 5 },
      },
    ]);
  });

  test("that is wrong is an error at its place", async () => {
    const files = {
      "api/openapi.yaml": `${openapi}paths: {/a: {get: {}}}`,
      "fix.yaml": "overlay: 1.0.0\nactions:\n  - target: paths\n    remove: true\n",
    };
    await expect(inspected(files, { overlay: ["fix.yaml"] })).rejects.toMatchObject({
      code: "AF_OVERLAY_INVALID",
      location: { source: "fix.yaml", pointer: "/actions/0/target", line: 3, column: 5 },
    });
  });

  test("that does not exist is an error", async () => {
    const files = { "api/openapi.yaml": `${openapi}paths: {/a: {get: {}}}` };
    await expect(inspected(files, { overlay: ["gone.yaml"] })).rejects.toMatchObject({
      code: "AF_DOCUMENT_NOT_FOUND",
    });
  });
});

test("an error that ends the reading has its line, and so have the warnings before it", async () => {
  const files = { "api/openapi.yaml": `${openapi}paths:\n  /a:\n    get: {parameters: [7]}\n` };
  const reported: unknown[] = [];
  const reading = inspected(files, {}, (diagnostic) => reported.push(diagnostic));
  await expect(reading).rejects.toMatchObject({ code: "AF_OPERATION_UNUSABLE" });
  expect(reported).toMatchObject([{ location: { line: 6, column: 24 } }]);
});
