import { expect, test } from "vitest";
import { compareReadModels } from "../../src/compare-read-models.js";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { column, database, table } from "../models/build-model.js";

const base = database("Shop", [table("t", [column("a", "int4"), column("b", "text")])]);

/** The one difference between two tables that stand for a database each. */
function told(before: DatabaseModel, after: DatabaseModel): readonly string[] {
  return compareReadModels(before, after).differences.map(
    ({ kind, subject, detail, breaking }) =>
      `${kind} ${subject}${detail === "" ? "" : `: ${detail}`}${breaking ? " (breaking)" : ""}`,
  );
}

const withTable = (change: Parameters<typeof table>[2]): DatabaseModel =>
  database("Shop", [table("t", [column("a", "int4"), column("b", "text")], change)]);

const withColumn = (change: Parameters<typeof column>[2]): DatabaseModel =>
  database("Shop", [table("t", [column("a", "int4", change), column("b", "text")])]);

const rights = { select: true, insert: true, update: true, delete: true };

test.each<[string, DatabaseModel, DatabaseModel, readonly string[]]>([
  [
    "a right that the role lost",
    base,
    withTable({ privileges: { ...rights, delete: false } }),
    ["changed table public.t: the role may delete: true becomes false (breaking)"],
  ],
  [
    "a right that the role got",
    withTable({ privileges: { ...rights, delete: false } }),
    base,
    ["changed table public.t: the role may delete: false becomes true"],
  ],
  [
    "a column that may no longer be written",
    base,
    withColumn({ updatable: false }),
    ["changed column public.t.a: may be updated: true becomes false (breaking)"],
  ],
  [
    "a default that a new row needs",
    withColumn({ default: "1" }),
    base,
    ["changed column public.t.a: default 1 becomes none (breaking)"],
  ],
  [
    "a column that is generated now",
    base,
    withColumn({ generated: "(1)" }),
    ["changed column public.t.a: generated as none becomes (1) (breaking)"],
  ],
  [
    "a view's column of which nobody knows whether it may be null",
    withColumn({ notNull: false }),
    withColumn({ notNull: null }),
    ["changed column public.t.a: may be null: yes becomes not known"],
  ],
  [
    "a column that new rows have to have",
    base,
    database("Shop", [table("t", [column("a", "int4"), column("b", "text"), column("c", "date")])]),
    ["added column public.t.c: date not null without a default: a new row needs it (breaking)"],
  ],
  ["a schema that is gone", base, { ...base, schemas: [] }, ["removed schema public (breaking)"]],
  [
    "an extension of another version",
    { ...base, extensions: [{ name: "x", version: "1", schema: "public" }] },
    { ...base, extensions: [{ name: "x", version: "2", schema: "public" }] },
    ["changed extension x: version 1 becomes 2"],
  ],
  [
    "an extension that is gone",
    { ...base, extensions: [{ name: "x", version: "1", schema: "public" }] },
    base,
    ["removed extension x"],
  ],
  [
    "values of an enum that are gone",
    { ...base, enums: [{ schema: "public", name: "e", values: ["a", "b"], comment: null }] },
    { ...base, enums: [{ schema: "public", name: "e", values: ["a"], comment: "c" }] },
    [
      'changed enum public.e: is without "b" (breaking)',
      "changed enum public.e: comment none becomes c",
    ],
  ],
])("%s is told", (_what, before, after, expected) => {
  expect(told(before, after)).toEqual(expected);
});

test("the versions of the servers and the name for people are no difference", () => {
  const other = { ...base, name: "Other", serverVersion: "18.1", documentDigest: "sha256-1" };
  expect(compareReadModels(base, other)).toEqual({ differences: [], scripts: [], notes: [] });
});

test("long texts are cut", () => {
  const [difference] = told(base, withTable({ comment: "x".repeat(500) }));
  expect(difference).toBe(`changed table public.t: comment none becomes ${"x".repeat(200)}…`);
});
