import { expect, test } from "vitest";
import type { TypeModel } from "../../../src/model/database-model.js";
import { printedTypes } from "../../../src/mariadb/printing/printed-types.js";

const lossless = { timestamps: "text", bigints: "bigint", numerics: "text" } as const;
const chosen = { timestamps: "date", bigints: "number", numerics: "number" } as const;

function type(sql: string, category: TypeModel["category"] = "base"): TypeModel {
  const name = /^\w+/.exec(sql)?.[0] ?? "";
  return { schema: "", name, category, sql, array: false };
}

test.each([
  ["tinyint(1)", "number", "integer", "`tinyint(1)`.", { least: -128, most: 127 }],
  [
    "int(10) unsigned",
    "number",
    "integer",
    "`int(10) unsigned`.",
    { least: 0, most: 4_294_967_295 },
  ],
  ["bigint(20)", "bigint", "integer", "", undefined],
  [
    "bigint(20) unsigned",
    "bigint",
    "integer",
    "`bigint(20) unsigned`.",
    { least: 0, most: Infinity },
  ],
  ["decimal(12,2)", "text", "decimal", "`decimal(12,2)`, as MariaDB writes it.", undefined],
  [
    "decimal(4,1) unsigned",
    "text",
    "decimal",
    "`decimal(4,1) unsigned`, as MariaDB writes it.",
    { least: 0, most: Infinity },
  ],
  ["double", "float", "float", "", undefined],
  ["bit(1)", "boolean", "other", "`bit(1)`.", undefined],
  ["bit(20)", "bigint", "other", "`bit(20)`.", undefined],
  ["varchar(20)", "text", "text", "", undefined],
  ["json", "json", "other", "", undefined],
  ["longblob", "bytes", "other", "`longblob`.", undefined],
  ["point", "bytes", "other", "`point`.", undefined],
  ["datetime(6)", "text", "other", "`datetime(6)`, as MariaDB writes it.", undefined],
  ["year(4)", "number", "other", "`year(4)`.", undefined],
  ["nobody_knows", "text", "other", "`nobody_knows`, as MariaDB writes it.", undefined],
])("%s is %s of the family %s, noted as %j, within %j", (sql, kind, family, note, bounds) => {
  const own = type(sql);
  expect(printedTypes.kind(own, lossless)).toBe(kind);
  expect(printedTypes.family(own)).toBe(family);
  expect(printedTypes.note(own, kind as ReturnType<typeof printedTypes.kind>, sql)).toBe(note);
  expect(printedTypes.bounds?.(own)).toEqual(bounds);
});

test.each([
  ["bigint(20)", "bigint-number"],
  ["decimal(12,2)", "numeric-number"],
  ["timestamp", "date"],
  ["datetime(3)", "date"],
  ["date", "text"],
])("%s is %s when the user chose so", (sql, kind) => {
  expect(printedTypes.kind(type(sql), chosen)).toBe(kind);
});

test("an enum is text of no family", () => {
  expect(printedTypes.kind(type("enum('a')", "enum"), lossless)).toBe("text");
  expect(printedTypes.family(type("int", "enum"))).toBe("other");
});
