import { describe, expect, test } from "vitest";
import type { OperationModel } from "../../src/model/api-model.js";
import { operationModule } from "../../src/operations/operation-module.js";
import { operationDefinition } from "../../src/operations/operation-definition.js";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { content, group, operation, response } from "../tests/small-model.js";

const text = { type: "string" };
const number = { type: "integer" };

/** What a module says of an operation with these fields, without the text of its definition. */
function moduleOf(given: Partial<OperationModel>): string {
  return operationModule(group(operation(given)), createTypePrinter([]));
}

describe("answers by status", () => {
  test("are a union where their bodies differ", () => {
    const responses = [
      response("200", content("json", { schema: text })),
      response("204"),
      response("2XX", content("json", { schema: number })),
    ];
    const module = moduleOf({ responses });
    expect(module).toContain(`export type ListResponse =
  | ServiceResponse<string, 200>
  | ServiceResponse<undefined, 204>
  | ServiceResponse<number, Exclude<HttpStatuses[2], 200 | 204>>;
`);
    expect(module).toContain("  ListResult,\n  NoErrors,\n  ListResponse\n>({");
    expect(module).toContain(
      'import { defineOperation, type NoErrors, type ServiceResponse } from "@agentflow/core/operations";',
    );
    expect(module).toContain('import type { HttpStatuses } from "../types/http-statuses.js";');
  });

  test("of a range alone are those of its statuses", () => {
    const responses = [response("302"), response("3XX", content("text"))];
    expect(moduleOf({ method: "POST", responses })).toContain(
      "ServiceResponse<string, Exclude<HttpStatuses[3], 302>>",
    );
    const ranges = [response("2XX", content("text")), response("200")];
    expect(moduleOf({ responses: ranges.toReversed() })).toContain("Exclude<HttpStatuses[2], 200>");
  });

  test.each([
    ["one", [response("200", content("json", { schema: text }))]],
    [
      "two with the same body",
      [
        response("200", content("json", { schema: text })),
        response("201", content("json", { schema: text })),
      ],
    ],
  ])("are none of their own when there is %s", (_, responses) => {
    expect(moduleOf({ responses })).not.toContain("ServiceResponse");
  });
});

describe("answers in several media types", () => {
  test("have a type for each that is read as something else", () => {
    const contents = [
      content("json", { schema: number }),
      content("json", { contentType: "application/hal+json", schema: number }),
      content("text", { contentType: "text/csv" }),
      content("binary", { contentType: "application/pdf" }),
    ];
    const responses = [response("200", ...contents), response("404", content("json"))];
    const module = moduleOf({ responses });
    expect(module).toContain(`export interface ListFormats {
  "text/csv": string;
  "application/pdf": Uint8Array;
}
`);
    expect(module).toContain(`defineOperation<
  ListParams,
  ListResult,
  ListErrors,
  ServiceResponse<ListResult>,
  ListFormats
>({`);
  });

  test("have a type for each where none is JSON", () => {
    const responses = [response("200", content("text"), content("binary"))];
    expect(moduleOf({ responses })).toContain(
      'export interface ListFormats {\n  "text/plain": string;\n  "application/zip": Uint8Array;\n}',
    );
  });

  test.each([
    [
      "text of an object, as ASP.NET's documents have it",
      content("text", { schema: { $ref: "#/a" } }),
    ],
    ["JSON of another type", content("json", { contentType: "text/json" })],
    ["a stream", content("stream")],
  ])("have none for %s", (_, other) => {
    expect(moduleOf({ responses: [response("200", content("json"), other)] })).not.toContain(
      "Formats",
    );
  });
});

describe("answers that are streams", () => {
  const events = content("stream", {
    contentType: "text/event-stream",
    events: [
      { name: null, json: false, schema: text },
      { name: "a", json: true, schema: number },
    ],
  });

  test("have a type of their items", () => {
    const module = moduleOf({ responses: [response("200", content("json"), events)] });
    expect(module).toContain(
      'export type ListItem = ServerSentEvent | ServerSentEvent<number, "a">;',
    );
    expect(module).toContain("defineStreamedOperation<ListParams, ListResult, ListItem>({");
    expect(module).toContain(
      'import { defineStreamedOperation, type ServerSentEvent } from "@agentflow/core/operations";',
    );
  });

  test("have one line for each event where one line is too long", () => {
    const many = Array.from({ length: 4 }, (_, index) => ({
      name: `an event with a long name ${index}`,
      json: true,
      schema: number,
    }));
    const module = moduleOf({ responses: [response("200", content("stream", { events: many }))] });
    expect(module).toContain(
      'export type ListItem =\n  | ServerSentEvent<number, "an event with a long name 0">\n  | ',
    );
  });

  test.each([
    [[{ name: null, json: true, schema: text }], { json: true }],
    [[{ name: null, json: false, schema: text }], {}],
    [
      [
        { name: null, json: true, schema: text },
        { name: "a", json: true, schema: number },
        { name: "b", json: false, schema: text },
      ],
      { json: ["message", "a"] },
    ],
  ])("say which events %j have JSON: %j", (given, json) => {
    const stream = { ...events, events: given };
    const { items } = operationDefinition(operation({ responses: [response("200", stream)] }));
    expect(items).toEqual({ contentType: "text/event-stream", ...json });
  });

  test("have values of any type without a schema", () => {
    expect(moduleOf({ responses: [response("200", content("stream"))] })).toContain(
      "export type ListItem = unknown;",
    );
  });

  test("are not read item by item where pages are followed, and not after HEAD", () => {
    const responses = [response("200", content("json"), events)];
    const paging = { description: { style: "link" }, item: number } as const;
    expect(moduleOf({ responses, paging })).toContain("definePagedOperation<");
    expect(moduleOf({ responses, method: "HEAD" })).toContain("defineOperation<");
  });
});

describe("forms", () => {
  test("are objects, whose files are anything that holds bytes", () => {
    const schema = {
      type: "object",
      properties: { file: { $ref: "agentflow:file" } },
      required: ["file"],
    };
    const body = { required: true, description: "", content: [content("multipart", { schema })] };
    const module = moduleOf({ body, method: "POST" });
    expect(module).toContain("  readonly body: {\n    file: FormFile;\n  };\n");
    expect(module).toContain(
      'import { anyRequest, defineOperation, type FormFile } from "@agentflow/core/operations";',
    );
  });

  test("are any object where the document says nothing, and alone decide the type of the body", () => {
    const body = { required: true, description: "", content: [content("form"), content("text")] };
    const module = moduleOf({ body, method: "POST" });
    expect(module).toContain("  readonly body: { [key: string]: unknown };\n");
    expect(module).toContain('contentType: ["application/x-www-form-urlencoded", "text/plain"],');
  });

  test("have the encodings of all of their media types, the first one's over the others'", () => {
    const form = content("form", { encoding: { a: { style: "deepObject" }, __proto__: {} } });
    const parts = content("multipart", {
      encoding: { a: { style: "form", contentType: "text/csv" }, b: { contentType: "image/png" } },
    });
    const body = { required: false, description: "", content: [form, parts] };
    expect(operationDefinition(operation({ body }))["body"]).toEqual({
      contentType: ["application/x-www-form-urlencoded", "multipart/form-data"],
      encoding: {
        a: { style: "deepObject", contentType: "text/csv" },
        b: { contentType: "image/png" },
      },
    });
  });
});
