import { requireService } from "@agentflow/services";
import { beforeAll, describe, expect, it } from "vitest";
import type { Statement, StatementResult, WireValue } from "../../../src/driver/driver.js";
import type { MariadbDriver } from "../../../src/mariadb.js";
import { failureOf } from "../../failure-of.js";
import { startMariadbDatabase } from "../start-mariadb-database.js";

const schema = [
  "create table parent (id int primary key, name varchar(50) not null, age int check (age > 0), unique key parent_name_key (name))",
  "create table child (id int primary key, parent int not null, constraint child_parent_fkey foreign key (parent) references parent (id))",
  "create table `we``ird, (t)` (`a, ``b` int, c int, unique key `k``'` (`a, ``b`, c))",
  "create table range_of (id int, low int, high int, constraint `low < ``high` check (low < high))",
  "create table shape (n tinyint, t varchar(3), d date, e enum('a', 'b'), x decimal(4,2))",
];

describe.runIf(requireService("mariadbd"))("MariadbDriver", () => {
  const started = startMariadbDatabase();
  let only: MariadbDriver | undefined;
  const driver = (): MariadbDriver => (only ??= started().driver({ pool: { max: 1 } }));
  const run = (
    text: string,
    values: readonly WireValue[] = [],
    name?: string,
  ): Promise<StatementResult> =>
    driver().run({ text, values, ...(name !== undefined && { name }) });

  beforeAll(async () => {
    for (const text of schema) await run(text);
    await run("insert into parent values (1, 'Ada', 36)");
  });

  it("gives values by position, as texts or bytes", async () => {
    const { rows, count } = await run(
      "select 18446744073709551615, ?, 1.50, x'00ff', 'a' as x, 'b' as x, 1 as `__proto__`, date '2024-02-03'",
      [null],
    );
    expect(rows).toEqual([
      ["18446744073709551615", null, "1.50", Uint8Array.of(0, 255), "a", "b", "1", "2024-02-03"],
    ]);
    expect(count).toBe(1);
  });

  it.each(["", " ", "ünïcödé 😀", "'; drop table parent; --", "?", "\\", "line\nbreak", "a\0b"])(
    "sends the text %j unchanged",
    async (text) => {
      expect((await run("select ?", [text])).rows).toEqual([[text]]);
    },
  );

  it("sends bytes, numbers and integers too", async () => {
    const bytes = Uint8Array.of(0, 39, 92, 255);
    const { rows } = await run("select ?, hex(?), ?, ?", [bytes, bytes, -0.5, 2n ** 64n]);
    expect(rows).toEqual([[bytes, "00275CFF", "-0.5", "18446744073709551616"]]);
  });

  it("counts the rows that were found or changed, and none for other statements", async () => {
    const insert = await run("insert into parent values (2, 'Ben', 1), (3, 'Cleo', 2)");
    expect(insert.count).toBe(2);
    expect((await run("update parent set age = age + 1 where id > 1")).count).toBe(2);
    // Found, although nothing is changed.
    expect((await run("update parent set age = age where id > 1")).count).toBe(2);
    expect((await run("delete from parent where id > 1 returning id")).rows).toEqual([
      ["2"],
      ["3"],
    ]);
    expect(await run("set @x = 1")).toEqual({ rows: [], count: 0 });
    expect(await run("-- nothing")).toEqual({ rows: [], count: 0 });
  });

  it("gives what a procedure selects first", async () => {
    await run("create procedure two(n int) begin select n + 1, 'a'; select 2; end");
    expect(await run("call two(?)", ["4"])).toEqual({ rows: [["5", "a"]], count: 1 });
    await run("create procedure none() set @x = 1");
    expect(await run("call none()")).toEqual({ rows: [], count: 0 });
  });

  it("refuses several statements in one text", async () => {
    const failure = await failureOf(run("select 1; drop table parent"));
    expect(failure).toMatchObject({ kind: "syntax", code: "1064" });
  });

  it("refuses a text with a NUL character", async () => {
    expect(await failureOf(run("select 1\0"))).toMatchObject({ kind: "syntax" });
  });

  it("refuses what is longer than the server takes, and keeps the connection", async () => {
    const [[before]] = (await run("select connection_id()")).rows as [[string]];
    const failure = await failureOf(run("select length(?)", ["x".repeat(17_000_000)]));
    expect(failure).toMatchObject({ kind: "data", outcomeUnknown: false });
    expect(failure.message).toMatch(/17\d{6} bytes; the server takes 16777216/);
    expect((await run("select length(?)", ["x".repeat(16_000_000)])).rows).toEqual([["16000000"]]);
    expect((await run("select connection_id()")).rows).toEqual([[before]]);
  });

  /** Statements that the connection has prepared. */
  const prepared = async (): Promise<number> => {
    const { rows } = await run("show session status like 'Prepared_stmt_count'", [], "count");
    return Number(rows[0]?.[1]);
  };
  const closed = async (): Promise<number> => {
    const { rows } = await run("show session status like 'Com_stmt_close'", [], "closed");
    return Number(rows[0]?.[1]);
  };

  it("keeps a named statement prepared, and no other", async () => {
    const before = await closed();
    expect((await run("select ? + 1", ["1"], "plus")).rows).toEqual([["2"]]);
    expect((await run("select ? + 1", ["2"], "plus")).rows).toEqual([["3"]]);
    expect(await closed()).toBe(before);
    await run("select ? + 2", ["2"]);
    expect(await closed()).toBe(before + 1);
  });

  it("keeps no more than 256 statements prepared", async () => {
    for (let number = 0; number < 300; number += 1) await run(`select ${number}`, [], `s${number}`);
    expect((await run("select 0", [], "s0")).rows).toEqual([["0"]]);
    expect(await closed()).toBeGreaterThanOrEqual(44);
    expect(await prepared()).toBeLessThanOrEqual(256);
  });

  it("goes on with a named statement when its table has changed", async () => {
    await run("create table changing (id int)");
    await run("insert into changing values (1)");
    expect((await run("select * from changing", [], "all")).rows).toEqual([["1"]]);
    await run("alter table changing add more varchar(5) default 'x'");
    expect((await run("select * from changing", [], "all")).rows).toEqual([["1", "x"]]);
    await run("drop table changing");
    expect(await failureOf(run("select * from changing", [], "all"))).toMatchObject({
      kind: "syntax",
      code: "1146",
    });
    await run("create table changing (other date)");
    expect((await run("select * from changing", [], "all")).rows).toEqual([]);
  });

  it("can use a name again after its statement failed", async () => {
    const text = "insert into parent values (?, ?, 5)";
    expect(await failureOf(run(text, ["1", "x"], "add"))).toMatchObject({ code: "1062" });
    expect((await run(text, ["8", "x"], "add")).count).toBe(1);
    expect(await failureOf(run(text, ["8", "y"], "add"))).toMatchObject({ code: "1062" });
    expect((await run(text, ["9", "y"], "add")).count).toBe(1);
  });

  it.each([
    [
      "insert into parent values (7, 'Ada', 5)",
      "unique-violation",
      { constraint: "parent_name_key", code: "1062" },
    ],
    [
      "insert into child values (1, 12345)",
      "foreign-key-violation",
      { table: "child", columns: ["parent"], constraint: "child_parent_fkey", code: "1452" },
    ],
    [
      "insert into parent values (7, 'Gil', -12345)",
      "check-violation",
      { table: "parent", columns: ["age"], constraint: "age", code: "4025" },
    ],
    [
      "insert into range_of values (12345, 2, 1)",
      "check-violation",
      { table: "range_of", columns: [], constraint: "low < `high", code: "4025" },
    ],
    [
      "insert into parent values (12345, null, 1)",
      "not-null-violation",
      { columns: ["name"], code: "1048" },
    ],
    [
      "insert into parent (id) values (12345)",
      "not-null-violation",
      { columns: ["name"], code: "1364" },
    ],
    [
      "insert into `we``ird, (t)` values (12345, 1), (12345, 1)",
      "unique-violation",
      { constraint: "k`'", code: "1062" },
    ],
    ["insert into shape (n) values (12345)", "data", { columns: ["n"], code: "1264" }],
    ["insert into shape (t) values ('12345')", "data", { columns: ["t"], code: "1406" }],
    ["insert into shape (e) values ('12345')", "data", { columns: ["e"], code: "1265" }],
    [
      "insert into shape (n) values ('x12345')",
      "data",
      { table: "shape", columns: ["n"], code: "1366" },
    ],
    [
      "insert into shape (d) values ('12345')",
      "data",
      { table: "shape", columns: ["d"], code: "1292" },
    ],
    ["select 18446744073709551615 + 12345", "data", { code: "1690" }],
    [
      "select cast('12345x' as unsigned) from parent for nothing '12345'",
      "syntax",
      { code: "1064" },
    ],
    ["select from from", "syntax", { code: "1064" }],
    ["select * from nowhere", "syntax", { code: "1146" }],
  ])("names what is wrong with %s, but no value", async (text, kind, fields) => {
    // `12345` stands for the values of the statement.
    const failure = await failureOf(run(text));
    expect(failure).toMatchObject({ kind, retryable: false, outcomeUnknown: false, ...fields });
    if ("table" in fields) expect(failure).toMatchObject({ schema: "shop" });
    expect(`${JSON.stringify(failure)} ${failure.message}`).not.toContain("12345");
    expect(JSON.stringify(failure.cause)).not.toContain("12345");
  });

  it("says that a row is still referred to, and by what", async () => {
    await run("insert into child values (1, 1)");
    const failure = await failureOf(run("delete from parent where id = 1"));
    expect(failure).toMatchObject({
      kind: "foreign-key-violation",
      table: "child",
      columns: [],
      constraint: "child_parent_fkey",
      code: "1451",
    });
    expect(failure.message).toMatch(/^A row is still referred to by another /);
    await run("delete from child");
  });

  it("refuses a connection that was given back", async () => {
    const connection = await driver().connect();
    connection.release();
    connection.release();
    const statement = { text: "select 1", values: [] };
    expect(await failureOf(connection.run(statement))).toMatchObject({ kind: "closed" });
    expect((await run("select 1")).count).toBe(1);
  });

  it.each(["begin", "start transaction", "set autocommit = 0"])(
    "hands nobody a connection that somebody left after %s",
    async (text) => {
      const connection = await driver().connect();
      await connection.run({ text, values: [] });
      await connection.run({ text: "insert into parent values (70, 'left', 1)", values: [] });
      connection.release();
      expect((await run("select * from parent where id = 70")).count).toBe(0);
      expect((await run("select @@autocommit")).rows).toEqual([["1"]]);
    },
  );

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
    const insert: Statement = { text: "insert into parent values (80, 'late', 1)", values: [] };
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

  it("has settings of its own, whatever the server's are", async () => {
    await run("set global sql_mode = 'ANSI_QUOTES,IGNORE_SPACE'");
    await run("set global time_zone = '+05:30'");
    const other = started().driver();
    const text =
      "select @@sql_mode, @@time_zone, @@character_set_client, @@character_set_results, @@autocommit, @@lc_messages";
    expect((await other.run({ text, values: [] })).rows).toEqual([
      [
        "NO_AUTO_VALUE_ON_ZERO,STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
        "+00:00",
        "utf8mb4",
        "utf8mb4",
        "1",
        "en_US",
      ],
    ]);
    await run("set global sql_mode = default");
    await run("set global time_zone = default");
  });
});
