import { beforeAll, expect, it } from "vitest";
import type { Driver, Statement, StatementResult } from "../../src/driver/driver.js";
import { failureOf } from "../failure-of.js";

/** Milliseconds; opening an embedded database takes two seconds of a processor. */
export const startTimeout = 60_000;

const schema = [
  "create table parent (id int primary key, name text not null unique, age int check (age > 0))",
  "create table child (id int primary key, parent int not null references parent)",
  `create table "we""ird, (t)" ("a, ""b" int, c int, unique ("a, ""b", c))`,
  "create table slot (id int, during int4range, exclude using gist (during with &&))",
];

/** What every driver does. */
export function itIsADriver(driver: () => Driver): void {
  const run = (
    text: string,
    values: readonly (string | null)[] = [],
    name?: string,
  ): Promise<StatementResult> =>
    driver().run({ text, values, ...(name !== undefined && { name }) });

  beforeAll(async () => {
    for (const text of schema) await run(text);
    await run("insert into parent values (1, 'Ada', 36)");
  }, startTimeout);

  it("gives every value as PostgreSQL writes it, by position", async () => {
    const { rows, count } = await run(
      "select $1::int8, $2::text, 1.50::numeric, true, array[1, null], '\\x00ff'::bytea, 'a' as x, 'b' as x",
      ["9007199254740993", null],
    );
    expect(rows).toEqual([
      ["9007199254740993", null, "1.50", "t", "{1,NULL}", String.raw`\x00ff`, "a", "b"],
    ]);
    expect(count).toBe(1);
  });

  it.each(["", " ", "ünïcödé 😀", "'; drop table parent; --", "$1", "\\", "line\nbreak", "null"])(
    "sends the text %j unchanged",
    async (text) => {
      expect((await run("select $1::text", [text])).rows).toEqual([[text]]);
    },
  );

  it("counts the rows that were changed, and none for other statements", async () => {
    const insert = await run("insert into parent values (2, 'Ben', 1), (3, 'Cleo', 2)");
    expect(insert.count).toBe(2);
    expect((await run("update parent set age = age + 1 where id > 1")).count).toBe(2);
    expect((await run("delete from parent where id > 1 returning id")).rows).toHaveLength(2);
    expect(await run("set application_name to 'x'")).toEqual({ rows: [], count: 0 });
    expect(await run("")).toEqual({ rows: [], count: 0 });
  });

  it("refuses several statements in one text", async () => {
    const failure = await failureOf(run("select 1; drop table parent"));
    expect(failure).toMatchObject({ kind: "syntax", code: "42601" });
  });

  it("refuses values that are no texts, before anything is sent", async () => {
    for (const value of [1, 1n, new Uint8Array(1)]) {
      const failure = await failureOf(driver().run({ text: "select $1", values: [value] }));
      expect(failure).toMatchObject({ kind: "data" });
    }
  });

  it("refuses a text that the protocol would cut", async () => {
    expect(await failureOf(run("select 1\0"))).toMatchObject({ kind: "syntax" });
    expect(await failureOf(run("select 1", [], "a\0b"))).toMatchObject({ kind: "syntax" });
  });

  it("keeps a named statement prepared on its connection", async () => {
    const connection = await driver().connect();
    const statement: Statement = { text: "select $1::int + 1", values: ["1"], name: "plus" };
    const prepared: Statement = {
      text: "select count(*) from pg_prepared_statements where name = 'plus'",
      values: [],
    };
    expect((await connection.run(statement)).rows).toEqual([["2"]]);
    expect((await connection.run(statement)).rows).toEqual([["2"]]);
    expect((await connection.run(prepared)).rows).toEqual([["1"]]);
    connection.release();
  });

  it("keeps no more than 256 statements prepared, and no two texts under one name", async () => {
    const connection = await driver().connect();
    const same = (number: number): Statement => ({
      text: `select ${number}`,
      values: [],
      name: `s${number}`,
    });
    for (let number = 0; number < 300; number += 1) await connection.run(same(number));
    const text = "select count(*) from pg_prepared_statements where name ~ '^s[0-9]'";
    expect((await connection.run({ text, values: [] })).rows).toEqual([["256"]]);
    expect((await connection.run(same(0))).rows).toEqual([["0"]]);
    expect((await connection.run({ ...same(0), text: "select 'new'" })).rows).toEqual([["new"]]);
    connection.release();
  });

  it("prepares a named statement again when its table has changed", async () => {
    await run("create table changing (id int)");
    await run("insert into changing values (1)");
    expect((await run("select * from changing", [], "all")).rows).toEqual([["1"]]);
    await run("alter table changing add more text default 'x'");
    expect((await run("select * from changing", [], "all")).rows).toEqual([["1", "x"]]);
  });

  it("prepares a named statement again when somebody dropped it", async () => {
    expect((await run("select 5", [], "five")).rows).toEqual([["5"]]);
    await run("deallocate all");
    expect((await run("select 5", [], "five")).rows).toEqual([["5"]]);
  });

  it("can use a name again after its statement failed", async () => {
    const text = "insert into parent values ($1, $2, 5)";
    expect(await failureOf(run(text, ["1", "x"], "add"))).toMatchObject({ code: "23505" });
    expect((await run(text, ["8", "x"], "add")).count).toBe(1);
    expect(await failureOf(run(text, ["8", "y"], "add"))).toMatchObject({ code: "23505" });
    expect((await run(text, ["9", "y"], "add")).count).toBe(1);
  });

  it.each([
    [
      "insert into parent values (7, 'Ada', 5)",
      "unique-violation",
      { table: "parent", columns: ["name"], constraint: "parent_name_key", code: "23505" },
    ],
    [
      "insert into child values (1, 12345)",
      "foreign-key-violation",
      { table: "child", columns: ["parent"], constraint: "child_parent_fkey", code: "23503" },
    ],
    [
      "insert into parent values (7, 'Gil', -12345)",
      "check-violation",
      { table: "parent", constraint: "parent_age_check", code: "23514" },
    ],
    [
      "insert into parent values (12345, null, 1)",
      "not-null-violation",
      { table: "parent", columns: ["name"], code: "23502" },
    ],
    [
      "insert into slot values (1, '[1,12345)'), (2, '[5,6)')",
      "exclusion-violation",
      { table: "slot", columns: ["during"], constraint: "slot_during_excl", code: "23P01" },
    ],
    [
      `insert into "we""ird, (t)" values (12345, 1), (12345, 1)`,
      "unique-violation",
      { table: `we"ird, (t)`, columns: [`a, "b`, "c"], code: "23505" },
    ],
    ["select '12345x'::int", "data", { code: "22P02" }],
    ["select 1 / 0 from parent", "data", { code: "22012" }],
    ["select from from", "syntax", { code: "42601" }],
    ["select * from nowhere", "syntax", { code: "42P01" }],
  ])("names what is wrong with %s, but no value", async (text, kind, fields) => {
    // `12345` stands for the values of the statement.
    const failure = await failureOf(run(text));
    const isViolation = "table" in fields;
    expect(failure).toMatchObject({
      kind,
      retryable: false,
      outcomeUnknown: false,
      ...(isViolation && { schema: "public" }),
      ...fields,
    });
    expect(failure.message).toContain(isViolation ? JSON.stringify(fields.table) : "");
    expect(`${JSON.stringify(failure)} ${failure.message}`).not.toContain("12345");
    expect(JSON.stringify(failure.cause)).not.toContain("12345");
  });

  it("refuses a connection that was given back", async () => {
    const connection = await driver().connect();
    connection.release();
    connection.release();
    const statement = { text: "select 1", values: [] };
    expect(await failureOf(connection.run(statement))).toMatchObject({ kind: "closed" });
    expect((await run("select 1")).count).toBe(1);
  });

  it("hands nobody a transaction that somebody else left open", async () => {
    const connection = await driver().connect();
    await connection.run({ text: "begin", values: [] });
    await connection.run({ text: "insert into parent values (70, 'left', 1)", values: [] });
    connection.release();
    expect((await run("select * from parent where id = 70")).count).toBe(0);
    expect(await failureOf(run("savepoint nowhere"))).toMatchObject({ code: "25P01" });
  });

  it("runs what is asked at once on a connection one after the other", async () => {
    const connection = await driver().connect();
    const texts = ["select 1", "select broken", "select 3"];
    const results = await Promise.allSettled(
      texts.map((text) => connection.run({ text, values: [] })),
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    connection.release();
  });

  it("does not begin when the signal has aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const insert = { text: "insert into parent values (80, 'late', 1)", values: [] };
    const failure = await failureOf(driver().run(insert, { signal }));
    expect(failure).toMatchObject({ kind: "cancelled", cause: new Error("enough") });
    const connection = await driver().connect();
    expect(await failureOf(connection.run(insert, { signal }))).toMatchObject({
      kind: "cancelled",
    });
    connection.release();
    expect(await failureOf(driver().connect({ signal }))).toMatchObject({ kind: "cancelled" });
    expect((await run("select * from parent where id = 80")).count).toBe(0);
  });
}
