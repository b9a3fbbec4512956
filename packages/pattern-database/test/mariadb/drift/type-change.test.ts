import { expect, test } from "vitest";
import { isConvertible, isSafeChange } from "../../../src/mariadb/drift/type-change.js";

const column = (type: string, collation?: string) => ({ type, collation });

test.each([
  ["int(11)", "bigint(20)", true],
  ["bigint(20)", "int(11)", false],
  ["int(11)", "int(5)", true],
  ["int(10) unsigned", "bigint(20)", true],
  ["int(10) unsigned", "int(11)", false],
  ["int(11)", "bigint(20) unsigned", false],
  ["varchar(9)", "varchar(10)", true],
  ["varchar(10)", "varchar(9)", false],
  ["char(5)", "varchar(5)", true],
  ["char(5)", "char(6)", true],
  ["varchar(5)", "char(5)", false],
  ["varchar(63)", "tinytext", true],
  ["varchar(64)", "tinytext", false],
  ["text", "mediumtext", true],
  ["mediumtext", "text", false],
  ["text", "varchar(9)", false],
  ["varbinary(9)", "varbinary(10)", true],
  ["varbinary(10)", "varbinary(9)", false],
  ["binary(9)", "varbinary(9)", true],
  ["varbinary(9)", "blob", true],
  ["binary(9)", "binary(10)", false],
  ["blob", "tinyblob", false],
  ["blob", "varbinary(9)", false],
  ["blob", "text", false],
  ["enum('a','b')", "enum('b','c','a')", true],
  ["enum('a','b')", "enum('a')", false],
  ["set('a')", "set('a','b')", true],
  ["decimal(10,2)", "decimal(12,4)", true],
  ["decimal(10,2)", "decimal(10,4)", false],
  ["decimal(10,2)", "decimal(12,2) unsigned", false],
  ["decimal(10,2) unsigned", "decimal(12,2) unsigned", true],
  ["bit(1)", "bit(2)", true],
  ["time(2)", "time(1)", false],
  ["datetime", "datetime(6)", true],
  ["timestamp(3)", "timestamp(2)", false],
  ["float", "double", true],
  ["double", "float", false],
  ["float", "double unsigned", false],
  ["float(7,2)", "float(7,3)", false],
  ["date", "datetime", true],
  ["datetime", "date", false],
  ["uuid", "uuid", true],
  ["year(4)", "int(11)", false],
])("whether %s keeps its values as %s: %s", (before, after, expected) => {
  expect(isSafeChange(column(before), column(after))).toBe(expected);
});

test("values of another collation may not fit", () => {
  const [before, after] = [column("text", "utf8mb4_bin"), column("text", "latin1_bin")];
  expect(isSafeChange(before, after)).toBe(false);
});

test.each([
  ["date", "point", false],
  ["point", "linestring", true],
  ["point", "blob", true],
  ["text", "uuid", true],
  ["uuid", "inet6", false],
  ["inet4", "int(11)", false],
  ["int(11)", "date", true],
])("whether %s becomes %s at all: %s", (type, other, expected) => {
  expect(isConvertible(column(type), column(other))).toBe(expected);
});
