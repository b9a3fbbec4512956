import { afterAll, describe, expect, test } from "vitest";
import type { TypingModel } from "../../src/model/api-model.js";
import { readApiModel } from "../../src/model/read-api-model.js";
import { GeneratedPackage } from "../tests/generated-package.js";

const packages: GeneratedPackage[] = [];
afterAll(() => packages.forEach((one) => one.remove()));

const time = { type: "string", format: "date-time" };
const day = { type: "string", format: "date" };
const large = { type: "integer", format: "int64" };
const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object, more: object = {}): object => ({
  "application/json": { schema, ...more },
});

const jsonText = (contentSchema: object): object => ({
  type: "string",
  contentMediaType: "application/json",
  contentSchema,
});

/**
 * Dates and large numbers everywhere: in parameters, members, items, maps, tuples, unions, recursion, errors, forms,
 * streams, pages and webhooks.
 */
const document = {
  openapi: "3.2.0",
  info: { title: "Times", version: "1" },
  servers: [{ url: "https://times.example" }],
  paths: {
    "/events/{id}": {
      post: {
        operationId: "events/change",
        tags: ["events"],
        parameters: [
          { name: "id", in: "path", required: true, schema: large },
          { name: "since", in: "query", schema: day },
          { name: "at", in: "query", schema: { type: "array", items: time } },
          { name: "x-until", in: "header", schema: time },
        ],
        requestBody: { required: true, content: json(reference("Event")) },
        responses: {
          200: { description: "", content: json(reference("Event")) },
          404: { description: "", content: json({ type: "object", properties: { at: time } }) },
        },
      },
    },
    "/events": {
      get: {
        operationId: "events/list",
        tags: ["events"],
        responses: {
          200: {
            description: "",
            headers: { Link: {} },
            content: json(
              { type: "array", items: reference("Event") },
              { example: [{ at: "not a time", size: 1.5, day: "2024-01-01" }] },
            ),
          },
        },
      },
    },
    "/forms": {
      post: {
        operationId: "events/form",
        tags: ["events"],
        requestBody: {
          required: true,
          content: { "application/x-www-form-urlencoded": { schema: reference("Stay") } },
        },
        responses: { 204: { description: "" } },
      },
    },
    "/files": {
      post: {
        operationId: "events/file",
        tags: ["events"],
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: {
                allOf: [reference("Stay")],
                type: "object",
                required: ["file"],
                properties: { file: { type: "string", format: "binary" }, nights: large },
              },
            },
          },
        },
        responses: { 204: { description: "" } },
      },
    },
    "/lines": {
      get: {
        operationId: "events/lines",
        tags: ["events"],
        responses: {
          200: {
            description: "",
            content: { "application/x-ndjson": { schema: reference("Event") } },
          },
        },
      },
    },
    "/news": {
      get: {
        operationId: "events/news",
        tags: ["events"],
        responses: {
          200: {
            description: "",
            content: { "text/event-stream": { itemSchema: reference("News") } },
          },
        },
      },
    },
    "/counted": {
      get: {
        operationId: "events/counted",
        tags: ["events"],
        parameters: [{ name: "offset", in: "query", schema: large }],
        responses: {
          200: {
            description: "",
            content: json({
              type: "object",
              required: ["events", "total"],
              properties: { events: { type: "array", items: reference("Event") }, total: large },
            }),
          },
        },
      },
    },
    "/plain": {
      get: {
        operationId: "events/plain",
        tags: ["events"],
        responses: { 204: { description: "" } },
      },
    },
  },
  webhooks: {
    happened: {
      post: {
        operationId: "happened",
        requestBody: { content: json(reference("Event")) },
        responses: { 204: { description: "" } },
      },
    },
    silent: {
      post: {
        operationId: "silent",
        requestBody: { content: json({ type: "object" }) },
        responses: { 204: { description: "" } },
      },
    },
  },
  components: {
    schemas: {
      Stay: { type: "object", required: ["from"], properties: { from: day, until: time } },
      News: {
        oneOf: [
          {
            required: ["event", "data"],
            properties: {
              event: { const: "dated" },
              data: jsonText({ type: "object", required: ["at"], properties: { at: time } }),
            },
          },
          {
            required: ["event", "data"],
            properties: {
              event: { const: "sized" },
              data: jsonText({ type: "array", items: large }),
            },
          },
          {
            required: ["event", "data"],
            properties: { event: { const: "plain" }, data: jsonText({ type: "string" }) },
          },
        ],
      },
      Event: {
        type: "object",
        required: ["at", "size"],
        properties: {
          at: time,
          day,
          size: large,
          sizes: { type: "array", items: large },
          named: { type: "object", additionalProperties: time },
          pair: { type: "array", prefixItems: [{ type: "string" }, day], minItems: 2 },
          either: {
            oneOf: [
              {
                type: "object",
                required: ["kind", "on"],
                properties: { kind: { const: "a" }, on: day },
              },
              {
                type: "object",
                required: ["kind", "on"],
                properties: { kind: { const: "b" }, on: { type: "string" } },
              },
            ],
          },
          maybe: { type: ["string", "null"], format: "date-time" },
          part: { allOf: [reference("Part"), { type: "object", properties: { to: time } }] },
          children: { type: "array", items: reference("Event") },
          fixed: { type: "string", format: "date", enum: ["2024-01-01"] },
        },
      },
      Part: { type: "object", properties: { from: time } },
    },
  },
};

function generate(typing: TypingModel, described: object = document): GeneratedPackage {
  const text = JSON.stringify(described);
  const model = readApiModel(
    { name: "Times", document: { source: "times.json", text, digest: "sha256-0" }, typing },
    () => {},
  );
  const generated = new GeneratedPackage(model);
  packages.push(generated);
  return generated;
}

const choices: readonly TypingModel[] = [
  { dates: "date", int64: "bigint", enums: "open" },
  { dates: "string", int64: "string", enums: "open" },
  { dates: "date", int64: "number", enums: "exhaustive" },
];

describe.each(choices)("a package with %j", { timeout: 120_000 }, (typing) => {
  const generated = generate(typing);

  test.each(["typescript", "typescript-5"] as const)("compiles with %s", (compiler) => {
    expect(generated.compile(compiler)).toBe("");
  });

  test("gives its webhooks alone the same types", () => {
    const only = generate(typing, { ...document, paths: {} });
    expect(only.compile()).toBe("");
    expect(only.test().failed).toEqual([]);
  });

  test("passes its own tests", () => {
    const { passed, failed } = generated.test();
    expect(failed).toEqual([]);
    expect(passed.length).toBeGreaterThan(5);
  });
});

test(
  "a package with Temporal compiles with the compiler that knows it",
  { timeout: 60_000 },
  () => {
    expect(generate({ dates: "temporal", int64: "bigint", enums: "open" }).compile()).toBe("");
  },
);
