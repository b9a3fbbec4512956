import { afterAll, describe, expect, test } from "vitest";
import { composedCases } from "../types/composed-cases.js";
import { directionCases } from "../types/direction-cases.js";
import { typeCases } from "../types/type-cases.js";
import { CaseModules } from "./case-modules.js";
import { exactZod } from "./exact-zod.js";

/** Expressions about types only. */
const aboutTypes = /^Use: |Temporal\./;
const cases = [...typeCases, ...composedCases, ...directionCases];
const modules = new CaseModules(cases);
afterAll(() => modules.remove());

const questions = cases.flatMap(({ accepts, refuses }, index) =>
  [
    ...accepts.map((value) => [value, true] as const),
    ...refuses.map((value) => [value, false] as const),
  ]
    .filter(([value]) => !aboutTypes.test(value))
    .map(([value, accepted]) => {
      const [, name = "Root", rest = value] = /^([A-Z]\w*): (.*)$/.exec(value) ?? [];
      return { index, name, value: rest, accepted };
    }),
);

/** Where a schema takes other values than its type does, and why. */
const explained: ReadonlyMap<string, string> = new Map([
  ...[
    '{ name: "a", other: 1 }',
    '{ id: "1", name: "a", password: "b" }',
    '{ id: "1", accounts: [] }',
    '{ children: [{ id: "1" }] }',
  ].map((value): [string, string] => [
    value,
    "TypeScript refuses members that a type does not have in literals only; JSON Schema does not.",
  ]),
  [
    '{ one: { "x-a": "a", "x-n-a": 1 }, two: { "x-a": "a", "x-b": 1 } }',
    "TypeScript cannot say that a member has the type of every pattern that its name has.",
  ],
]);

/** TypeScript cannot say these of the schemas of zod, with nothing but their own types to go by. */
const untyped = /patternProperties|prefixItems|"items":\[/;

describe("schemas of zod", { timeout: 60_000 }, () => {
  test("take what the types accept, and refuse what they refuse", () => {
    expect(modules.compile()).toBe("");
    const verdicts = modules.verdicts(
      questions.map(({ index, name, value }) => [index, name, value]),
    );
    const differing = questions.filter(({ accepted }, place) => verdicts[place] !== accepted);
    expect(new Set(differing.map(({ value }) => value))).toEqual(new Set(explained.keys()));
  });

  test("have exactly the types that they are declared for", () => {
    cases.forEach((one, index) => {
      if (!untyped.test(JSON.stringify(one)))
        modules.write(`src/${index}/validation/zod.ts`, exactZod);
    });
    expect(modules.compile()).toBe("");
  });
});
