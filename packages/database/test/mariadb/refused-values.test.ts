import { describe, expect, it } from "vitest";
import type { Codec } from "../../src/codec/codec.js";
import { ValueError } from "../../src/codec/value-error.js";
import type { ValueKind } from "../../src/description/table-description.js";
import type { WireValue } from "../../src/driver/driver.js";
import { mariadb } from "../../src/mariadb.js";
import { bytesOfHex } from "../../src/mariadb/codec/hex.js";
import { doubleText, floatText } from "../../src/mariadb/codec/number-text.js";
import { readerOf } from "../../src/mariadb/codec/read-value.js";
import { readAnswer } from "../../src/mariadb/driver/read-answer.js";

const codec = (kind: ValueKind, type: string): Codec => mariadb.codecOf({ kind, type });
const bytes = (...values: number[]): Uint8Array => Uint8Array.of(...values);

describe("a value that MariaDB cannot hold", () => {
  it.each<readonly [ValueKind, string, unknown, string]>([
    ["boolean", "tinyint(1)", 1, "must be a boolean"],
    ["boolean", "bit(1)", 1, "must be a boolean"],
    ["number", "tinyint(4)", 128, "must be between -128 and 127"],
    ["number", "TINYINT(3) UNSIGNED", -1, "must be between 0 and 255"],
    ["number", "int(11)", 2 ** 31, "must be between -2147483648 and 2147483647"],
    ["number", "", 2 ** 32, "must be between -2147483648 and 4294967295"],
    ["number", "year(4)", 10_000, "must be between 0 and 9999"],
    ["number", "int(11)", 1.5, "must be a whole number"],
    ["number", "int(11)", 1n, "must be a number"],
    ["bigint", "bigint(20)", 1, "must be a bigint"],
    ["bigint", "bigint(20)", 2n ** 64n, "does not fit into 64 bits"],
    ["bigint", "bigint(20) unsigned", -1n, "does not fit into 64 bits without a sign"],
    ["bigint", "bit(64)", 2n ** 64n, "does not fit into 64 bits"],
    ["bigint", "bit(64)", 1, "must be a bigint"],
    ["bigint-number", "bigint(20)", 2 ** 53, "is beyond 2^53: pass it as a bigint or text"],
    ["float", "double", Number.NaN, "must be finite: MariaDB has neither NaN nor infinities"],
    ["numeric-number", "decimal(4,2)", "1", "must be a number"],
    ["text", "text", 1, "must be a string"],
    ["text", "text", "a\uD800", "holds an unpaired surrogate"],
    ["bytes", "blob", "x", "must be a Uint8Array"],
    ["json", "json", { a: 1n }, "holds a bigint, which JSON has no word for"],
    ["date", "datetime(3)", "2024-01-01", "must be a Date"],
    ["date", "datetime(3)", new Date(Number.NaN), "is an invalid Date"],
    ["date", "datetime(3)", new Date("+010000-01-01"), "is beyond the years 0 to 9999"],
  ])("is refused: %s of %s", (kind, type, value, reason) => {
    expect(() => codec(kind, type).encode(value)).toThrow(new ValueError(reason));
  });

  it.each<readonly [unknown, string]>([
    [undefined, "is undefined"],
    [() => 1, "is a function"],
    [Infinity, "is a number that is not finite, which MariaDB cannot hold"],
    ["\uDC00", "holds an unpaired surrogate"],
  ])("is refused in a statement of a user: %s", (value, reason) => {
    expect(() => mariadb.wireOf(value)).toThrow(new ValueError(reason));
  });
});

describe("what is none of the kind", () => {
  it.each<readonly [ValueKind, string, WireValue, string]>([
    ["boolean", "tinyint(1)", "2", "was no boolean in the database"],
    ["boolean", "bit(1)", bytes(2), "was no boolean in the database"],
    ["boolean", "bit(1)", bytes(0, 1), "was no boolean in the database"],
    ["number", "int(11)", "1.5", "was no whole number in the database"],
    ["bigint", "bigint(20)", "1e3", "was no whole number in the database"],
    ["bigint-number", "bigint(20)", "9007199254740992", "is beyond 2^53: a number cannot hold it"],
    ["float", "double", "x", "was no number in the database"],
    ["float", "double", "", "was no number in the database"],
    ["text", "text", bytes(1), "was bytes in the database, not a text"],
    ["bytes", "blob", "x", "must be a Uint8Array"],
    ["json", "json", "{", "was no JSON in the database"],
    [
      "date",
      "datetime",
      "0000-00-00 00:00:00",
      "was no moment that a Date can hold in the database",
    ],
    [
      "date",
      "datetime",
      "2024-02-31 00:00:00",
      "was no moment that a Date can hold in the database",
    ],
    ["date", "datetime", "x", "was no moment that a Date can hold in the database"],
  ])("is refused when it is read: %s of %s from %j", (kind, type, wire, reason) => {
    expect(() => codec(kind, type).decode(wire)).toThrow(new ValueError(reason));
  });

  it("is no text of bytes", () => {
    expect(() => bytesOfHex("0")).toThrow(ValueError);
    expect(() => bytesOfHex("zz")).toThrow(ValueError);
  });

  it("is no value of mysql2", () => {
    // A field of which only the type is read.
    const read = readerOf({ columnType: 3, decimals: 0 } as Parameters<typeof readerOf>[0]);
    expect(() => read({})).toThrow(TypeError);
  });
});

describe("the dialect of MariaDB", () => {
  it("has no arrays, and bits only as what they can be", () => {
    expect(() => mariadb.codecOf({ kind: "text", type: "text", array: true })).toThrow("no arrays");
    expect(() => codec("text", "bit(3)")).toThrow("not as text");
  });

  it.each(["🐘", "a\u{10FFFF}", "", "a\0", "\uD800"])("has no name %j", (name) => {
    expect(() => mariadb.quote(name)).toThrow("A name of the statement");
  });

  it("quotes names so that they stand for themselves", () => {
    expect(mariadb.quote("a`b\\\"'?")).toBe("`a``b\\\"'?`");
    expect(mariadb.quote("\uFFFD".repeat(64))).toBe(`\`${"\uFFFD".repeat(64)}\``);
  });

  it("reads dates without a time too", () => {
    expect(codec("date", "date").decode("2024-02-29")).toEqual(new Date("2024-02-29T00:00:00Z"));
  });
});

describe("the text of a number", () => {
  it.each([
    [0.1, "0.1"],
    [16_777_216, "16777216"],
    [1.1754943508222875e-38, "1.1754944e-38"],
    [1.401298464324817e-45, "1e-45"],
    [-0, "-0"],
    [0, "0"],
  ])("of 32 bits is the shortest that is the same: %d", (value, text) => {
    expect(floatText(Math.fround(value))).toBe(text);
  });

  it("keeps the sign of zero", () => {
    expect([doubleText(-0), doubleText(0), doubleText(0.1)]).toEqual(["-0", "0", "0.1"]);
  });
});

describe("what a procedure gives", () => {
  it("is nothing when it gives nothing at all", () => {
    expect(readAnswer({ rows: [], fields: [undefined] })).toEqual({
      result: { rows: [], count: 0 },
      status: undefined,
    });
  });
});
