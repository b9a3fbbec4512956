import { renderFile } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { docFiles } from "../../src/docs/doc-files.js";
import { typeSummary } from "../../src/docs/type-summary.js";
import type { ApiModel, OperationModel } from "../../src/model/api-model.js";
import { content, group, model, operation, parameter, response } from "../tests/small-model.js";

const rendered = (api: ApiModel): Readonly<Record<string, string>> =>
  Object.fromEntries(docFiles(api).map((file) => [file.path, renderFile(file)]));
const page = (given: Partial<OperationModel>): string =>
  rendered(model([group(operation(given))]))["docs/things.md"] ?? "";

describe("the page of a group", () => {
  test("lists every operation with call, request and id", () => {
    const text = page({ summary: "List | things", parameters: [parameter("path", "x-id")] });
    expect(text).toContain("| [things.list](#thingslist) | `GET /things` | List \\| things |\n");
    expect(text).toContain("\n## things.list\n\nList \\| things\n\n");
    expect(text).toContain('- Call: `things.things.list({ "x-id": … })`\n');
    expect(text).toContain("- Request: `GET /things`, `things/list`\n");
  });

  test.each([
    ["Lists v1.2 of | things. Each once.\n\nMore.", "Lists v1.2 of \\| things."],
    ["Lists things", "Lists things"],
    ["", ""],
  ])("says in the list what %j begins with where there is no summary", (description, expected) => {
    const said = expected === "" ? "" : ` ${expected}`;
    expect(page({ summary: "", description })).toContain(`| \`GET /things\` |${said} |\n`);
  });

  test("shows parameters and body with their types", () => {
    const parameters = [
      parameter("path", "id", { description: "Which\none." }),
      parameter("query", "sort", { schema: { enum: ["a", "b"] } }),
      parameter("query", "filter", { schema: { type: "object", properties: { a: {} } } }),
    ];
    const body = { required: true, description: "", content: [content("text")] };
    expect(page({ parameters, body })).toContain(
      `| Parameter | In | Type | Required | |
| --- | --- | --- | --- | --- |
| \`id\` | path | \`string\` | yes | Which one. |
| \`sort\` | query | \`"a" \\| "b"\` | | |
| \`filter\` | query | \`object\` | | |
| \`body\` | body | \`string\` | yes | |
`,
    );
  });

  test("names result, paging and errors", () => {
    const text = page({
      responses: [
        response("200", content("text")),
        response("204"),
        response("404"),
        response("default"),
      ],
      paging: { description: { style: "link" }, item: true },
    });
    expect(text).toContain("- Result: `string | undefined`; paged, with `.all()` and `.pages()`\n");
    expect(text).toContain("- Errors: `404`, `default`\n");
  });

  test.each([
    [[response("302")], "Uint8Array"],
    [[response("404")], "unknown"],
  ])("knows the result of other answers", (responses, result) => {
    expect(page({ responses })).toContain(`- Result: \`${result}\`\n`);
  });

  test("says that an operation is deprecated, and where it is documented", () => {
    const text = page({ deprecated: true, docsUrl: "https://things.example/docs" });
    expect(text).toContain("\n**Deprecated.**\n");
    expect(text).toContain(", [documentation](https://things.example/docs)\n");
    expect(page({ docsUrl: "javascript:alert(1)" })).not.toContain("alert");
  });
});

describe("typeSummary", () => {
  test.each([
    ["string", "string"],
    ["{\n  a: 1;\n}", "object"],
    ["{\n  a: 1;\n}[]", "object[]"],
    ["x".repeat(81), "object"],
  ])("%j is %j", (type, summary) => {
    expect(typeSummary(type)).toBe(summary);
  });
});

const readme = (api: ApiModel): string => rendered(api)["README.md"] ?? "";

describe("the README", () => {
  test("shows the first call, with credentials where there are any", () => {
    const auth = [[{ type: "bearer" as const, option: "token" }]];
    const text = readme(model([group(operation())], { auth }));
    expect(text).toContain('const things = createThings({ token: secret("THINGS_TOKEN") });');
    expect(text).toContain("| `token` | Token, sent as Authorization: Bearer …. |");
    expect(text).toContain("No call works without credentials.");
  });

  test("leaves out authentication, pages and documented errors where there are none", () => {
    const text = readme(model([group(operation())]));
    expect(text).not.toMatch(/## Authentication|## Pages|isError/);
  });

  test("shows pages and documented errors where there are some", () => {
    const paged = operation({
      paging: { description: { style: "link" }, item: true },
      responses: [response("200", content("json")), response("404")],
    });
    const text = readme(model([group(paged)]));
    expect(text).toContain("for await (const item of things.things.list.all()) {");
    expect(text).toContain("if (!things.things.list.isError(error)) throw error;");
  });

  test("links every group with its size", () => {
    const described = { ...group(operation()), description: "About *things*.\n\nMore." };
    expect(readme(model([described]))).toContain(
      "| [`things.things`](docs/things.md) | 1 | About things. |\n",
    );
  });

  test("a text of the document brings no markup of its own", () => {
    const api = {
      ...model([group(operation())]),
      title: "<b>|T",
      description: "# [x](javascript:y)",
    };
    const text = readme(api);
    expect(text).toContain("“\\<b\\>\\|T”");
    expect(text).not.toContain("javascript:");
  });
});
