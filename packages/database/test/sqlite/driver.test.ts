import { FakeClock } from "@agentflow/core/testing";
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { StatementResult, WireValue } from "../../src/driver/driver.js";
import { sqliteDriver, type SqliteDriverOptions } from "../../src/sqlite.js";
import { failureOf } from "../failure-of.js";
import { newPath } from "./folder.js";

const select = { text: "select 1", values: [] };

describe("SqliteDriver", () => {
  const driver = sqliteDriver({
    path: ":memory:",
    ddl: "create table parent (id integer primary key, name text not null unique) strict",
  });
  afterAll(() => driver.close());
  beforeAll(() => run("insert into parent values (1, 'Ada')"));
  const run = (
    text: string,
    values: readonly WireValue[] = [],
    name?: string,
  ): Promise<StatementResult> => driver.run({ text, values, ...(name !== undefined && { name }) });

  it("gives every value by its storage class and position", async () => {
    const { rows, count } = await run(
      "select ?, ?, 9223372036854775807, 1.5, 2.0, x'00ff', x'', 'a' as x, 'b' as x",
      [-(2n ** 63n), null],
    );
    expect(rows).toEqual([
      [
        -(2n ** 63n),
        null,
        2n ** 63n - 1n,
        1.5,
        2,
        new Uint8Array([0, 255]),
        new Uint8Array(),
        "a",
        "b",
      ],
    ]);
    expect(count).toBe(1);
  });

  it.each(["", " ", "ünïcödé 😀", "'; drop table parent; --", "?", "\\", "line\nbreak", "a\0b"])(
    "sends the text %j unchanged",
    async (text) => {
      expect((await run("select ?", [text])).rows).toEqual([[text]]);
    },
  );

  it("counts the rows that were changed, and none for other statements", async () => {
    expect((await run("insert into parent values (2, 'Ben'), (3, 'Cleo')")).count).toBe(2);
    expect((await run("create table other (id integer)")).count).toBe(0);
    expect((await run("/* all */ update parent set name = name || '!' where id > 1")).count).toBe(
      2,
    );
    expect((await run("delete from parent where id > 1 returning id")).count).toBe(2);
    expect(await run("")).toEqual({ rows: [], count: 0 });
    expect(await run(" -- nothing\n ; /* at all */")).toEqual({ rows: [], count: 0 });
    expect((await run("pragma user_version")).rows).toEqual([[0n]]);
  });

  it.each([
    "select 1; drop table parent",
    "select 1;select 2",
    "select 1 /* ; */; x",
    "select 1\0",
  ])("refuses %j, of which SQLite would run the first part only", async (text) => {
    expect(await failureOf(run(text))).toMatchObject({ kind: "syntax" });
    expect((await run("select 1 ; -- end ;\n;")).count).toBe(1);
  });

  it("refuses values that have no storage class", async () => {
    for (const value of [undefined, new Date(), {}, true, Number.NaN, 2n ** 63n]) {
      const values = [value] as WireValue[]; // what a program without types may give
      expect(await failureOf(run("select ?", values))).toMatchObject({ kind: "data" });
    }
    expect(await failureOf(run("select 1", [1n]))).toMatchObject({ code: "SQLITE_RANGE" });
  });

  it("keeps named statements, and prepares them again when their table has changed", async () => {
    for (let number = 0; number < 300; number += 1) {
      expect((await run(`select ${number}`, [], `s${number}`)).rows).toEqual([[BigInt(number)]]);
    }
    await run("create table changing (id integer)");
    await run("insert into changing values (1)");
    expect((await run("select * from changing", [], "all")).rows).toEqual([[1n]]);
    await run("alter table changing add more text default 'x'");
    expect((await run("select * from changing", [], "all")).rows).toEqual([[1n, "x"]]);
    expect((await run("select 0", [], "s0")).rows).toEqual([[0n]]);
  });

  it("checks foreign keys, and takes no text in double quotes", async () => {
    await run("create table child (parent integer references parent)");
    const orphan = failureOf(run("insert into child values (77)"));
    expect(await orphan).toMatchObject({ kind: "foreign-key-violation" });
    expect(await failureOf(run('select "nothing"'))).toMatchObject({ kind: "syntax" });
  });

  it("refuses a connection that was given back", async () => {
    const connection = await driver.connect();
    connection.release();
    connection.release();
    expect(await failureOf(connection.run(select))).toMatchObject({ kind: "closed" });
    expect((await run("select 1")).count).toBe(1);
  });

  it("hands nobody a transaction that somebody else left open", async () => {
    const connection = await driver.connect();
    await connection.run({ text: "begin", values: [] });
    await connection.run({ text: "insert into parent values (70, 'left')", values: [] });
    connection.release();
    await run("begin");
    expect((await run("select * from parent where id = 70")).count).toBe(0);
    expect(await failureOf(run("rollback"))).toMatchObject({ kind: "syntax" });
  });

  it("lets nobody write in a transaction that only reads, and everybody afterwards", async () => {
    const connection = await driver.connect();
    for (const text of driver.dialect.begin({ readOnly: true })) {
      await connection.run({ text, values: [] });
    }
    const late = connection.run({ text: "insert into parent values (71, 'no')", values: [] });
    expect(await failureOf(late)).toMatchObject({ kind: "permission", code: "SQLITE_READONLY" });
    connection.release();
    expect((await run("insert into parent values (71, 'yes')")).count).toBe(1);
  });

  it("lets callers take turns in the order in which they came", async () => {
    const order: number[] = [];
    const first = await driver.connect();
    const others = [1, 2, 3].map(async (number) => {
      const connection = await driver.connect();
      order.push(number);
      connection.release();
    });
    expect(order).toEqual([]);
    first.release();
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });

  it("does not begin when the signal has aborted, and stops waiting when it aborts", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const insert = { text: "insert into parent values (80, 'late')", values: [] };
    const failure = await failureOf(driver.run(insert, { signal }));
    expect(failure).toMatchObject({ kind: "cancelled", cause: new Error("enough") });
    const connection = await driver.connect();
    expect(await failureOf(connection.run(insert, { signal }))).toMatchObject({
      kind: "cancelled",
    });
    const waiting = new AbortController();
    const second = failureOf(driver.run(insert, { signal: waiting.signal }));
    waiting.abort();
    expect(await second).toMatchObject({ kind: "cancelled" });
    connection.release();
    expect((await run("select * from parent where id = 80")).count).toBe(0);
  });

  it("lets the program go on after 10 ms of statements that are awaited one by one", async () => {
    const clock = new FakeClock({ manual: true });
    await using busy = sqliteDriver({ path: ":memory:", clock });
    await busy.run(select);
    const wentOn: string[] = [];
    setImmediate(() => wentOn.push("once"));
    clock.advance(9);
    await busy.run(select);
    expect(wentOn).toEqual([]);
    clock.advance(1);
    await busy.run(select);
    expect(wentOn).toEqual(["once"]);
  });
});

