import { expect, test } from "vitest";
import { brokenValue } from "../../src/tests/broken-value.js";
import type { ColumnRule } from "../../src/tests/check-rules.js";
import { column, database, namedDatabase, table } from "../models/build-model.js";

function broken(type: string, rule: object): string | undefined {
  const named = namedDatabase(database("Shop", [table("t", [column("v", type)])]));
  const found = named.tables[0]?.columns[0];
  // Each row of the table below is a rule without its column.
  return found && brokenValue(found, { column: "v", ...rule } as ColumnRule);
}

test.each([
  ["int4", { kind: "least", value: 0, exclusive: false }, "-1"],
  ["int8", { kind: "least", value: 0.5, exclusive: true }, "-1n"],
  ["numeric(4,2)", { kind: "most", value: 50, exclusive: false }, '"51"'],
  ["numeric(4,2)", { kind: "most", value: 99, exclusive: false }, undefined],
  ["float8", { kind: "most", value: 1.5, exclusive: false }, "3"],
  ["float8", { kind: "most", value: 1e9, exclusive: false }, undefined],
  ["date", { kind: "least", value: 1, exclusive: false }, undefined],
  ["bool", { kind: "least", value: 1, exclusive: false }, undefined],
  ["text", { kind: "values", values: ["a"] }, '"?"'],
  ["int4", { kind: "values", values: [1] }, undefined],
  ["text", { kind: "longer", value: 1 }, '""'],
  ["text", { kind: "longer", value: 0 }, undefined],
  ["text", { kind: "shorter", value: 2 }, '"xxx"'],
  ["varchar(2)", { kind: "shorter", value: 2 }, undefined],
  ["text", { kind: "matches", pattern: "@" }, '""'],
  ["text", { kind: "differs", value: "x" }, '"x"'],
  ["text", { kind: "after", other: "w", exclusive: true }, undefined],
  ["text[]", { kind: "differs", value: "x" }, undefined],
  ["bytea", { kind: "differs", value: "x" }, undefined],
])("of type %s, %j is broken by %s", (type, rule, value) => {
  expect(broken(type, rule)).toBe(value);
});
