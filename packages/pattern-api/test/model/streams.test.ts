import { describe, expect, test } from "vitest";
import type { ContentModel } from "../../src/model/api-model.js";
import { readOne } from "./read.js";

const chunk = { type: "object", properties: { n: { type: "integer" } } };

function answerOf(type: string, media: object, schemas: object = {}): ContentModel | undefined {
  const responses = { 200: { description: "", content: { [type]: media } } };
  return readOne({ responses }, { openapi: "3.2.0", components: { schemas } }).operation
    .responses[0]?.content[0];
}

describe("a stream of values", () => {
  test.each([
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonlines",
    "application/json-lines",
    "application/json-seq",
    "application/geo+json-seq",
  ])("may be %s", (type) => {
    expect(answerOf(type, { itemSchema: chunk })).toMatchObject({
      contentType: type,
      kind: "stream",
      schema: chunk,
    });
  });

  test.each([
    ["itemSchema is", { itemSchema: chunk, schema: { type: "array", items: {} } }, chunk],
    ["the items of the whole are", { schema: { type: "array", items: chunk } }, chunk],
    ["the items of a named list are", { schema: { $ref: "#/components/schemas/list" } }, chunk],
    ["the schema of documents before 3.2 is", { schema: chunk }, chunk],
    ["is not said", {}, null],
  ])("has items as %s", (_, media, schema) => {
    const schemas = { list: { type: "array", items: chunk } };
    expect(answerOf("application/jsonl", media, schemas)?.schema).toEqual(schema);
  });

  test("is bytes in a request, which the caller writes", () => {
    const requestBody = { content: { "application/x-ndjson": { schema: chunk } } };
    const { operation } = readOne({ requestBody, responses: {} }, {}, { method: "post" });
    expect(operation.body?.content).toMatchObject([{ kind: "binary" }]);
  });
});

describe("a stream of events", () => {
  function eventsOf(media: object, schemas: object = {}): unknown {
    return answerOf("text/event-stream", media, schemas)?.events;
  }
  const text = { name: null, json: false, schema: { type: "string" } };
  const json = { type: "string", contentMediaType: "application/json", contentSchema: chunk };

  test.each([
    ["text", { type: "string" }, text],
    ["text or nothing", { type: ["string", "null"] }, text],
    ["JSON", chunk, { name: null, json: true, schema: chunk }],
    [
      "JSON of a named schema",
      { $ref: "#/components/schemas/chunk" },
      { name: null, json: true, schema: { $ref: "#/components/schemas/chunk" } },
    ],
    [
      "JSON of a list's items",
      { type: "array", items: chunk },
      { name: null, json: true, schema: chunk },
    ],
  ])("has %s as data where only the whole has a schema", (_, schema, event) => {
    expect(eventsOf({ schema }, { chunk })).toEqual([event]);
  });

  test("has text without any schema", () => {
    expect(eventsOf({})).toEqual([text]);
  });

  test.each([
    ["nothing", {}, [text]],
    ["a string", { properties: { data: { type: "string" } } }, [text]],
    ["JSON", { properties: { data: json } }, [{ name: null, json: true, schema: chunk }]],
    [
      "JSON without a schema",
      { properties: { data: { contentMediaType: "application/json" } } },
      [{ name: null, json: true, schema: true }],
    ],
    ["XML", { properties: { data: { contentMediaType: "application/xml" } } }, [text]],
    ["an object", { properties: { data: chunk } }, [{ name: null, json: true, schema: chunk }]],
    [
      "a named object",
      { properties: { data: { $ref: "#/components/schemas/chunk" } } },
      [{ name: null, json: true, schema: { $ref: "#/components/schemas/chunk" } }],
    ],
  ])("has the data that its events describe: %s", (_, itemSchema, events) => {
    expect(eventsOf({ itemSchema }, { chunk })).toEqual(events);
  });

  test("has events with names, of which each has data of its own", () => {
    const named = (name: object, data: object): object => ({ properties: { event: name, data } });
    const itemSchema = {
      type: "object",
      required: ["event"],
      properties: { event: { type: "string" }, data: { type: "string" } },
      oneOf: [
        named({ const: "text" }, {}),
        named({ enum: ["add", "change"] }, json),
        { $ref: "#/components/schemas/removed" },
        { allOf: [named({ const: "all" }, {}), { properties: { data: json } }] },
      ],
    };
    const removed = named({ const: "removed" }, { pattern: "^[0-9]+$" });
    expect(eventsOf({ itemSchema }, { removed })).toEqual([
      { name: "add", json: true, schema: chunk },
      { name: "all", json: true, schema: chunk },
      { name: "change", json: true, schema: chunk },
      { name: "removed", json: false, schema: { type: "string" } },
      { name: "text", json: false, schema: { type: "string" } },
    ]);
  });

  test("has any event where only some have names, and any JSON where its schema is a boolean", () => {
    const data = { contentMediaType: "application/json", contentSchema: false };
    const named = { properties: { event: { const: "a" }, data } };
    expect(eventsOf({ itemSchema: { anyOf: [named, true, { oneOf: [] }] } })).toEqual([
      text,
      { name: "a", json: true, schema: false },
    ]);
  });

  test("has no events with a name that cannot be sent", () => {
    const itemSchema = { properties: { event: { enum: ["a", "b\ndata: c", "d\u0000", 5] } } };
    expect(eventsOf({ itemSchema })).toMatchObject([{ name: "a" }]);
  });

  test("is read in bounded time, however its variants multiply", () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => {
        const below = { $ref: `#/components/schemas/s${level + 1}` };
        return [`s${level}`, level === 39 ? {} : { anyOf: [below, below] }];
      }),
    );
    expect(eventsOf({ itemSchema: { $ref: "#/components/schemas/s0" } }, schemas)).toEqual([text]);
  });
});
