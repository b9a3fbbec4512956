import { api, object, reference, schemaOf, using, type Structure } from "./structure.js";

export const references: readonly Structure[] = [
  {
    name: "schemas of four references each, 30 levels",
    text: () =>
      api({
        paths: using(reference("S0")),
        schemas: {
          ...object(30, (level) => [
            `S${level}`,
            {
              type: "object",
              required: ["a", "b", "c", "d"],
              properties: object(4, (index) => ["abcd"[index] ?? "", reference(`S${level + 1}`)]),
            },
          ]),
          S30: { type: "string" },
        },
      }),
  },
  ...["allOf", "oneOf", "anyOf"].map((keyword) => ({
    name: `${keyword} that doubles, 30 levels`,
    text: () =>
      api({
        paths: using(reference("S0")),
        schemas: {
          ...object(30, (level) => [
            `S${level}`,
            { [keyword]: [reference(`S${level + 1}`), reference(`S${level + 1}`)] },
          ]),
          S30: { type: "object", properties: { a: { type: "string" } } },
        },
      }),
  })),
  {
    name: "allOf of itself",
    text: () =>
      api({
        paths: using(reference("A")),
        schemas: { A: { allOf: [reference("A"), { type: "object" }] } },
      }),
  },
  {
    name: "oneOf of each other",
    text: () =>
      api({
        paths: using(reference("A")),
        schemas: {
          A: { oneOf: [reference("B"), { type: "string" }] },
          B: { oneOf: [reference("A"), { type: "number" }] },
        },
      }),
  },
  {
    name: "references in a circle",
    text: () =>
      api({ paths: using(reference("A")), schemas: { A: reference("B"), B: reference("A") } }),
  },
  {
    name: "a reference to itself",
    text: () =>
      api({
        paths: using({
          $ref: "#/paths/~1things/post/requestBody/content/application~1json/schema",
        }),
      }),
  },
  {
    name: "a chain of 10,000 references",
    text: () =>
      api({
        paths: using(reference("S0")),
        schemas: {
          ...object(10_000, (index) => [`S${index}`, reference(`S${index + 1}`)]),
          S10000: { type: "string" },
        },
      }),
  },
  {
    name: "a reference to the whole document",
    text: () => api({ paths: using({ $ref: "#" }) }),
  },
  {
    name: "required properties that hold each other",
    text: () =>
      api({
        paths: using(reference("A")),
        schemas: {
          A: { type: "object", required: ["b"], properties: { b: reference("B") } },
          B: { type: "object", required: ["a"], properties: { a: reference("A") } },
        },
      }),
  },
  {
    name: "parameters, answers and path items in circles",
    text: () =>
      api({
        paths: {
          "/a": { $ref: "#/paths/~1b" },
          "/b": { $ref: "#/paths/~1a" },
          "/c": {
            get: {
              parameters: [{ $ref: "#/components/parameters/A" }],
              requestBody: { $ref: "#/components/requestBodies/A" },
              responses: { "200": { $ref: "#/components/responses/A" } },
            },
          },
        },
        components: {
          parameters: { A: { $ref: "#/components/parameters/A" } },
          requestBodies: { A: { $ref: "#/components/requestBodies/A" } },
          responses: {
            A: { $ref: "#/components/responses/B" },
            B: { $ref: "#/components/responses/A" },
          },
        },
      }),
  },
  {
    name: "a dynamic reference to itself",
    text: () => schemaOf({ $dynamicAnchor: "a", items: { $dynamicRef: "#a" }, type: "array" }),
  },
];

/** References that lead out of the document's folder or to another host: the operation is left out, nothing is read. */
