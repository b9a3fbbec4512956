import { describe, expect, test } from "vitest";
import type { OperationModel } from "../../src/model/api-model.js";
import { faultTests } from "../../src/tests/fault-tests.js";
import { SchemaIndex } from "../../src/tests/schema-index.js";
import { wireCases } from "../../src/tests/wire-case.js";
import { content, group, model, operation, parameter, response } from "./small-model.js";

const index = new SchemaIndex([]);
const list = operation({
  responses: [response("200", content("json", { example: [{ id: 1 }] }))],
  paging: { description: { style: "link" }, item: { type: "object" } },
});
const create = operation({
  id: "things/create",
  name: "create",
  method: "POST",
  responses: [response("201")],
});

function text(...operations: readonly OperationModel[]): string {
  const things = group(...operations);
  const file = faultTests(
    model([things]),
    [{ group: things, cases: operations.map((one) => wireCases(one, index)) }],
    index,
  );
  return file.kind === "text" ? file.text : "";
}

describe("faultTests", () => {
  test("names an operation for each kind of fault", () => {
    expect(text(list, create)).toBe(`import * as operations1 from "../src/operations/things.js";
import { service } from "../src/service.js";
import { faultSuite } from "./fault-suite.js";

// Left out: no operation takes credentials, so refused ones are not tried.
faultSuite(service, {
  simplest: {
    id: "things/list",
    wire: ["things", "list"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
  read: {
    id: "things/list",
    wire: ["things", "list"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
  write: {
    id: "things/create",
    wire: ["things", "create"],
    call: (client, options) =>
      operations1.create(client, {}, options),
  },
  paged: [
    {
      id: "things/list",
      wire: ["things", "list"],
      call: (client, options) =>
        operations1.list.pages(client, {}, options),
      paging: { style: "link" },
    },
  ],
});
`);
  });

  test("says what is not tried when the document has no operation for it", () => {
    expect(text(operation({ method: "DELETE", responses: [response("204")] })))
      .toBe(`import * as operations1 from "../src/operations/things.js";
import { service } from "../src/service.js";
import { faultSuite } from "./fault-suite.js";

// Left out: no GET answers with a JSON object or list, so repeated reads and broken answers are not tried.
// Left out: no POST takes JSON, a form or nothing, so failed writes are not tried.
// Left out: no operation takes credentials, so refused ones are not tried.
// Left out: no operation is paged, so following pages is not tried.
faultSuite(service, {
  simplest: {
    id: "things/list",
    wire: ["things", "list"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
});
`);
  });

  test("prefers the operation that needs the fewest params", () => {
    const get = operation({
      id: "things/get",
      name: "get",
      path: "/things/{id}",
      parameters: [parameter("path", "id")],
    });
    const root = operation({ id: "things/root", name: "root" });
    expect(text(get, root)).toContain('read: {\n    id: "things/root"');
  });

  test("prefers an operation that is not deprecated", () => {
    const old = operation({ id: "things/old", name: "old", deprecated: true });
    const get = operation({
      id: "things/get",
      name: "get",
      path: "/things/{id}",
      parameters: [parameter("path", "id")],
    });
    expect(text(old, get)).toContain('read: {\n    id: "things/get"');
  });

  test.each([
    ["is not idempotent", { idempotent: false }],
    ["answers with text", { responses: [response("200", content("text"))] }],
    [
      "answers with an empty object",
      { responses: [response("200", content("json", { example: {} }))] },
    ],
    ["answers with a redirect", { responses: [response("302")] }],
  ] as const)("reads by no operation that %s", (_, given) => {
    expect(text(operation(given))).not.toContain("read: {");
  });

  test("follows the pages of a list inside an object", () => {
    const inside = operation({
      responses: [response("200", content("json", { example: { total: 1, items: [1] } }))],
      paging: { description: { style: "link", items: "items" }, item: {} },
    });
    expect(text(inside)).toContain("paged: [");
  });

  test("follows no pages of a list that is empty", () => {
    const empty = operation({
      responses: [response("200", content("json", { example: [] }))],
      paging: { description: { style: "link" }, item: {} },
    });
    expect(text(empty)).not.toContain("paged: [");
  });
});
