import { describe, expect, test } from "vitest";
import type { OperationModel } from "../../src/model/api-model.js";
import { sampleText } from "../../src/tests/sample-body.js";
import { SchemaIndex } from "../../src/tests/schema-index.js";
import { wireCases } from "../../src/tests/wire-case.js";
import { content, operation, parameter, response } from "./small-model.js";

const index = new SchemaIndex([]);
const bytes = "AAEKDX+Awyj+/w==";

function answer(given: Partial<OperationModel>): unknown {
  return wireCases(operation(given), index).success.answer;
}

describe("wireCases", () => {
  test("expects method, path, query, headers, cookies and body", () => {
    const cases = wireCases(
      operation({
        method: "POST",
        path: "/things/{id}",
        parameters: [
          parameter("path", "id", { schema: { type: "integer" } }),
          parameter("query", "page", { schema: { type: "integer" } }),
          parameter("header", "X-Tag"),
          parameter("cookie", "session"),
        ],
        body: {
          required: true,
          description: "",
          content: [content("json", { schema: { type: "boolean" } })],
        },
      }),
      index,
    );
    expect(cases.success.request).toEqual({
      method: "POST",
      path: "/things/1",
      accept: "application/json",
      query: [["page", "1"]],
      headers: { "x-tag": "X-Tag", "content-type": "application/json" },
      cookies: [["session", "session"]],
      body: { json: true },
    });
  });

  test.each([
    [
      "of the answer",
      [response("200", content("json")), response("404", content("text"))],
      "application/json",
    ],
    [
      "of the error when there is no other",
      [response("204"), response("404", content("text"))],
      "text/plain",
    ],
    [
      "of nothing when the answer is empty and another success is not",
      [response("204"), response("206", content("text")), response("404", content("json"))],
      undefined,
    ],
    [
      "of nothing when a redirect leads anywhere",
      [response("302"), response("404", content("json"))],
      undefined,
    ],
  ])("expects the type %s to be asked for", (_, responses, expected) => {
    expect(wireCases(operation({ responses }), index).success.request.accept).toBe(expected);
  });

  test("has a second case with what is required alone, when it differs", () => {
    const cases = wireCases(operation({ parameters: [parameter("query", "page")] }), index);
    expect(cases.required).toMatchObject({
      key: "list required",
      request: { method: "GET", path: "/things" },
    });
    expect(cases.required?.request).not.toHaveProperty("query");
  });

  test("has no second case when everything is required", () => {
    const required = {
      required: true,
      description: "",
      content: [content("json", { schema: { type: "object" } })],
    };
    expect(
      wireCases(operation({ parameters: [parameter("path", "id")], body: required }), index)
        .required,
    ).toBeUndefined();
  });

  test("has a case of the first documented error that has a body", () => {
    const responses = [
      response("200"),
      response("304"),
      response("401"),
      response("404", content("json", { example: { message: "Not Found" } })),
      response("422"),
    ];
    expect(wireCases(operation({ responses }), index).error).toMatchObject({
      key: "list 404",
      answer: {
        status: 404,
        contentType: "application/json",
        body: { json: { message: "Not Found" } },
      },
    });
  });

  test("has a case of an error without a body when there is no other", () => {
    expect(
      wireCases(operation({ responses: [response("204"), response("404")] }), index).error?.answer,
    ).toEqual({ status: 404 });
  });

  test.each([
    ["only a range is documented", response("4XX")],
    ["only a fault of the service is documented", response("500")],
    ["the error is made of bytes", response("404", content("binary"))],
  ])("has no case of an error when %s", (_, error) => {
    expect(
      wireCases(operation({ responses: [response("200"), error] }), index).error,
    ).toBeUndefined();
  });
});

describe("wireCases answers", () => {
  test("with the document's example", () => {
    expect(answer({})).toEqual({
      status: 200,
      contentType: "application/json",
      body: { json: { id: 1 } },
    });
  });

  test("with a value of the schema when the example is long", () => {
    const schema = { type: "object", required: ["text"], properties: { text: { type: "string" } } };
    const long = content("json", { schema, example: { text: "x".repeat(5000) } });
    expect(answer({ responses: [response("200", long)] })).toMatchObject({
      body: { json: { text: "text" } },
    });
  });

  test.each([
    ["rows", { count: 1 }, { count: 1, rows: [7] }],
    ["rows", "text", { rows: [7] }],
    [undefined, { rows: 1 }, [7]],
  ])("with a list under %s of a page whose example is %j", (items, example, json) => {
    const responses = [response("200", content("json", { example }))];
    const description = { style: "link", ...(items !== undefined && { items }) } as const;
    const paging = { description, item: { type: "integer", minimum: 7 } };
    expect(answer({ responses, paging })).toMatchObject({ body: { json } });
  });

  test("with an empty list of items that nothing satisfies", () => {
    const responses = [response("200", content("json", { example: 1 }))];
    expect(
      answer({ responses, paging: { description: { style: "link" }, item: false } }),
    ).toMatchObject({ body: { json: [] } });
  });

  test("with null when nothing satisfies the schema", () => {
    expect(
      answer({ responses: [response("200", content("json", { schema: false }))] }),
    ).toMatchObject({ body: { json: null } });
  });

  test("with JSON when the operation answers with that among others", () => {
    expect(
      answer({ responses: [response("200", content("text"), content("json", { example: 1 }))] }),
    ).toMatchObject({
      contentType: "application/json",
    });
  });

  test.each([
    ["text", content("text"), { contentType: "text/plain", body: { text: sampleText } }],
    ["the text of the example", content("text", { example: "Hi" }), { body: { text: "Hi" } }],
    ["bytes", content("binary"), { contentType: "application/zip", body: { base64: bytes } }],
    [
      "a type of a range of texts",
      content("text", { contentType: "text/*" }),
      { contentType: "text/plain" },
    ],
    [
      "a type of a range",
      content("binary", { contentType: "image/*" }),
      { contentType: "image/octet-stream" },
    ],
    [
      "a type of every range",
      content("binary", { contentType: "*/*" }),
      { contentType: "application/octet-stream" },
    ],
  ])("with %s", (_, contentModel, expected) => {
    expect(answer({ responses: [response("200", contentModel)] })).toMatchObject(expected);
  });

  test.each([
    ["204", "GET"],
    ["205", "GET"],
    ["200", "HEAD"],
  ] as const)("without a body to status %s of %s", (status, method) => {
    expect(
      answer({ method, responses: [response(status, content("json", { example: 1 }))] }),
    ).toEqual({ status: Number(status) });
  });

  test.each([
    ["2XX", 200],
    ["default", 200],
  ])("with a status of %s", (status, expected) => {
    expect(answer({ responses: [response(status)] })).toEqual({ status: expected });
  });

  test("with 200 when the document names no answer", () => {
    expect(answer({ responses: [] })).toEqual({ status: 200 });
  });

  test("with a redirect to bytes when that is the only answer", () => {
    expect(answer({ responses: [response("301"), response("404")] })).toEqual({
      status: 301,
      redirect: "/redirected",
      contentType: "application/octet-stream",
      body: { base64: bytes },
    });
  });

  test("with a redirect without bytes to HEAD", () => {
    expect(answer({ method: "HEAD", responses: [response("3XX")] })).toEqual({
      status: 302,
      redirect: "/redirected",
    });
  });

  test("with the redirect itself when the client does not follow it", () => {
    expect(answer({ method: "POST", responses: [response("302")] })).toEqual({ status: 302 });
  });
});
