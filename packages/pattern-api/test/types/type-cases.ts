import type { JsonSchema, SchemaUse, TypingModel } from "../../src/model/api-model.js";

/** A schema with values that its printed type must accept and refuse; `Root` unless another name is meant. */
export interface TypeCase {
  readonly name: string;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** TypeScript expressions that are assigned to `Root`. */
  readonly accepts: readonly string[];
  readonly refuses: readonly string[];
  /** Left out: requests, where types are exact. */
  readonly use?: SchemaUse;
  readonly typing?: TypingModel;
}

const text = { type: "string" } as const;
const count = { type: "integer" } as const;
const pet = {
  type: "object",
  required: ["name"],
  properties: { name: text, age: count },
} as const;

export const typeCases: readonly TypeCase[] = [
  {
    name: "a string",
    schemas: { Root: text },
    accepts: ['"a"'],
    refuses: ["1", "null", "undefined"],
  },
  {
    name: "numbers, whole or not",
    schemas: { Root: { type: "object", properties: { a: count, b: { type: "number" } } } },
    accepts: ["{ a: 1, b: 1.5 }"],
    refuses: ['{ a: "1" }', "{ b: true }"],
  },
  {
    name: "a list of types, as in 3.1",
    schemas: { Root: { type: ["string", "integer", "null"] } },
    accepts: ['"a"', "1", "null"],
    refuses: ["true", "undefined"],
  },
  {
    name: "null alone",
    schemas: { Root: { type: "null" } },
    accepts: ["null"],
    refuses: ["0", '""'],
  },
  {
    name: "nullable, as in 3.0",
    schemas: { Root: { type: "string", nullable: true } },
    accepts: ['"a"', "null"],
    refuses: ["1"],
  },
  {
    name: "nullable beside a reference",
    schemas: {
      Root: { nullable: true, allOf: [{ $ref: "#/components/schemas/Pet" }] },
      Pet: pet,
    },
    accepts: ["null", '{ name: "a" }'],
    refuses: ["{}", "1"],
  },
  {
    name: "an enum of every kind of value",
    schemas: { Root: { enum: ["a", 1, -0.5, true, null, { k: ["v"] }] } },
    accepts: ['"a"', "1", "-0.5", "true", "null", '{ k: ["v"] }'],
    refuses: ['"b"', "2", "false", '{ k: ["w"] }', "undefined"],
  },
  {
    name: "an enum with numbers that have no literal",
    schemas: { Root: { enum: [JSON.parse("1e999"), 1e21] } },
    accepts: ["1e21", "5"],
    refuses: ['"a"'],
  },
  {
    name: "a nullable enum",
    schemas: { Root: { type: "string", nullable: true, enum: ["a", "b"] } },
    accepts: ['"a"', "null"],
    refuses: ['"c"'],
  },
  {
    name: "an empty enum, which says nothing",
    schemas: { Root: { type: "string", enum: [] } },
    accepts: ['"a"'],
    refuses: ["1"],
  },
  {
    name: "a constant",
    schemas: { Root: { const: { a: [], b: {} } } },
    accepts: ["{ a: [], b: {} }"],
    refuses: ["{ a: [1], b: {} }", "{ a: [], b: { c: 1 } }"],
  },
  {
    name: "required and optional members",
    schemas: { Root: pet },
    accepts: ['{ name: "a" }', '{ name: "a", age: 1 }', '{ name: "a", age: undefined }'],
    refuses: ["{}", "{ name: undefined }", '{ name: "a", other: 1 }', '{ name: "a", age: null }'],
  },
  {
    name: "a member that is required and not declared",
    schemas: { Root: { type: "object", properties: { a: text }, required: ["b"] } },
    accepts: ["{ b: 1 }", '{ a: "a", b: null }'],
    refuses: ["{}", '{ a: "a" }'],
  },
  {
    name: "a type that only the members tell",
    schemas: { Root: { properties: { a: { items: text } } } },
    accepts: ["{}", '{ a: ["a"] }'],
    refuses: ["1", "{ a: [1] }"],
  },
  {
    name: "any object",
    schemas: { Root: { type: "object" } },
    accepts: ["{}", "{ a: 1 }"],
    refuses: ["1", "null", '"a"'],
  },
  {
    name: "an object without any member",
    schemas: { Root: { type: "object", additionalProperties: false } },
    accepts: ["{}"],
    refuses: ["{ a: 1 }", "1"],
  },
  {
    name: "a map",
    schemas: { Root: { type: "object", additionalProperties: count } },
    accepts: ["{}", "{ a: 1, b: 2 }"],
    refuses: ['{ a: "1" }'],
  },
  {
    name: "members beside a map",
    schemas: {
      Root: {
        type: "object",
        properties: { a: text },
        required: ["a"],
        additionalProperties: count,
      },
    },
    accepts: ['{ a: "a" }', '{ a: "a", b: 1 }'],
    refuses: ["{ b: 1 }", "{ a: 1 }"],
  },
  {
    name: "members that are closed",
    schemas: { Root: { ...pet, additionalProperties: false } },
    accepts: ['{ name: "a" }'],
    refuses: ['{ name: "a", b: 1 }'],
  },
  {
    name: "members by pattern",
    schemas: {
      Root: {
        type: "object",
        patternProperties: { "^x-": text, "^n-": count },
        additionalProperties: false,
      },
    },
    accepts: ['{ "x-a": "a", "n-a": 1 }'],
    refuses: ["{ a: true }"],
  },
  {
    name: "members that unevaluatedProperties tells",
    schemas: { Root: { type: "object", unevaluatedProperties: text } },
    accepts: ['{ a: "a" }'],
    refuses: ["{ a: 1 }"],
  },
  {
    name: "an array of a union",
    schemas: { Root: { type: "array", items: { type: ["string", "null"] } } },
    accepts: ["[]", '["a", null]'],
    refuses: ["[1]", '"a"', "null"],
  },
  {
    name: "an array of anything",
    schemas: { Root: { type: "array" } },
    accepts: ['[1, "a", null]'],
    refuses: ["{}"],
  },
  {
    name: "a tuple that may be short and long",
    schemas: { Root: { type: "array", prefixItems: [text, { oneOf: [count, text] }] } },
    accepts: ["[]", '["a"]', '["a", 1]', '["a", "b", true]'],
    refuses: ["[1]", '["a", true]'],
  },
  {
    name: "a closed tuple of fixed length",
    schemas: {
      Root: { type: "array", prefixItems: [text, count], items: false, minItems: 2 },
    },
    accepts: ['["a", 1]'],
    refuses: ['["a"]', '["a", 1, 2]'],
  },
  {
    name: "a tuple as drafts before 2020-12 wrote it",
    schemas: { Root: { type: "array", items: [text], additionalItems: count } },
    accepts: ['["a", 1, 2]'],
    refuses: ['["a", "b"]'],
  },
  {
    name: "allOf with members of its own",
    schemas: {
      Root: {
        allOf: [{ $ref: "#/components/schemas/Pet" }],
        type: "object",
        required: ["tag"],
        properties: { tag: text },
      },
      Pet: pet,
    },
    accepts: ['{ name: "a", tag: "b" }'],
    refuses: ['{ name: "a" }', '{ tag: "b" }', "null"],
  },
  {
    name: "allOf that only makes a member required",
    schemas: {
      Root: { allOf: [{ $ref: "#/components/schemas/Pet" }, { required: ["age"] }] },
      Pet: pet,
    },
    accepts: ['{ name: "a", age: 1 }'],
    refuses: ['{ name: "a" }', '{ name: "a", age: "1" }', '{ name: "a", age: undefined }'],
  },
  {
    name: "anyOf that requires one member or another",
    schemas: {
      Root: {
        type: "object",
        properties: { a: text, b: count },
        anyOf: [{ required: ["a"] }, { required: ["b"] }],
      },
    },
    accepts: ['{ a: "a" }', "{ b: 1 }", '{ a: "a", b: 1 }'],
    refuses: ["{}", "{ a: 1 }"],
  },
  {
    name: "a union of references beside a bare type",
    schemas: {
      Root: {
        type: "object",
        oneOf: [{ $ref: "#/components/schemas/Pet" }, { $ref: "#/components/schemas/Shop" }],
      },
      Pet: pet,
      Shop: { type: "object", required: ["city"], properties: { city: text } },
    },
    accepts: ['{ name: "a" }', '{ city: "b" }'],
    refuses: ["{}", '{ name: "a", other: 1 }'],
  },
  {
    name: "variants that only narrow a bare type",
    schemas: { Root: { type: "string", anyOf: [{ format: "date" }, { format: "date-time" }] } },
    accepts: ['"a"'],
    refuses: ["1"],
  },
  {
    name: "oneOf and anyOf together",
    schemas: {
      Root: {
        oneOf: [pet, { type: "object", required: ["id"], properties: { id: count } }],
        anyOf: [{ type: "object", required: ["k"], properties: { k: text } }],
      },
    },
    accepts: ['{ name: "a", k: "b" }', '{ id: 1, k: "b" }'],
    refuses: ['{ name: "a" }', '{ k: "b" }'],
  },
  {
    name: "an array of an intersection",
    schemas: {
      Root: {
        type: "array",
        items: {
          allOf: [
            { $ref: "#/components/schemas/Pet" },
            { type: "object", required: ["x"], properties: { x: text } },
          ],
        },
      },
      Pet: pet,
    },
    accepts: ['[{ name: "a", x: "b" }]'],
    refuses: ['[{ name: "a" }]', '{ name: "a", x: "b" }'],
  },
  {
    name: "true, false and the empty schema",
    schemas: { Root: { type: "object", properties: { a: true, b: {}, c: false } } },
    accepts: ["{ a: 1, b: null }", "{ c: undefined }"],
    refuses: ["{ c: 1 }"],
  },
  {
    name: "what is no schema allows anything",
    schemas: { Root: { type: "object", properties: { a: 5, b: null, c: { type: "uuid" } } } },
    accepts: ['{ a: 1, b: "b", c: null }'],
    refuses: ["1"],
  },
  {
    name: "files inside JSON, which are text",
    schemas: {
      Root: {
        type: "object",
        properties: { a: { type: "file" }, b: { type: "string", format: "binary" } },
      },
    },
    accepts: ['{ a: "a", b: "b" }'],
    refuses: ["{ a: new Uint8Array() }"],
  },
  {
    name: "not, which has no type",
    schemas: { Root: { type: "string", not: { enum: ["a"] } } },
    accepts: ['"a"'],
    refuses: ["1"],
  },
  {
    name: "a schema that contains itself",
    schemas: {
      Root: {
        type: "object",
        properties: {
          children: { type: "array", items: { $ref: "#/components/schemas/Root" } },
          parent: { nullable: true, allOf: [{ $ref: "#/components/schemas/Root" }] },
        },
      },
    },
    accepts: ["{ children: [{ children: [] }], parent: null }"],
    refuses: ["{ children: [1] }"],
  },
  {
    name: "an alias that contains itself in an array, a tuple and a map",
    schemas: {
      Root: {
        oneOf: [
          text,
          { type: "array", items: { $ref: "#/components/schemas/Root" } },
          { type: "array", prefixItems: [{ $ref: "#/components/schemas/Root" }] },
          { type: "object", additionalProperties: { $ref: "#/components/schemas/Root" } },
        ],
      },
    },
    accepts: ['"a"', '[["a"]]', '{ a: { b: "c" } }'],
    refuses: ["1", "[1]", "{ a: 1 }"],
  },
  {
    name: "aliases that name themselves and each other",
    schemas: {
      Root: {
        type: "object",
        properties: { a: { $ref: "#/components/schemas/A" } },
        required: ["a"],
      },
      Self: { $ref: "#/components/schemas/Self" },
      A: { $ref: "#/components/schemas/B" },
      B: { oneOf: [{ $ref: "#/components/schemas/A" }, text] },
      Into: { allOf: [{ $ref: "#/components/schemas/A" }, pet] },
      More: { allOf: [{ $ref: "#/components/schemas/More" }, pet] },
    },
    accepts: ['{ a: "a" }', "{ a: 1 }"],
    refuses: ["{}"],
  },
  {
    name: "a reference to nothing allows anything",
    schemas: { Root: { type: "object", properties: { a: { $ref: "#/components/schemas/Gone" } } } },
    accepts: ["{ a: 1 }"],
    refuses: ["1"],
  },
  {
    name: "a reference with percent-encoding",
    schemas: {
      Root: { type: "array", items: { $ref: "#/components/schemas/P%65t" } },
      Pet: pet,
    },
    accepts: ['[{ name: "a" }]'],
    refuses: ["[1]"],
  },
  {
    name: "names that mean something in TypeScript",
    schemas: {
      Root: {
        type: "object",
        required: ["constructor", "readonly", "get", "new", "1", "a-b", "__proto__"],
        properties: JSON.parse(
          '{"constructor":{"type":"string"},"readonly":{"type":"string"},"get":{"type":"string"},"new":{"type":"string"},"1":{"type":"string"},"a-b":{"type":"string"},"__proto__":{"type":"string"}}',
        ),
      },
    },
    accepts: [
      '{ constructor: "a", readonly: "a", get: "a", new: "a", "1": "a", "a-b": "a", ["__proto__"]: "a" }',
    ],
    refuses: ['{ constructor: "a" }'],
  },
];