describe("sqliteDriver", () => {
  it("keeps its data in a file with a write-ahead log, and runs scripts when it is opened", async () => {
    const path = newPath();
    const first = sqliteDriver({
      path,
      ddl: "create table kept (id int); insert into kept values (1)",
    });
    expect((await first.run({ text: "select * from kept", values: [] })).rows).toEqual([[1n]]);
    expect((await first.run({ text: "pragma journal_mode", values: [] })).rows).toEqual([["wal"]]);
    expect(existsSync(`${path}-wal`)).toBe(true);
    await first.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    await using second = sqliteDriver({ path, ddl: ["insert into kept values (2)"] });
    expect((await second.run({ text: "select * from kept", values: [] })).count).toBe(2);
  });

  it("writes nothing where it is to read only", async () => {
    const path = newPath();
    await using writer = sqliteDriver({ path, ddl: "create table kept (id int)" });
    await writer.run(select);
    await using reader = sqliteDriver({ path, readOnly: true });
    expect((await reader.run({ text: "select * from kept", values: [] })).count).toBe(0);
    const insert = reader.run({ text: "insert into kept values (1)", values: [] });
    expect(await failureOf(insert)).toMatchObject({ kind: "permission" });
  });

  it("sets pragmas", async () => {
    const pragmas = { foreign_keys: false, cache_size: -4_000, synchronous: "off" };
    await using driver = sqliteDriver({ path: ":memory:", pragmas });
    const text = "select * from pragma_foreign_keys, pragma_cache_size, pragma_synchronous";
    expect((await driver.run({ text, values: [] })).rows).toEqual([[0n, -4_000n, 0n]]);
  });

  it.each([
    { busyTimeout: -1 },
    { turnTimeout: Number.NaN },
    { pragmas: { "a; drop": 1 } },
    { pragmas: { a: "b; drop" } },
    { pragmas: { a: 1.5 } },
    { pragmas: { query_only: true } },
  ])("refuses what it cannot be set to: %j", (options: Partial<SqliteDriverOptions>) => {
    expect(() => sqliteDriver({ path: ":memory:", ...options })).toThrow(RangeError);
  });

  it("says that there is no such file, or that it is none, again and again", async () => {
    await using missing = sqliteDriver({ path: newPath(), readOnly: true });
    await using folder = sqliteDriver({ path: "/" });
    await using other = sqliteDriver({ path: new URL(import.meta.url).pathname, readOnly: true });
    for (const driver of [missing, folder, other, missing]) {
      expect(await failureOf(driver.run(select))).toMatchObject({ kind: "connection" });
    }
  });

  it("says where a script is wrong, again and again", async () => {
    await using driver = sqliteDriver({ path: ":memory:", ddl: "create tabel x ()" });
    for (let time = 0; time < 2; time += 1) {
      expect(await failureOf(driver.run(select))).toMatchObject({
        kind: "syntax",
        code: "SQLITE_ERROR",
        message: 'Near "tabel": syntax error.',
      });
    }
  });

  it("waits for what is under way when it is closed, and refuses the others", async () => {
    const driver = sqliteDriver({ path: ":memory:" });
    onTestFinished(() => driver.close());
    const connection = await driver.connect();
    const waiting = failureOf(driver.run(select));
    const closed = driver.close();
    expect(await failureOf(driver.run(select))).toMatchObject({ kind: "closed" });
    expect((await connection.run(select)).count).toBe(1);
    connection.release();
    expect(await waiting).toMatchObject({ kind: "closed" });
    await closed;
    await driver.close();
  });

  it("closes what was never opened", async () => {
    const path = newPath();
    await sqliteDriver({ path }).close();
    expect(existsSync(path)).toBe(false);
  });
});
