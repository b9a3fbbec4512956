import { expect, test } from "vitest";
import * as z from "../src/validation/zod.js";

const text = z.string();
const has = (name: string) => (other: string) => other === name;

/** Members that every object inherits, one of which must be there. */
const inherited = { toString: text, valueOf: z.optional(text) };

const cases: readonly (readonly [
  what: string,
  schema: z.Of<unknown>,
  taken: readonly unknown[],
  refused: readonly unknown[],
])[] = [
  ["a name", z.define(() => text), ["a"], [1]],
  ["literals", z.literal("a", 1, null), ["a", 1, null], ["b", undefined]],
  ["null or nothing", z.optional(z.nullable(text)), ["a", null, undefined], [1]],
  ["variants", z.union(text, z.number()), ["a", 1], [true]],
  [
    "two at once",
    z.intersection(z.object({ a: text }), z.object({ b: text })),
    [{ a: "a", b: "b" }],
    [{ a: "a" }],
  ],
  ["a list", z.array(text), [[], ["a"]], [[1], "a"]],
  ["a tuple", z.tuple([text, z.optional(z.number())]), [["a"], ["a", 1]], [[], ["a", 1, 1]]],
  ["a tuple that goes on", z.tuple([text], z.number()), [["a", 1, 2]], [["a", "b"]]],
  ["no tuple at all", z.tuple([], text), [[], ["a"]], [[1]]],
  ["an empty tuple", z.tuple([]), [[]], [["a"]]],
  ["an object", z.object({ a: text }), [{ a: "a", b: 1 }], [{}, { a: 1 }, null]],
  ["an object and its rest", z.object({ a: text }, text), [{ a: "a", b: "b" }], [{ a: "a", b: 1 }]],
  ["a closed object", z.strictObject({ a: text }), [{ a: "a" }], [{ a: "a", b: "b" }]],
  [
    "inherited members",
    z.object(inherited),
    [{ toString: "a" }, { toString: "a", valueOf: "b", c: 1 }],
    [{}, { toString: 1 }, { toString: "a", valueOf: 1 }, null],
  ],
  [
    "inherited members of a closed object",
    z.strictObject(inherited),
    [{ toString: "a" }],
    [{ toString: "a", c: 1 }],
  ],
  ["members with a name", z.matchingMembers(has("a"), text), [{ a: "a", b: 1 }, {}], [{ a: 1 }]],
];

test.each(cases)(
  "a schema of %s takes what it says, and no more",
  (_what, schema, taken, refused) => {
    const verdicts = [...taken, ...refused].map((value) => schema.safeParse(value).success);
    expect(verdicts).toEqual([...taken.map(() => true), ...refused.map(() => false)]);
  },
);

test("a recursive schema looks at each object once, whatever variants there are", () => {
  const none = z.refine(() => false, "expected none");
  const inner: z.Of<unknown> = z.define(() =>
    z.union(...["a", "b", "c"].map(variant), z.literal("end")),
  );
  const variant = (name: string): z.Of<unknown> =>
    z.define(() => z.object({ inner, [name]: z.string().check(none) }));
  let value: unknown = "end";
  for (let depth = 0; depth < 60; depth += 1) value = { inner: value };
  expect(inner.safeParse(value).success).toBe(false);
});

test("a value that holds itself is looked at to its end", () => {
  const list: z.Of<unknown> = z.define(() => z.object({ next: list, a: text }));
  const value: { a: unknown; next?: unknown } = { a: "a" };
  value.next = value;
  expect(list.safeParse(value).success).toBe(true);
  value.a = 1;
  expect(list.safeParse(value).success).toBe(false);
});
