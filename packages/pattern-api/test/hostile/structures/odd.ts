import { written } from "../hostile-document.js";
import { api, leading, using, type Structure } from "./structure.js";

export const odd: readonly Structure[] = [
  {
    name: "paths called __proto__",
    text: () => api({}).replace('"paths":{', '"paths":{"__proto__":{"get":{"responses":{}}},'),
  },
  {
    name: "schemas called __proto__",
    text: () =>
      api({ paths: using({ $ref: "#/components/schemas/__proto__" }) }).replace(
        '"schemas":{',
        '"schemas":{"__proto__":{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__","constructor"]}',
      ),
  },
  { name: "a reference to what every object has", text: () => leading("#/constructor/prototype") },
  {
    name: "every value an array",
    text: () =>
      JSON.stringify({
        openapi: "3.1.0",
        info: [],
        servers: [[]],
        tags: [[]],
        security: [[]],
        paths: {
          "/a": [],
          "/b": { get: [] },
          "/c": { get: { parameters: [[]], responses: [], tags: [[]] } },
        },
        components: [],
      }),
    code: "AF_OPERATION_UNUSABLE",
  },
  {
    name: "every value null",
    text: () =>
      JSON.stringify({
        openapi: "3.1.0",
        info: null,
        servers: [null],
        tags: [null],
        security: [null],
        paths: {
          "/a": null,
          "/b": {
            get: {
              parameters: [null],
              requestBody: null,
              responses: { 200: null, 404: { content: { "application/json": null } } },
            },
          },
        },
        components: { schemas: { A: null } },
      }),
    code: "AF_OPERATION_UNUSABLE",
  },
  {
    name: "every value a number",
    text: () =>
      JSON.stringify({
        openapi: 3.1,
        info: 1,
        servers: 1,
        tags: [1],
        security: 1,
        paths: {
          "/a": {
            get: {
              operationId: 1,
              tags: [1],
              summary: 1,
              parameters: [{ name: 1, in: 1, schema: 1 }],
              responses: {
                200: {
                  description: 1,
                  content: {
                    "application/json": {
                      schema: { type: 1, properties: 1, enum: 1, required: 1, allOf: 1, items: 1 },
                    },
                  },
                },
              },
            },
          },
        },
        components: 1,
      }),
    code: "AF_OPERATION_UNUSABLE",
  },
  { name: "an empty document", text: () => " \n", code: "AF_DOCUMENT_EMPTY" },
  {
    name: "a page",
    text: () => "<!doctype html><script>globalThis.canary=1</script>",
    code: "AF_DOCUMENT_UNRECOGNISED",
  },
  { name: "half a document", text: () => api({}).slice(0, 80), code: "AF_DOCUMENT_MALFORMED" },
  {
    name: "no paths",
    text: () => written({ openapi: "3.1.0", paths: {} }, "json"),
    code: "AF_SELECTION_EMPTY",
  },
];
