import { describe, expect, test } from "vitest";
import type { OperationModel } from "../../src/model/api-model.js";
import { operationTests } from "../../src/tests/operation-tests.js";
import { SchemaIndex } from "../../src/tests/schema-index.js";
import { wireCases } from "../../src/tests/wire-case.js";
import { content, group, operation, parameter, response } from "./small-model.js";

const index = new SchemaIndex([]);

function text(given: Partial<OperationModel>): string {
  const things = group(operation(given));
  const cases = things.operations.map((one) => wireCases(one, index));
  const file = operationTests(things, cases, index, "none");
  return file.kind === "text" ? file.text : "";
}

describe("operationTests", () => {
  test("calls an operation with params as a literal", () => {
    expect(
      text({
        parameters: [parameter("path", "id", { schema: { type: "integer" } })],
        path: "/things/{id}",
      }),
    ).toBe(
      `import { test } from "vitest";
import * as operations from "../../src/operations/things.js";
import { service } from "../../src/service.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "things");

test("things/list sends GET /things/{id}", () =>
  wire.answers("list", (client) =>
    operations.list(client, { id: 1 })));
`,
    );
  });

  test("calls an operation without params with the client alone", () => {
    expect(text({})).toContain("operations.list(client)));");
  });

  test("has a test of what is required alone, and one of a documented error", () => {
    const given = {
      parameters: [parameter("query", "page")],
      responses: [response("200"), response("404")],
    };
    expect(text(given)).toContain(`test("things/list sends no more than what is required", () =>
  wire.answers("list required", (client) =>
    operations.list(client)));

test("things/list rejects with the documented 404", () =>
  wire.rejects("list 404", operations.list, (client) =>
    operations.list(client)));
`);
  });

  test("has a test of the items of a page, in the property that the document names", () => {
    const responses = [response("200", content("json", { example: { count: 1, rows: [7] } }))];
    const description = { style: "link", items: "rows" } as const;
    expect(text({ responses, paging: { description, item: {} } })).toContain(
      `test("things/list yields the items of its pages", () =>
  wire.yields("list", (client) =>
    operations.list.all(client), "rows"));
`,
    );
  });

  test("prints bytes as bytes", () => {
    const body = { required: true, description: "", content: [content("binary")] };
    expect(text({ body })).toContain(
      "{ body: new Uint8Array([0, 1, 10, 13, 127, 128, 195, 40, 254, 255]) }",
    );
  });

  test("puts each parameter on a line of its own where the line would be too long", () => {
    const parameters = ["first", "second", "third", "fourth"].map((name) =>
      parameter("path", name.repeat(4)),
    );
    expect(text({ parameters })).toContain(`operations.list(client, {
      firstfirstfirstfirst: "firstfirstfirstfirst /?#&=+%é",
      secondsecondsecondsecond: "secondsecondsecondsecond /?#&=+%é",
`);
  });

  test("asserts the type of a value that nothing satisfies", () => {
    const body = { required: true, description: "", content: [content("json", { schema: false })] };
    const parameters = [parameter("path", "id", { schema: false })];
    expect(text({ parameters, body })).toContain('{ id: "id" as never, body: null as never }');
  });

  test("quotes whatever the document calls things", () => {
    const hostile = '"); process.exit(); //\u2028`${1}';
    const printed = text({
      id: hostile,
      path: `/${hostile}`,
      parameters: [parameter("query", hostile)],
    });
    expect(printed).toContain(String.raw`test("\"); process.exit(); //\u2028` + "`${1} sends GET");
    expect(printed).not.toContain("\u2028");
  });
});
