import { expect, expectTypeOf, test, vi } from "vitest";
import { z } from "zod";
import { extendPattern } from "../../src/contract/extend-pattern.js";
import type { InspectContext } from "../../src/contract/inspect-context.js";
import {
  type AnyPattern,
  definePattern,
  isPattern,
  type Pattern,
  type PatternModel,
} from "../../src/contract/pattern.js";
import type { Subtask } from "../../src/contract/subtask.js";

const modelOf = {
  unit: { singular: "table", plural: "tables", count: 1, ids: ["a"] },
  documentDigest: "",
};
const context: InspectContext = {
  signal: new AbortController().signal,
  document: (source) => Promise.resolve({ source, text: "", digest: "" }),
  path: (path) => path,
  secret: () => Promise.resolve(""),
  report: () => undefined,
};

function subtask(id: string): Subtask {
  return {
    id,
    title: id,
    artifact: "adapter",
    dependsOn: [],
    difficulty: "low",
    estimatedTokens: 0,
    plan: () => [],
  };
}

/** A general pattern whose model has one field of its own. */
const base = definePattern({
  id: "base",
  input: z.strictObject({ address: z.string(), retries: z.coerce.number().default(3) }),
  inspect: (input) => ({ ...modelOf, tables: [input.address], retries: input.retries }),
  decompose: (model) => model.tables.map((table) => subtask(table)),
  validate: (_, model) =>
    model.tables.length > 0
      ? []
      : [{ code: "AF_INTERNAL", severity: "error", message: "No tables.", help: "Add one." }],
});

type BaseModel = typeof base extends Pattern<z.ZodType, infer Model> ? Model : never;

test("the model's type flows from inspect into decompose and validate", () => {
  expectTypeOf<BaseModel["tables"]>().toEqualTypeOf<string[]>();
  expectTypeOf<(typeof base)["decompose"]>().parameter(0).toEqualTypeOf<BaseModel>();
  expectTypeOf<NonNullable<(typeof base)["validate"]>>().parameter(1).toEqualTypeOf<BaseModel>();
});

test("the input's type is what its schema gives", () => {
  expectTypeOf<(typeof base)["inspect"]>()
    .parameter(0)
    .toEqualTypeOf<{ address: string; retries: number }>();
});

test("inspect may be asynchronous", () => {
  const asynchronous = definePattern({
    id: "asynchronous",
    input: z.strictObject({}),
    inspect: () => Promise.resolve({ ...modelOf, extra: 1 }),
    decompose: (model) => {
      expectTypeOf(model.extra).toEqualTypeOf<number>();
      return [];
    },
  });
  expect(asynchronous.decompose({ ...modelOf, extra: 1 })).toEqual([]);
});

test("a model has to have what every model has", () => {
  const incomplete = definePattern({
    id: "x",
    input: z.object({}),
    // @ts-expect-error unit and documentDigest are missing
    inspect: () => ({ tables: [] }),
    decompose: () => [],
  });
  expect(isPattern(incomplete)).toBe(true);
});

test("every pattern is a pattern of which nothing is known", () => {
  expectTypeOf(base).toExtend<AnyPattern>();
});

const extended = extendPattern(base, {
  id: "acme",
  input: z.strictObject({ host: z.string() }),
  matches: ({ name }) => (name === "Acme" ? 1 : 0),
  toBase: ({ host }) => ({ address: host }),
  refine: (model, input) => ({ ...model, tables: [...model.tables, input.host], paging: "link" }),
  extend: (subtasks, model) => [...subtasks, subtask(`paging-${model.paging}`)],
  validate: (_, model) =>
    model.paging === "link"
      ? [{ code: "AF_INTERNAL", severity: "info", message: "Links.", help: "Enjoy." }]
      : [],
});

test("an extension's model is the base's, and what refine adds", () => {
  type ExtendedModel = typeof extended extends Pattern<z.ZodType, infer Model> ? Model : never;
  expectTypeOf<ExtendedModel>().toExtend<PatternModel & { tables: string[]; paging: string }>();
  expectTypeOf<(typeof extended)["inspect"]>().parameter(0).toEqualTypeOf<{ host: string }>();
});

test("an extension's input has to give the base what it needs", async () => {
  const lacking = extendPattern(base, {
    id: "acme",
    input: z.strictObject({}),
    // @ts-expect-error address is missing
    toBase: () => ({ retries: 1 }),
    refine: (model) => model,
  });
  await expect(lacking.inspect({}, context)).rejects.toThrow("address");
});

test("refine may not take from the base's model", () => {
  const taking = extendPattern(base, {
    id: "acme",
    input: z.strictObject({}),
    toBase: () => ({ address: "a" }),
    // @ts-expect-error tables is missing
    refine: () => modelOf,
  });
  expect(isPattern(taking)).toBe(true);
});

test("an extension inspects by the base, whose schema fills its defaults", async () => {
  expect(await extended.inspect({ host: "h" }, context)).toEqual({
    ...modelOf,
    tables: ["h", "h"],
    retries: 3,
    paging: "link",
  });
});

test("an extension adds to the base's subtasks and findings", async () => {
  const model = await extended.inspect({ host: "h" }, context);
  expect(extended.decompose(model).map(({ id }) => id)).toEqual(["h", "h", "paging-link"]);
  expect(extended.validate?.([], { ...model, tables: [] })).toMatchObject([
    { message: "No tables." },
    { message: "Links." },
  ]);
});

test("what an extension leaves out is the base's", async () => {
  const plain = extendPattern(base, {
    id: "plain",
    input: z.strictObject({}),
    toBase: () => ({ address: "a" }),
    refine: (model) => model,
  });
  const model = await plain.inspect({}, context);
  expect(plain.decompose(model)).toMatchObject([{ id: "a" }]);
  expect(plain.validate?.([], model)).toEqual([]);
  expect(plain).not.toHaveProperty("matches");
});

test("a base without rules of its own has no findings", async () => {
  const withoutRules = definePattern({
    id: "base",
    input: base.input,
    inspect: (input) => base.inspect(input, context),
    decompose: (model) => base.decompose(model),
  });
  const plain = extendPattern(withoutRules, {
    id: "plain",
    input: z.strictObject({}),
    toBase: () => ({ address: "a" }),
    refine: (model) => model,
  });
  expect(plain.validate?.([], await plain.inspect({}, context))).toEqual([]);
});

test("an extension says itself how well it fits", () => {
  expect(extended.matches?.({ name: "Acme" })).toBe(1);
  expect(extended.matches?.({ name: "Other" })).toBe(0);
});

test("a pattern of another copy of core is recognised", async () => {
  vi.resetModules();
  const copy = await import("../../src/contract/pattern.js");
  expect(isPattern(copy.definePattern(base))).toBe(true);
});

test.each([null, undefined, "pattern", { id: "x" }, () => base])("%s is not a pattern", (value) => {
  expect(isPattern(value)).toBe(false);
});
