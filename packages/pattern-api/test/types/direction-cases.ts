import type { TypeCase } from "./type-cases.js";

const text = { type: "string" } as const;
const account = {
  type: "object",
  required: ["id", "name", "password"],
  properties: {
    id: { type: "string", readOnly: true },
    name: text,
    password: { type: "string", writeOnly: true },
  },
} as const;
const times = {
  type: "object",
  properties: {
    day: { type: "string", format: "date" },
    time: { type: ["string", "null"], format: "date-time" },
    size: { type: "integer", format: "int64" },
    count: { type: "integer", format: "int32" },
    fixed: { type: "string", format: "date", enum: ["2024-01-01", "2024-01-02"] },
  },
} as const;

/** What differs between requests and answers, and what options change. */
export const directionCases: readonly TypeCase[] = [
  {
    name: "an enum of answers has room for more",
    schemas: { Root: { type: "string", enum: ["a", "b"] } },
    use: "answers",
    accepts: ['"a"', '"c"', 'Use: (root: all.Root) => (root === "a" ? 1 : root.length)'],
    refuses: ["1", "null"],
  },
  {
    name: "an enum of numbers of answers, likewise",
    schemas: { Root: { type: "integer", nullable: true, enum: [1, 2, null] } },
    use: "answers",
    accepts: ["1", "3", "null"],
    refuses: ['"a"'],
  },
  {
    name: "an exhaustive enum of answers",
    schemas: { Root: { type: "string", enum: ["a", "b"] } },
    use: "answers",
    typing: { dates: "string", int64: "number", enums: "exhaustive" },
    accepts: ['"a"'],
    refuses: ['"c"'],
  },
  {
    name: "an enum of one value or of booleans is closed in answers, too",
    schemas: {
      Root: { type: "object", properties: { a: { enum: ["a"] }, b: { enum: [true, "b"] } } },
    },
    use: "answers",
    accepts: ['{ a: "a", b: true }'],
    refuses: ['{ a: "b" }', "{ b: false }", '{ b: "c" }'],
  },
  {
    name: "an enum in requests and answers",
    schemas: { Root: { type: "string", enum: ["a", "b"] } },
    use: "both",
    accepts: ['"c"', 'RootInput: "a"'],
    refuses: ['RootInput: "c"'],
  },
  {
    name: "members that one side alone gives",
    schemas: { Root: account },
    use: "both",
    accepts: ['{ id: "1", name: "a" }', 'RootInput: { name: "a", password: "b" }'],
    refuses: [
      '{ id: "1", name: "a", password: "b" }',
      '{ name: "a" }',
      'RootInput: { id: "1", name: "a", password: "b" }',
      'RootInput: { name: "a" }',
    ],
  },
  {
    name: "the same through nesting, references and allOf",
    schemas: {
      Root: {
        allOf: [{ $ref: "#/components/schemas/Named" }, { required: ["id"] }],
        type: "object",
        required: ["accounts"],
        properties: {
          accounts: { type: "array", items: { $ref: "#/components/schemas/Account" } },
        },
      },
      Account: account,
      Named: { type: "object", properties: { id: { $ref: "#/components/schemas/Id" }, a: text } },
      Id: { type: "string", readOnly: true },
      Plain: { type: "object", properties: { a: text } },
    },
    use: "both",
    accepts: [
      '{ id: "1", accounts: [{ id: "1", name: "a" }] }',
      'RootInput: { a: "a", accounts: [{ name: "a", password: "b" }] }',
    ],
    refuses: [
      '{ accounts: [{ id: "1", name: "a" }] }',
      'RootInput: { id: "1", accounts: [] }',
      'RootInput: { accounts: [{ id: "1", name: "a" }] }',
      'PlainInput: { a: "a" }',
    ],
  },
  {
    name: "a recursive schema that differs",
    schemas: {
      Root: {
        type: "object",
        properties: {
          id: { type: "string", readOnly: true },
          children: { type: "array", items: { $ref: "#/components/schemas/Root" } },
        },
      },
    },
    use: "both",
    accepts: ['{ children: [{ id: "1" }] }', "RootInput: { children: [{ children: [] }] }"],
    refuses: ['RootInput: { children: [{ id: "1" }] }'],
  },
  {
    name: "a member that says both is shown to both",
    schemas: {
      Root: {
        type: "object",
        properties: { a: { type: "string", readOnly: true, writeOnly: true } },
      },
    },
    use: "both",
    accepts: ['{ a: "a" }'],
    refuses: ['RootInput: { a: "a" }'],
  },
  {
    name: "a name that a schema of the document has already",
    schemas: {
      Root: account,
      RootInput: { type: "object", properties: { mine: text } },
    },
    use: "both",
    accepts: ['RootInput: { mine: "a" }', 'RootRequest: { name: "a", password: "b" }'],
    refuses: ['RootRequest: { mine: "a" }'],
  },
  {
    name: "circular aliases that differ",
    schemas: {
      Root: { oneOf: [{ $ref: "#/components/schemas/Other" }, { enum: ["a", "b"] }] },
      Other: { $ref: "#/components/schemas/Root" },
    },
    use: "both",
    accepts: ['"a"', 'RootInput: "a"'],
    refuses: ["Gone: 1"],
  },
  {
    name: "dates and large numbers as they come",
    schemas: { Root: times },
    accepts: ['{ day: "2024-01-01", time: "2024-01-01T00:00:00Z", size: 1, count: 1 }'],
    refuses: ["{ day: new Date() }", "{ size: 1n }"],
  },
  {
    name: "dates as Date, large numbers as bigint",
    schemas: { Root: times },
    typing: { dates: "date", int64: "bigint", enums: "open" },
    accepts: ["{ day: new Date(), time: null, size: 1n, count: 1, fixed: '2024-01-01' }"],
    refuses: ['{ day: "2024-01-01" }', "{ time: 1 }", "{ size: 1 }", "{ count: 1n }"],
  },
  {
    name: "large numbers as text",
    schemas: { Root: times },
    typing: { dates: "string", int64: "string", enums: "open" },
    accepts: ['{ size: "9007199254740993" }'],
    refuses: ["{ size: 1 }"],
  },
];
