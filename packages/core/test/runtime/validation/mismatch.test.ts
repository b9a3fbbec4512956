import { expect, test } from "vitest";
import * as z from "zod/mini";
import { callValidator, type Schema, ValidationError } from "../../../src/validation.js";

/** The message of the error that a value is refused with. */
function messageOf(schema: Schema, value: unknown): string {
  const checks = { operation: "a", params: z.unknown(), answers: { default: schema } };
  try {
    callValidator([checks]).answer("a", 200, value);
  } catch (error) {
    if (error instanceof ValidationError) return error.message;
    throw error;
  }
  return "taken";
}

const said = (text: string): string => `The answer of a is not what the description says: ${text}.`;
const text = z.string();

test.each<[schema: Schema, value: unknown, text: string]>([
  [text, 1, "$: expected string"],
  [z.array(text).check(z.minLength(2)), ["a"], "$: expected at least 2 items"],
  [z.array(text).check(z.maxLength(1)), ["a", "b"], "$: expected at most 1 items"],
  [text.check(z.minLength(1)), "", "$: expected at least 1 characters"],
  [z.number().check(z.gt(1)), 1, "$: expected more than 1"],
  [z.number().check(z.lt(1)), 1, "$: expected less than 1"],
  [z.number().check(z.gte(2)), 1, "$: expected at least 2"],
  [z.number().check(z.multipleOf(1)), 1.5, "$: expected a whole number"],
  [z.number().check(z.multipleOf(2)), 3, "$: expected a multiple of 2"],
  [z.strictObject({}), { "a b": 1 }, '$: expected no "a b"'],
  [z.literal(["a", "b"]), "c", "$: expected one of the values that the description lists"],
  [text.check(z.refine(() => false, "expected a date")), "key", "$: expected a date"],
  [
    text.check(z.refine((value) => value === "", { error: "not key" })),
    "key",
    "$: expected another format",
  ],
  [
    z.object({ a: z.array(z.object({ "b c": text })) }),
    { a: [{ "b c": 1 }] },
    '$.a[0]["b c"]: expected string',
  ],
  [z.union([text, z.number()]), true, "$: expected one of 2 variants"],
])("what differs is told by its place and by what was expected", (schema, value, expected) => {
  expect(messageOf(schema, value)).toBe(said(expected));
});

test("of variants, the one that was meant by its tag is told of", () => {
  const cat = z.object({ kind: z.literal("cat"), lives: z.number(), name: text });
  const dog = z.object({ kind: z.literal("dog"), tricks: z.array(text) });
  expect(messageOf(z.union([cat, dog]), { kind: "cat" })).toMatch(/\$\.lives: expected number/);
});

test("three differences are named, twenty kept, and the others counted", () => {
  const schema = z.array(text);
  const value = Array.from({ length: 50 }, () => 1);
  expect(messageOf(schema, value)).toBe(
    said("$[0]: expected string; $[1]: expected string; $[2]: expected string; and 17 more"),
  );
});
