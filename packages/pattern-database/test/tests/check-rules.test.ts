import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRules } from "../../src/tests/check-rules.js";
import { parseCheck } from "../../src/postgresql/printing/parse-check.js";

test.each([
  ["(price >= (0)::numeric)", [{ kind: "least", column: "price", value: 0, exclusive: false }]],
  [
    "CHECK ((0 < price)) NOT VALID",
    [{ kind: "least", column: "price", value: 0, exclusive: true }],
  ],
  ["(age < '-5'::integer)", [{ kind: "most", column: "age", value: -5, exclusive: true }]],
  ["(age > - 5)", [{ kind: "least", column: "age", value: -5, exclusive: true }]],
  [
    "((a >= 1) AND (a <= 10))",
    [
      { kind: "least", column: "a", value: 1, exclusive: false },
      { kind: "most", column: "a", value: 10, exclusive: false },
    ],
  ],
  [
    "(kind = ANY (ARRAY['a'::text, 'it''s'::text]))",
    [{ kind: "values", column: "kind", values: ["a", "it's"] }],
  ],
  [
    "((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
    [{ kind: "values", column: "kind", values: ["a", "b"] }],
  ],
  ["(id = 1)", [{ kind: "values", column: "id", values: [1] }]],
  ["(char_length((name)::text) > 2)", [{ kind: "longer", column: "name", value: 3 }]],
  ["(length(name) <= 5)", [{ kind: "shorter", column: "name", value: 5 }]],
  ["(length(name) < 5)", [{ kind: "shorter", column: "name", value: 4 }]],
  ['("E Mail""s" ~ \'^.+@\'::text)', [{ kind: "matches", column: 'E Mail"s', pattern: "^.+@" }]],
  ["(code ~~ 'A_%.x'::text)", [{ kind: "matches", column: "code", pattern: "^A..*\\.x$" }]],
  ["(sku <> ''::text)", [{ kind: "differs", column: "sku", value: "" }]],
  [
    "(ends_at > starts_at)",
    [{ kind: "after", column: "ends_at", other: "starts_at", exclusive: true }],
  ],
  [
    "(starts_at <= ends_at)",
    [{ kind: "after", column: "ends_at", other: "starts_at", exclusive: false }],
  ],
])("%s is understood", (expression, rules) => {
  expect(checkRules(parseCheck(expression))).toEqual(rules);
});

describe("what is not as simple as that is not guessed at", () => {
  test.each([
    "((a > 0) OR (b > 0))",
    "((room % 2) = 0)",
    "(lower(a) = 'x')",
    "(length(a) = length(b))",
    "(length(a) > 'x')",
    "(length(a) = 3)",
    "(a IS NOT NULL)",
    "NOT a",
    "(a <> b)",
    "(a !~ 'x')",
    "(a > 'x'::text)",
    "(a > ''::text)",
    "(a = ANY (b))",
    "(a = ANY (ARRAY[1, b]))",
    "(1 = 1)",
    "flag",
    "(a > 0",
    "(a > 0))",
    "(a::)",
    "(a::numeric(3 > 1)",
    "(a::int[ > 1)",
    "(a > -b)",
    "(ARRAY[1, 2) = a",
    "f(1 > 2",
    "(a @> 'b')",
    "",
    `${"(".repeat(60)}a > 1${")".repeat(60)}`,
    `(a > 1) ${"AND (a > 1) ".repeat(1_000)}`,
  ])("%s", (expression) => {
    expect(checkRules(parseCheck(expression))).toBeUndefined();
  });
});

test("casts with modifiers, qualified and array types are left out", () => {
  expect(parseCheck('((a)::"my schema"."Type"(3,2)[] = (1)::numeric(10,2))')).toEqual({
    kind: "operation",
    operator: "=",
    left: { kind: "name", name: "a" },
    right: { kind: "value", value: 1 },
  });
});

test("whatever the text, reading it ends", () => {
  const part = fc.constantFrom(
    "(",
    ")",
    "a",
    "'x'",
    "1",
    "::",
    "text",
    "AND",
    "=",
    "ANY",
    "ARRAY[",
    "]",
    ",",
    "-",
    '"q"',
    "length(",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join(" ")),
      ),
      (text) => {
        const node = parseCheck(text);
        expect(node === undefined || typeof node.kind === "string").toBe(true);
      },
    ),
  );
});
