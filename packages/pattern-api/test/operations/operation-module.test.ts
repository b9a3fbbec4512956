import { describe, expect, test } from "vitest";
import type { SchemaModel } from "../../src/model/api-model.js";
import { localName } from "../../src/operations/local-name.js";
import { operationDoc } from "../../src/operations/operation-doc.js";
import { hasStatusRange, operationModule } from "../../src/operations/operation-module.js";
import { typeFiles } from "../../src/operations/type-files.js";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { content, group, model, operation, parameter, response } from "../tests/small-model.js";

const thing: SchemaModel = {
  name: "Thing",
  pointer: "#/components/schemas/thing",
  schema: { type: "object" },
  use: "answers",
};
const printer = createTypePrinter([thing], { namespace: "schemas." });
const json = content("json", { schema: { $ref: thing.pointer } });

describe("operationModule", () => {
  test("imports only what it uses", () => {
    const [first] = operationModule(
      group(operation({ responses: [response("204")] })),
      printer,
    ).split("\n\n");
    expect(first).toBe('import { defineOperation } from "@agentflow/core/operations";');
  });

  test("imports what paging, bytes, ranges and schemas need", () => {
    const paged = operation({
      paging: { description: { style: "link" }, item: true },
      body: { required: false, description: "", content: [content("binary")] },
      responses: [response("200", json), response("4XX")],
    });
    const [first] = operationModule(group(paged), printer).split("\n\n");
    expect(first).toBe(
      `import {
  definePagedOperation,
  linkPages,
  usualRequest,
  type RawBody,
} from "@agentflow/core/operations";
import type { HttpStatuses } from "../types/http-statuses.js";
import type * as schemas from "../types/schemas.js";`,
    );
  });

  test("does not take text that looks like a reference for one", () => {
    const misleading = operation({
      parameters: [
        parameter("query", "a", {
          schema: { enum: ["/* schemas.Thing"] },
          description: "schemas.Thing",
        }),
      ],
      responses: [response("204")],
    });
    expect(operationModule(group(misleading), printer)).not.toContain("import type * as schemas");
  });

  test("an operation with a reserved name is declared under another", () => {
    const text = operationModule(group(operation({ name: "delete" })), printer);
    expect(text).toContain(
      "\nconst delete_ = /* @__PURE__ */ defineOperation<ListParams, ListResult>({\n",
    );
    expect(text).toContain("});\nexport { delete_ as delete };\n");
  });

  test("wide type arguments stand on lines of their own", () => {
    const typeName = "GetSomethingWithAVeryLongNameThatFillsTheLine";
    const text = operationModule(group(operation({ typeName })), printer);
    expect(text).toContain(`defineOperation<\n  ${typeName}Params,\n  ${typeName}Result\n>({\n`);
  });

  test("a text of the document stays a text wherever it stands", () => {
    const hostile = 'x"); alert(1); (`${1}\u2028*/';
    const text = operationModule(
      group(
        operation({
          id: hostile,
          path: `/${hostile}`,
          summary: hostile,
          description: hostile,
          docsUrl: hostile,
          baseUrl: hostile,
          parameters: [parameter("query", hostile, { description: hostile })],
          body: {
            required: true,
            description: hostile,
            content: [{ ...json, contentType: hostile }],
          },
          responses: [
            { ...response("200", { ...json, contentType: hostile }), description: hostile },
            { ...response("404"), description: hostile },
          ],
        }),
      ),
      printer,
    );
    const outside = text.replaceAll(/\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"/g, "");
    expect(outside).not.toContain("alert");
    expect(text).not.toContain("\u2028");
  });
});

describe("operationDoc", () => {
  test("says everything the document says, and what is sent", () => {
    const documented = operation({
      summary: "List things",
      description: "All of them.\n\nReally.",
      docsUrl: "https://things.example/docs",
      deprecated: true,
    });
    expect(operationDoc(documented)).toBe(`/**
 * List things
 *
 * All of them.
 *
 * Really.
 *
 * \`GET /things\`
 *
 * @see https://things.example/docs
 * @deprecated
 */
`);
  });

  test("says a description that repeats the summary once", () => {
    expect(operationDoc(operation({ summary: "List", description: "List\n" }))).toBe(
      "/**\n * List\n *\n * `GET /things`\n */\n",
    );
  });
});

describe("localName", () => {
  test.each([
    ["get", "get"],
    ["delete", "delete_"],
    ["schemas", "schemas_"],
    ["defineOperation", "defineOperation_"],
    ["undefined", "undefined_"],
  ])("%s is declared as %s", (name, local) => {
    expect(localName(name, new Set())).toBe(local);
  });

  test("keeps clear of names that are exported", () => {
    expect(localName("delete", new Set(["delete", "delete_"]))).toBe("delete__");
  });
});

describe("typeFiles", () => {
  test("prints the schemas, one declaration each", () => {
    const files = typeFiles({ ...model([group(operation())]), schemas: [thing] });
    expect(files).toEqual([
      {
        kind: "text",
        path: "src/types/schemas.ts",
        text: "export type Thing = { [key: string]: unknown };\n",
      },
    ]);
  });

  test("is a module without schemas too", () => {
    const [file] = typeFiles(model([group(operation())]));
    expect(file).toMatchObject({ text: "export {};\n" });
  });

  test("brings the statuses of ranges where one is documented", () => {
    const ranged = operation({ responses: [response("200"), response("default")] });
    expect(hasStatusRange(ranged, printer)).toBe(true);
    expect(typeFiles(model([group(ranged)])).map(({ path }) => path)).toEqual([
      "src/types/schemas.ts",
      "src/types/http-statuses.ts",
    ]);
  });
});
