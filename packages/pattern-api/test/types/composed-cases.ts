import type { TypeCase } from "./type-cases.js";

const text = { type: "string" } as const;
const count = { type: "integer" } as const;
const pet = {
  type: "object",
  required: ["name"],
  properties: { name: text, age: count },
} as const;

/** Schemas that are made of others. `Use:` stands before an expression of any type. */
export const composedCases: readonly TypeCase[] = [
  {
    name: "allOf in which a later part declares a member anew",
    schemas: {
      Root: {
        allOf: [
          { $ref: "#/components/schemas/Pet" },
          { type: "object", required: ["age"], properties: { age: text } },
        ],
      },
      Pet: pet,
    },
    accepts: ['{ name: "a", age: "old" }'],
    refuses: ['{ name: "a", age: 1 }', '{ age: "old" }'],
  },
  {
    name: "members of its own that contradict an inherited constant",
    schemas: {
      Root: {
        allOf: [{ $ref: "#/components/schemas/Middle" }],
        properties: { kind: { type: "string", enum: ["root"] } },
        required: ["kind"],
      },
      Middle: { allOf: [{ $ref: "#/components/schemas/Base" }, { properties: { a: text } }] },
      Base: {
        type: "object",
        required: ["kind", "id"],
        properties: { kind: { type: "string", enum: ["base"] }, id: count },
      },
    },
    accepts: ['{ kind: "root", id: 1, a: "a" }', 'Base: { kind: "base", id: 1 }'],
    refuses: ['{ kind: "base", id: 1 }', '{ kind: "root" }'],
  },
  {
    name: "items beside variants that say whether it is an array",
    schemas: { Root: { oneOf: [text, { type: "array" }], items: text } },
    accepts: ['"a"', '["a"]'],
    refuses: ["1", "{ a: 1 }"],
  },
  {
    name: "allOf that narrows a member",
    schemas: {
      Root: {
        allOf: [
          { $ref: "#/components/schemas/Pet" },
          { type: "object", properties: { name: { type: "string", enum: ["a", "b"] } } },
        ],
      },
      Pet: pet,
    },
    accepts: ['{ name: "a" }'],
    refuses: ['{ name: "c" }', "{}"],
  },
  {
    name: "allOf of a reference and its bare type",
    schemas: {
      Root: { allOf: [{ $ref: "#/components/schemas/Kind" }, { type: "string" }] },
      Kind: { type: "string", enum: ["a", "b"] },
    },
    accepts: ['"a"'],
    refuses: ['"c"', "1"],
  },
  {
    name: "oneOf without a tag",
    schemas: { Root: { oneOf: [text, { type: "array", items: count }, { type: "null" }] } },
    accepts: ['"a"', "[1]", "null"],
    refuses: ["1", '["a"]', "undefined"],
  },
  {
    name: "anyOf whose variants have constants, which narrows",
    schemas: {
      Root: {
        anyOf: [
          {
            type: "object",
            required: ["kind", "radius"],
            properties: { kind: { const: "circle" }, radius: count },
          },
          {
            type: "object",
            required: ["kind", "side"],
            properties: { kind: { type: "string", enum: ["square"] }, side: count },
          },
        ],
      },
    },
    use: "answers",
    accepts: ['Use: (root: all.Root) => (root.kind === "circle" ? root.radius : root.side)'],
    refuses: ["Use: (root: all.Root) => root.radius", '{ kind: "square", radius: 1 }'],
  },
  {
    name: "siblings of a reference",
    schemas: {
      Root: {
        $ref: "#/components/schemas/Pet",
        description: "A pet with a tag",
        required: ["tag"],
        properties: { tag: text },
      },
      Pet: pet,
    },
    accepts: ['{ name: "a", tag: "b" }'],
    refuses: ['{ name: "a" }', '{ tag: "b" }'],
  },
  {
    name: "not, where TypeScript can say it",
    schemas: {
      Root: {
        type: "object",
        properties: {
          never: { not: {} },
          some: { type: "string", enum: ["a", "b"], not: { const: "b" } },
          text: { type: ["string", "integer"], not: { type: "integer" } },
        },
        not: { anyOf: [{ required: ["old"] }, { required: ["older"] }] },
      },
    },
    accepts: ['{ some: "a", text: "b" }', "{ never: undefined, old: undefined }"],
    refuses: ["{ never: 1 }", '{ some: "b" }', "{ text: 1 }", "{ old: 1 }", "{ older: 1 }"],
  },
  {
    name: "not of several members together, which forbids none of them alone",
    schemas: {
      Root: {
        type: "object",
        properties: { a: text, b: text },
        not: { required: ["a", "b"] },
      },
    },
    accepts: ['{ a: "a" }', '{ b: "b" }'],
    refuses: ["{ a: 1 }"],
  },
  {
    name: "members whose names begin with a text, beside known ones",
    schemas: {
      Root: {
        type: "object",
        required: ["id"],
        properties: { id: count },
        patternProperties: { "^x-": text, "^n:": { type: "array", items: count } },
        additionalProperties: false,
      },
    },
    accepts: ['{ id: 1, "x-a": "a", "n:a": [1] }'],
    refuses: ['{ id: 1, "x-a": 1 }', '{ id: 1, a: "a" }', '{ "x-a": "a" }'],
  },
  {
    name: "members by pattern that may have any other name, too",
    schemas: { Root: { type: "object", patternProperties: { "^x-": text } } },
    accepts: ['{ "x-a": "a", other: 1 }'],
    refuses: ['{ "x-a": 1 }'],
  },
  {
    name: "members by patterns that overlap with each other or with a member",
    schemas: {
      Root: {
        type: "object",
        properties: {
          one: { type: "object", patternProperties: { "^x-": text, "^x-n-": count } },
          two: {
            type: "object",
            properties: { "x-b": count },
            patternProperties: { "^x-": text },
          },
        },
      },
    },
    accepts: ['{ one: { "x-a": "a", "x-n-a": 1 }, two: { "x-a": "a", "x-b": 1 } }'],
    refuses: ['{ one: { "x-a": true } }', '{ two: { "x-b": "b" } }'],
  },
  {
    name: "a tuple that unevaluatedItems or maxItems closes",
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: { type: "array", prefixItems: [text, count], unevaluatedItems: false },
          b: { type: "array", prefixItems: [text, count], maxItems: 1 },
        },
      },
    },
    accepts: ['{ a: ["a", 1], b: ["a"] }'],
    refuses: ['{ a: ["a", 1, 2] }', '{ b: ["a", 1] }'],
  },
  {
    name: "null in all spellings",
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: { type: "string", nullable: true },
          b: { type: ["string", "null"] },
          c: { oneOf: [text, { type: "null" }] },
          d: { anyOf: [{ $ref: "#/components/schemas/Pet" }, { type: "null" }] },
          e: { type: "string", enum: ["a", null] },
          f: { oneOf: [{ $ref: "#/components/schemas/Pet" }, { enum: [null] }] },
          g: { const: null },
        },
      },
      Pet: pet,
    },
    accepts: ["{ a: null, b: null, c: null, d: null, e: null, f: null, g: null }"],
    refuses: ["{ a: 1 }", "{ b: 1 }", "{ c: 1 }", "{ d: 1 }", "{ e: 1 }", "{ f: 1 }", "{ g: 1 }"],
  },
  {
    name: "an enum of 10,000 values, which is as wide as its values",
    schemas: {
      Root: { enum: Array.from({ length: 10_000 }, (_, index) => `value-${index}`) },
    },
    accepts: ['"value-1"', '"other"'],
    refuses: ["1"],
  },
  {
    name: "bytes in a text",
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: { type: "string", format: "byte" },
          b: { type: "string", contentEncoding: "base64", contentMediaType: "image/png" },
        },
      },
    },
    accepts: ['{ a: "YQ==", b: "YQ==" }'],
    refuses: ["{ a: new Uint8Array() }"],
  },
];
