import { describe, expect, it } from "vitest";
import { postgresql } from "../../src/postgresql/dialect/postgresql.js";
import { StatementBuilder } from "../../src/sql/statement-builder.js";
import { StatementNames } from "../../src/sql/statement-names.js";

describe("StatementNames", () => {
  it("gives the same text the same name, and another text another", () => {
    const names = new StatementNames();
    const name = names.nameOf("select 1");
    expect(name).toMatch(/^af_[\w-]{22}$/);
    expect(names.nameOf("select 1")).toBe(name);
    expect(names.nameOf("select 2")).not.toBe(name);
  });

  it("gives a text that was forgotten the same name again", () => {
    const names = new StatementNames(1);
    const name = names.nameOf("a");
    for (const text of ["b", "c", "d"]) names.nameOf(text);
    expect(names.nameOf("a")).toBe(name);
  });

  it("keeps twice its limit at most, and what is used", () => {
    const names = new StatementNames(10);
    for (let index = 0; index < 1_000; index += 1) {
      names.nameOf(`select ${index}`);
      names.nameOf("select");
      expect(names.size).toBeLessThanOrEqual(20);
    }
  });
});

describe("StatementBuilder", () => {
  it("numbers values and casts them", () => {
    const builder = new StatementBuilder(postgresql);
    expect(builder.value("1", "int8")).toBe("$1::int8");
    expect(builder.bare(null)).toBe("$2");
    expect(builder.values).toEqual(["1", null]);
  });

  it("refuses more values than the protocol can count", () => {
    const builder = new StatementBuilder(postgresql);
    for (let index = 0; index < 65_535; index += 1) builder.bare("");
    expect(() => builder.bare("")).toThrow("A statement has more than 65535 values.");
  });
});
