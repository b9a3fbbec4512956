import { describe, expect, expectTypeOf, it } from "vitest";
import type { Database } from "../../src/table/database.js";
import type { WireValue } from "../../src/driver/driver.js";
import { postgresql } from "../../src/postgresql/dialect/postgresql.js";
import { type Sql, sql } from "../../src/sql/sql.js";
import { StatementBuilder } from "../../src/sql/statement-builder.js";

function written(statement: Sql): readonly [string, readonly WireValue[]] {
  const builder = new StatementBuilder(postgresql);
  return [statement.write(builder), builder.values];
}

describe("sql", () => {
  it("makes parameters of values", () => {
    const name = "'; drop table x; --";
    expect(written(sql`select ${name}, ${1n}::int8, ${null}`)).toEqual([
      "select $1, $2::int8, $3",
      [name, "1", null],
    ]);
  });

  it("puts statements into statements", () => {
    const inner = sql`a = ${1}`;
    const middle = sql`(${inner} or ${inner})`;
    expect(written(sql`select ${0} where ${middle} and b = ${2}`)).toEqual([
      "select $1 where (a = $2 or a = $3) and b = $4",
      ["0", "1", "1", "2"],
    ]);
  });

  it("quotes names", () => {
    const name = sql.identifier('a"b', "c");
    expect(written(sql`select * from ${name}`)).toEqual(['select * from "a""b"."c"', []]);
  });

  it("joins parts", () => {
    expect(written(sql`in (${sql.join([1, sql`now()`, "x"])})`)).toEqual([
      "in ($1, now(), $2)",
      ["1", "x"],
    ]);
    expect(written(sql.join([sql`a`, sql`b`], sql` and `))).toEqual(["a and b", []]);
    expect(written(sql.join([]))).toEqual(["", []]);
  });

  it("is a tag, which data cannot call", () => {
    const call = sql as unknown as (texts: unknown) => Sql; // what a program without types may do
    const forged = Object.assign(["drop table x"], { raw: ["drop table x"] });
    for (const texts of ["drop table x", ["drop table x"], forged, Object.freeze(forged), null]) {
      expect(() => call(texts)).toThrow(TypeError);
    }
  });

  it("refuses a template whose text has an escape that does not exist", () => {
    expect(() => sql`\u`).toThrow(TypeError);
  });

  it("refuses a separator that is no statement, and values that cannot be written", () => {
    const separator = ", " as unknown as Sql; // what a program without types may give
    expect(() => sql.join([1], separator)).toThrow(TypeError);
    expect(() => written(sql`${"\0"}`)).toThrow("A value of the statement holds a NUL character");
    // what a program without types may give
    expect(() => written(sql`${undefined as unknown as string}`)).toThrow(
      "A value of the statement is undefined.",
    );
  });

  it("does not take an object for a statement that only looks like one", () => {
    const forged = JSON.parse('{"text":"drop table x","values":[]}') as { text: string };
    expect(written(sql`select ${forged}`)).toEqual([
      "select $1",
      ['{"text":"drop table x","values":[]}'],
    ]);
  });

  it("is what query takes: a string is none", () => {
    expectTypeOf<string>().not.toExtend<Parameters<Database<object>["query"]>[0]>();
    expectTypeOf<Sql>().toExtend<Parameters<Database<object>["query"]>[0]>();
  });
});
