import { describe, expect, test } from "vitest";
import type { ResponseModel } from "../../src/model/api-model.js";
import { acceptedTypes, operationDefinition } from "../../src/operations/operation-definition.js";
import { content, operation, parameter, response } from "../tests/small-model.js";

describe("operationDefinition", () => {
  test("leaves out what equals a default", () => {
    expect(operationDefinition(operation({ responses: [response("204")] }))).toEqual({
      id: "things/list",
      method: "GET",
      path: "/things",
    });
  });

  test("names parameters by place where nothing about them is unusual", () => {
    const parameters = [
      parameter("path", "id"),
      parameter("query", "q"),
      parameter("header", "x-a"),
      parameter("cookie", "c"),
    ];
    expect(operationDefinition(operation({ parameters }))["parameters"]).toEqual({
      id: "path",
      q: "query",
      "x-a": "header",
      c: "cookie",
    });
  });

  test("describes what is unusual about a parameter", () => {
    const parameters = [
      parameter("query", "a", { key: "a_query" }),
      parameter("query", "b", { style: "pipeDelimited", explode: false }),
      parameter("query", "c", { explode: false }),
      parameter("query", "d", { style: "deepObject", explode: false }),
      parameter("query", "e", { allowReserved: true, json: true }),
      parameter("path", "f", { style: "matrix", explode: true }),
    ];
    expect(operationDefinition(operation({ parameters }))["parameters"]).toEqual({
      a_query: { in: "query", name: "a" },
      b: { in: "query", style: "pipeDelimited" },
      c: { in: "query", explode: false },
      d: { in: "query", style: "deepObject" },
      e: { in: "query", allowReserved: true, json: true },
      f: { in: "path", style: "matrix", explode: true },
    });
  });

  test("a parameter called __proto__ is a member like any other", () => {
    const definition = operationDefinition(
      operation({ parameters: [parameter("query", "__proto__")] }),
    );
    expect(Object.keys(definition["parameters"] ?? {})).toEqual(["__proto__"]);
  });

  test("lists the content types of a body, the default first", () => {
    const body = { required: true, description: "", content: [content("json"), content("text")] };
    expect(operationDefinition(operation({ body }))["body"]).toEqual({
      contentType: ["application/json", "text/plain"],
      required: true,
    });
    const untyped = { required: false, description: "", content: [] };
    expect(operationDefinition(operation({ body: untyped }))["body"]).toEqual({
      contentType: "application/octet-stream",
    });
  });

  test("lists error statuses and ranges", () => {
    const responses = ["200", "304", "404", "5xx", "default"].map((status) => response(status));
    expect(operationDefinition(operation({ responses }))["errors"]).toEqual([
      304,
      404,
      "5XX",
      "default",
    ]);
  });

  test("names a redirect that is the answer of a write", () => {
    const redirected = operation({ method: "POST", responses: [response("303")] });
    expect(operationDefinition(redirected)["successStatuses"]).toEqual([303]);
  });

  test("has the server and idempotency of an operation that differs", () => {
    const differing = operation({
      baseUrl: "https://uploads.example",
      idempotent: true,
    });
    expect(operationDefinition(differing)).toMatchObject({
      baseUrl: "https://uploads.example",
      idempotent: true,
    });
  });
});

function accepted(...responses: readonly ResponseModel[]): readonly string[] {
  return acceptedTypes(operation({ responses }));
}

describe("acceptedTypes", () => {
  test("asks for JSON alone where an answer has it", () => {
    expect(accepted(response("200", content("binary"), content("json")))).toEqual([
      "application/json",
    ]);
  });

  test("asks for every type where none is JSON, each once", () => {
    const types = [content("text"), content("binary")];
    expect(accepted(response("200", ...types), response("201", ...types))).toEqual([
      "text/plain",
      "application/zip",
    ]);
  });

  test("prefers the errors' types where answers have no content", () => {
    expect(accepted(response("204"), response("404", content("json")))).toEqual([
      "application/json",
      "*/*;q=0.1",
    ]);
    expect(accepted(response("204"))).toEqual([]);
  });

  test("asks for nothing where a redirect leads elsewhere", () => {
    expect(accepted(response("302"), response("404", content("json")))).toEqual([]);
  });
});
