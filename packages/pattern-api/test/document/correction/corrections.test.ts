import { describe, expect, test } from "vitest";
import { corrected } from "../../../src/document/correction/correction.js";
import { withFormsInQuery } from "../../../src/document/correction/with-forms-in-query.js";
import { withUpdates } from "../../../src/document/correction/with-updates.js";
import { withWebhooks } from "../../../src/document/correction/with-webhooks.js";
import type { JsonObject } from "../../../src/document/json-object.js";
import { JsonPathProblem } from "../../../src/document/overlay/json-path.js";

const form = (media: JsonObject): JsonObject => ({
  requestBody: { content: { "application/x-www-form-urlencoded": media } },
});
const one = (method: string, operation: JsonObject): JsonObject => ({
  paths: { "/things": { [method]: operation, summary: "Things" } },
});

describe("corrected", () => {
  const document = {
    source: "openapi.json",
    text: "",
    digest: "sha256-0",
    overlays: [],
    writtenPlace: String,
  };

  test("changes the root and nothing else", () => {
    const given = { ...document, root: { a: 1 } };
    expect(corrected(given, (root) => ({ ...root, b: 2 }))).toEqual({
      ...document,
      root: { a: 1, b: 2 },
    });
    expect(given.root).toEqual({ a: 1 });
  });

  test("leaves to others to refuse what is no object", () => {
    const given = { ...document, root: ["a"] };
    expect(corrected(given, () => ({}))).toBe(given);
  });
});

describe("withFormsInQuery", () => {
  test.each(["get", "head", "delete"])("makes parameters of the form of %s", (method) => {
    const operation = {
      parameters: [{ in: "path", name: "id", required: true }],
      ...form({
        schema: {
          properties: {
            at: { type: "integer", description: "When." },
            expand: { type: "array", items: { type: "string" } },
          },
          required: ["at"],
        },
        encoding: { expand: { style: "deepObject", explode: true } },
      }),
    };
    expect(withFormsInQuery(one(method, operation))).toEqual(
      one(method, {
        parameters: [
          { in: "path", name: "id", required: true },
          {
            in: "query",
            name: "at",
            description: "When.",
            required: true,
            schema: { type: "integer", description: "When." },
          },
          {
            in: "query",
            name: "expand",
            style: "deepObject",
            explode: true,
            required: false,
            schema: { type: "array", items: { type: "string" } },
          },
        ],
      }),
    );
  });

  test("takes a form without fields away", () => {
    expect(withFormsInQuery(one("get", form({})))).toEqual(one("get", { parameters: [] }));
  });

  test.each([
    ["the form of a POST", "post", form({ schema: { properties: { at: {} } } })],
    ["a body of another kind", "delete", { requestBody: { content: { "text/plain": {} } } }],
    [
      "a body that is a reference",
      "get",
      { requestBody: { $ref: "#/components/requestBodies/A" } },
    ],
    ["an operation without a body", "get", {}],
  ])("leaves %s as it is", (_case, method, operation) => {
    expect(withFormsInQuery(one(method, operation))).toEqual(one(method, operation));
  });

  test("leaves what is no path item, and a document without paths, as they are", () => {
    expect(withFormsInQuery({ paths: { "/things": 5 } })).toEqual({ paths: { "/things": 5 } });
    expect(withFormsInQuery({ info: {} })).toEqual({ info: {} });
  });
});

describe("withUpdates", () => {
  const root = { info: { title: "A" }, tags: [{ name: "a" }] };

  test("merges objects in where a path leads, and changes nothing of what was read", () => {
    expect(
      withUpdates(root, { "$.info": { version: "1" }, "$.tags[*]": { summary: "s" } }),
    ).toEqual({ info: { title: "A", version: "1" }, tags: [{ name: "a", summary: "s" }] });
    expect(root).toEqual({ info: { title: "A" }, tags: [{ name: "a" }] });
  });

  test("changes nothing where a path leads nowhere, or to no object", () => {
    const updates = { "$.paths": { a: 1 }, "$.info.title": { a: 1 }, "$.tags": { a: 1 } };
    expect(withUpdates(root, updates)).toEqual(root);
  });

  test("refuses what is no path", () => {
    expect(() => withUpdates(root, { "$.[": {} })).toThrow(JsonPathProblem);
  });
});

describe("withWebhooks", () => {
  const posted = (schema: JsonObject): JsonObject => ({
    post: { requestBody: { content: { "application/json": { schema } } } },
  });
  const payloadOf = (name: string): JsonObject | undefined =>
    name === "*" ? undefined : { title: name };

  test("adds one for every name, but for those that are none", () => {
    const root = { openapi: "3.0.0", names: ["a.b", 5, "*", "a.b", "c"] };
    expect(withWebhooks(root, "$.names[*]", payloadOf)).toEqual({
      ...root,
      "x-webhooks": { "a.b": posted({ title: "a.b" }), c: posted({ title: "c" }) },
    });
  });

  test("leaves those that the description declares itself", () => {
    const declared = { a: posted({ type: "string" }) };
    const names = ["a", "b"];
    expect(withWebhooks({ names, webhooks: declared }, "$.names[*]", payloadOf)).toEqual({
      names,
      webhooks: declared,
      "x-webhooks": { b: posted({ title: "b" }) },
    });
    expect(withWebhooks({ names, "x-webhooks": declared }, "$.names[*]", payloadOf)).toEqual({
      names,
      "x-webhooks": { ...declared, b: posted({ title: "b" }) },
    });
  });

  test("refuses what is no path", () => {
    expect(() => withWebhooks({}, "names", payloadOf)).toThrow(JsonPathProblem);
  });
});
