import { afterAll, expect, test } from "vitest";
import type { TypeCase } from "../types/type-cases.js";
import { CaseModules } from "./case-modules.js";

const text = { type: "string" } as const;
const dates = { dates: "date", int64: "bigint", enums: "open" } as const;

/** What limits values beyond their types; and where that is less than JSON Schema says, on purpose. */
const cases: readonly TypeCase[] = [
  {
    name: "lengths are counted in code points",
    schemas: { Root: { ...text, minLength: 2, maxLength: 3 } },
    accepts: ['"ab"', '"😀😀😀"', '"e\\u0301"'],
    refuses: ['"a"', '"😀"', '"abcd"', '"😀😀😀😀"'],
  },
  {
    name: "counts that are none limit nothing",
    schemas: { Root: { ...text, minLength: -1, maxLength: "3" } },
    accepts: ['""', '"abcdef"'],
    refuses: ["1"],
  },
  {
    name: "date, with the days of the calendar",
    schemas: { Root: { ...text, format: "date" } },
    accepts: ['"2024-02-29"', '"2000-02-29"', '"1999-12-31"'],
    refuses: ['"2023-02-29"', '"1900-02-29"', '"2024-04-31"', '"2024-13-01"', '"2024-1-1"', '""'],
  },
  {
    name: "date-time, as RFC 3339 has it",
    schemas: { Root: { ...text, format: "date-time" } },
    accepts: [
      '"2024-02-29T12:00:00Z"',
      '"2024-02-29t23:59:60.123+05:30"',
      '"2024-02-29 12:00:00z"',
    ],
    refuses: [
      '"2024-02-29T12:00:00"',
      '"2024-02-30T12:00:00Z"',
      '"2024-02-29T24:00:00Z"',
      '"2024-02-29"',
    ],
  },
  {
    name: "uuid, email, uri, url, ipv4",
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: { ...text, format: "uuid" },
          b: { ...text, format: "email" },
          c: { ...text, format: "uri" },
          d: { ...text, format: "url" },
          e: { ...text, format: "ipv4" },
        },
      },
    },
    accepts: [
      '{ a: "123E4567-e89b-42d3-a456-426614174000", b: "jörg@例え.jp", c: "urn:a:b", d: "https://a.example/?b#c", e: "192.0.2.1" }',
    ],
    refuses: [
      '{ a: "123" }',
      '{ b: "a b@c" }',
      '{ b: "a" }',
      '{ c: "/a" }',
      '{ d: "https://a b" }',
      '{ e: "1.2.3.256" }',
      '{ e: "01.2.3.4" }',
    ],
  },
  {
    name: "ipv6",
    schemas: { Root: { ...text, format: "ipv6" } },
    accepts: [
      '"::"',
      '"::1"',
      '"1::"',
      '"1:2:3:4:5:6:7:8"',
      '"::ffff:192.0.2.1"',
      '"1:2:3:4:5:6:192.0.2.1"',
    ],
    refuses: [
      '":"',
      '":::"',
      '"1::2::3"',
      '"1:2:3:4:5:6:7"',
      '"1:2:3:4:5:6:7:8:9"',
      '"1:2:3:4:5:6:7:192.0.2.1"',
      '"::12345"',
      '"fe80::1%eth0"',
      '""',
      '"192.0.2.1"',
    ],
  },
  {
    name: "byte, of either alphabet, padded or not",
    schemas: { Root: { ...text, format: "byte" } },
    accepts: ['"YWI="', '"YWI"', '"-_"', '"YW\\nI="', '""'],
    refuses: ['"a*"', '"=a"'],
  },
  {
    name: "formats that are not checked",
    schemas: { Root: { ...text, format: "hostname" } },
    accepts: ['"not a host"'],
    refuses: ["1"],
  },
  {
    name: "whole numbers and their formats",
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: { type: "integer" },
          b: { type: "integer", format: "int32" },
          c: { type: "integer", format: "uint8", multipleOf: 5 },
          d: { type: "integer", format: "int64" },
          e: { type: "number", format: "int32" },
          f: { type: "number", format: "double" },
        },
      },
    },
    accepts: ["{ e: 1, f: 1.5 }", "{ a: 1e20, b: -2147483648, c: 255, d: 1 }", "{ a: 1.0 }"],
    refuses: [
      "{ a: 1.5 }",
      "{ e: 1.5 }",
      "{ e: 1e10 }",
      "{ b: 2147483648 }",
      "{ c: 256 }",
      "{ c: 4 }",
      "{ c: -5 }",
      "{ d: 0.5 }",
      '{ a: "1" }',
      "{ a: NaN }",
      "{ a: Infinity }",
    ],
  },
  {
    name: "limits of numbers, in the spellings of 3.0 and of 3.1",
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: {
            type: "number",
            minimum: 0,
            exclusiveMinimum: true,
            maximum: 2,
            exclusiveMaximum: false,
          },
          b: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 2 },
          c: { type: "number", multipleOf: 0.1 },
        },
      },
    },
    accepts: ["{ a: 2, b: 1.9 }", "{ c: 0.3 }"],
    refuses: ["{ a: 0 }", "{ b: 0 }", "{ b: 2 }", "{ c: 0.35 }"],
  },
  {
    name: "int64 as bigint, and dates as Date",
    typing: dates,
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: { type: "integer", format: "int64", minimum: 1 },
          b: { type: "integer", format: "uint64" },
          c: { ...text, format: "date-time", minLength: 3 },
          d: { type: ["string", "null"], format: "date" },
        },
      },
    },
    accepts: ["{ a: 9223372036854775807n, b: 18446744073709551615n, c: new Date(0), d: null }"],
    refuses: [
      "{ a: 1 }",
      "{ a: 0n }",
      "{ a: 9223372036854775808n }",
      "{ b: -1n }",
      '{ c: "2024-02-29T12:00:00Z" }',
      "{ c: new Date(NaN) }",
    ],
  },
  {
    name: "int64 as text",
    typing: { dates: "string", int64: "string", enums: "open" },
    schemas: { Root: { type: "integer", format: "int64", minimum: 5 } },
    accepts: ['"9007199254740993"', '"-1"'],
    refuses: ["5", '"1.5"', '""', '"x"'],
  },
  {
    name: "lists and their limits",
    schemas: { Root: { type: "array", items: {}, minItems: 1, maxItems: 3, uniqueItems: true } },
    accepts: [
      "[1]",
      "[1, '1', true]",
      "[{ a: 1, b: 2 }, { a: 1 }]",
      "[[['a', 1]], { a: 1 }]",
      "[1n, '1n', 1]",
      "[{ a: 1n }, { a: '1' }]",
    ],
    refuses: [
      "[]",
      "[1, 2, 3, 4]",
      "[1, 1]",
      "[{ a: 1, b: 2 }, { b: 2, a: 1 }]",
      "[new Date(0), new Date(0)]",
    ],
  },
  {
    name: "how many members there are, whatever else holds",
    schemas: {
      Root: {
        type: "object",
        minProperties: 1,
        maxProperties: 2,
        patternProperties: { "^x": text },
        properties: { constructor: text },
      },
    },
    accepts: ['{ x: "a" }', "{ a: 1, b: 2 }", "{ a: 1, b: undefined }", '{ constructor: "a" }'],
    refuses: ["{}", "{ a: 1, b: 2, c: 3 }", "{ x: 1 }", "{ a: undefined }", "{ constructor: 1 }"],
  },
  {
    name: "members that every object inherits",
    schemas: {
      Root: {
        type: "object",
        required: ["toString", "__proto__"],
        properties: JSON.parse(
          '{ "toString": { "type": "string" }, "valueOf": { "type": "number" }, "__proto__": {} }',
        ),
        additionalProperties: false,
      },
    },
    accepts: ['JSON.parse(\'{ "toString": "a", "__proto__": 1 }\')'],
    refuses: [
      "{}",
      '{ toString: "a" }',
      'JSON.parse(\'{ "toString": "a", "__proto__": 1, "valueOf": "a" }\')',
      'JSON.parse(\'{ "toString": "a", "__proto__": 1, "b": "a" }\')',
      "[]",
      "null",
    ],
  },
  {
    name: "patterns beside further members; one that is not matched leaves these open",
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: {
            type: "object",
            patternProperties: { "^x": text, x$: { minLength: 2, type: "string" } },
            additionalProperties: { type: "number" },
          },
          b: { type: "object", patternProperties: { "(?!y)": text }, additionalProperties: false },
          c: {
            type: "object",
            properties: { k: text },
            required: ["k", "m"],
            additionalProperties: { type: "number" },
          },
        },
      },
    },
    accepts: [
      '{ a: { xa: "a", b: 1, xx: "ab" } }',
      "{ b: { y: 1 } }",
      '{ c: { k: "a", m: 1, n: 2 } }',
    ],
    refuses: [
      "{ a: { xa: 1 } }",
      '{ a: { b: "b" } }',
      '{ a: { xx: "a" } }',
      '{ c: { k: "a", m: "b" } }',
      '{ c: { k: "a", m: 1, n: "2" } }',
    ],
  },
  {
    name: "patterns, without those that are not matched",
    schemas: {
      Root: {
        type: "object",
        properties: { a: { ...text, pattern: "^[a-z]+$" }, b: { ...text, pattern: "^(?=a)" } },
      },
    },
    accepts: ['{ a: "abc", b: "x" }'],
    refuses: ['{ a: "ABC" }', "{ b: 1 }"],
  },
  {
    name: "a limit beside a part that says more",
    schemas: {
      Root: { type: "string", minLength: 2, allOf: [{ $ref: "#/components/schemas/Kind" }] },
      Kind: { type: "string", enum: ["a", "bc"] },
    },
    accepts: ['"bc"'],
    refuses: ['"a"', '"de"'],
  },
  {
    name: "variants, of which several may fit, although oneOf says one",
    schemas: { Root: { oneOf: [{ type: "number" }, { type: "integer" }] } },
    accepts: ["1", "1.5"],
    refuses: ['"a"'],
  },
  {
    name: "a tag that tells variants apart",
    schemas: {
      Root: { oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }] },
      Cat: {
        type: "object",
        required: ["kind", "lives"],
        properties: { kind: { const: "cat" }, lives: { type: "integer" } },
      },
      Dog: {
        type: "object",
        required: ["kind"],
        properties: { kind: { const: "dog" }, tricks: { type: "array", items: text } },
      },
    },
    accepts: ['{ kind: "cat", lives: 7 }', '{ kind: "dog" }'],
    refuses: ['{ kind: "cat" }', '{ kind: "dog", tricks: [1] }', '{ kind: "fish" }', "{}"],
  },
  {
    name: "closed parts of an allOf, which allow each other's members as their types do",
    schemas: {
      Root: {
        allOf: [
          { type: "object", properties: { a: text }, additionalProperties: false },
          { type: "object", properties: { b: text }, additionalProperties: false },
        ],
      },
    },
    accepts: ['{ a: "a", b: "b" }'],
    refuses: ['{ a: "a", c: 1 }', "{ a: 1 }"],
  },
  {
    name: "what no type says: not, if, contains, propertyNames, dependentRequired",
    schemas: {
      Root: {
        type: "object",
        properties: {
          a: { type: "array", contains: text },
          b: { type: "string", not: { minLength: 3 } },
        },
        propertyNames: { maxLength: 1 },
        dependentRequired: { a: ["b"] },
        if: { required: ["z"] },
        else: { required: ["c"] },
      },
    },
    accepts: ["{ a: [1], long: 1 }", '{ b: "abcd" }'],
    refuses: ["{ a: 1 }"],
  },
];

const modules = new CaseModules(cases);
afterAll(() => modules.remove());

test("values are what their schemas say", { timeout: 60_000 }, () => {
  expect(modules.compile()).toBe("");
  const questions = cases.flatMap(({ name, accepts, refuses }, index) =>
    [...accepts, ...refuses].map((value, place) => ({
      index,
      value,
      what: `${name}: ${value} is ${place < accepts.length ? "taken" : "refused"}`,
      accepted: place < accepts.length,
    })),
  );
  const verdicts = modules.verdicts(questions.map(({ index, value }) => [index, "Root", value]));
  const differing = questions.filter(({ accepted }, place) => verdicts[place] !== accepted);
  expect(differing.map(({ what }) => what)).toEqual([]);
});
