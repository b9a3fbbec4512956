import { describe, expect, it } from "vitest";
import { isDatabaseError } from "../../src/errors/database-error.js";
import { quoteIdentifier } from "../../src/postgresql/dialect/identifier.js";
import { castType } from "../../src/postgresql/dialect/cast-type.js";

describe("quoteIdentifier", () => {
  it.each([
    ["id", '"id"'],
    ["Order By", '"Order By"'],
    ['"; drop table x; --', '"""; drop table x; --"'],
    ["a\nb", '"a\nb"'],
    ["__proto__", '"__proto__"'],
    ["select", '"select"'],
    ["ä".repeat(31), `"${"ä".repeat(31)}"`],
    ["x".repeat(63), `"${"x".repeat(63)}"`],
  ])("quotes %j as %j", (name, quoted) => {
    expect(quoteIdentifier(name)).toBe(quoted);
  });

  it.each([
    ["", "is empty"],
    ["a\0", "holds a NUL character"],
    ["\uD800", "holds an unpaired surrogate"],
    ["x".repeat(64), "is longer than 63 bytes"],
    ["ä".repeat(32), "is longer than 63 bytes"],
  ])("refuses %j: it %s", (name, reason) => {
    expect(() => quoteIdentifier(name)).toThrow(`A name of the statement ${reason}.`);
    expect(() => quoteIdentifier(name)).toThrow(expect.toSatisfy(isDatabaseError));
  });

  it("refuses what is no string", () => {
    // what a program without types may give
    expect(() => quoteIdentifier(7 as unknown as string)).toThrow("is no string");
  });
});

describe("castType", () => {
  it.each([
    ["int8", "int8"],
    ["numeric(10,2)", "numeric"],
    ["numeric(10,2)[]", "numeric[]"],
    ["character varying(20)", "character varying"],
    ["timestamp(3) with time zone", "timestamp with time zone"],
    ["character(4)", "bpchar"],
    ["char", "bpchar"],
    ["bit(3)[]", '"bit"[]'],
    ["bit varying(3)", "bit varying"],
    ['"char"', '"char"'],
    ['"a(1)"."b ""(2)"(3)[]', '"a(1)"."b ""(2)"[]'],
    ['"a\nb"', '"a\nb"'],
  ])("of %s is %s", (type, cast) => {
    expect(castType(type)).toBe(cast);
  });
});
