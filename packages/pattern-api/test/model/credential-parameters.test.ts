import { expect, test } from "vitest";
import { read } from "./read.js";

const responses = { 204: { description: "" } };

test.each([
  ["query", "key", "key"],
  ["header", "X-Key", "x-key"],
  ["cookie", "session", "session"],
])("an API key in the %s is not a parameter too", (place, declared, repeated) => {
  const { operations } = read({
    paths: {
      "/pets": {
        get: {
          parameters: [
            { name: repeated, in: place, required: true, schema: { type: "string" } },
            { name: "limit", in: "query", schema: { type: "integer" } },
          ],
          responses,
        },
      },
    },
    components: { securitySchemes: { key: { type: "apiKey", in: place, name: declared } } },
  });
  expect(operations[0]?.parameters.map(({ wireName }) => wireName)).toEqual(["limit"]);
});

test("a parameter that is called like a key in another place stays", () => {
  const { operations } = read({
    paths: {
      "/pets": {
        get: {
          parameters: [{ name: "key", in: "query", schema: { type: "string" } }],
          responses,
        },
      },
    },
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "key" } } },
  });
  expect(operations[0]?.parameters.map(({ wireName }) => wireName)).toEqual(["key"]);
});
