import { expect, test } from "vitest";
import { samples } from "../../../src/mariadb/printing/samples.js";
import { printedTypes } from "../../../src/mariadb/printing/printed-types.js";
import type { TypeModel } from "../../../src/model/database-model.js";
import type { ColumnType } from "../../../src/types/column-type.js";

const typing = { timestamps: "text", bigints: "bigint", numerics: "text" } as const;

function sample(sql: string, rules: Parameters<typeof samples>[1] = []) {
  const name = /^\w+/.exec(sql)?.[0] ?? "";
  const base: TypeModel = { schema: "", name, category: "base", sql, array: false };
  const type: ColumnType = {
    kind: printedTypes.kind(base, typing),
    family: printedTypes.family(base),
    array: false,
    dimensions: 1,
    element: "",
    base,
    enumeration: undefined,
    refusesNull: false,
    hasDefault: false,
    domains: [],
    note: "",
    sizes: printedTypes.sizes(base),
    bounds: undefined,
  };
  return samples(type, rules);
}

test.each([
  [
    "uuid",
    '"00000000-0000-4000-8000-000000000002"',
    "`00000000-0000-4000-8000-00000000000${n}`",
    9,
  ],
  ["time(2)", '"03:04:02.00"', "`03:04:0${n}.00`", 9],
  ["datetime", '"2024-01-02 03:04:05"', "`2024-01-0${n} 03:04:05`", 9],
  ["json", "{ n: 2 }", "{ n }", 9],
  ["year(4)", "2020 + 2", "2020 + n", 9],
  ["set('a','b')", '"b"', 'n % 2 === 1 ? "a" : "b"', 2],
  ["set('a')", '"a"', '"a"', 1],
  ["binary(16)", "new Uint8Array(16).fill(2)", "new Uint8Array(16).fill(n)", 9],
  ["varbinary(2)", "new Uint8Array(2).fill(2)", "new Uint8Array(2).fill(n)", 9],
  ["varbinary(20)", "Uint8Array.of(0, 2, 255)", "Uint8Array.of(0, n, 255)", 9],
  ["blob", "Uint8Array.of(0, 2, 255)", "Uint8Array.of(0, n, 255)", 9],
  ["bit(1)", "false", "n % 2 === 1", 2],
  ["bit(2)", "BigInt(2 % 4)", "BigInt(n % 4)", 3],
  ["bit(8)", "BigInt(2)", "BigInt(n)", 9],
])("of %s the second is %s, and the one of n is %s", (sql, second, any, varies) => {
  const made = sample(sql);
  expect([made?.at("2"), made?.at("n"), made?.varies]).toEqual([second, any, varies]);
});

test.each(["polygon", "geometrycollection", "vector(3)", "nobody_knows", "set()"])(
  "of %s none is known",
  (sql) => {
    expect(sample(sql)).toBeUndefined();
  },
);

test("of types whose rules are not understood none is known", () => {
  expect(
    sample("date", [{ kind: "least", column: "d", value: 1, exclusive: false }]),
  ).toBeUndefined();
});
