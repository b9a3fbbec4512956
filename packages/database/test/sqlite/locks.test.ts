import { FakeClock } from "@agentflow/core/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { runTransaction } from "../../src/index.js";
import { type SqliteDriver, sqliteDriver, type SqliteDriverOptions } from "../../src/sqlite.js";
import { failureOf } from "../failure-of.js";
import { newPath } from "./folder.js";

const statement = (text: string) => ({ text, values: [] });
const insert = statement("insert into entry values (1)");
const select = statement("select * from entry");

/** Two connections to one file. */
async function open(
  options: Partial<SqliteDriverOptions> = {},
): Promise<readonly [SqliteDriver, SqliteDriver]> {
  const path = newPath();
  const one = sqliteDriver({ path, ddl: "create table entry (id int)", ...options });
  const other = sqliteDriver({ path, ...options });
  for (const driver of [one, other]) {
    onTestFinished(() => driver.close());
    await driver.run(statement("select 1"));
  }
  return [one, other];
}

/** Resolves when what waits has looked at its locks again. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe("two connections to one file", () => {
  it("read while one of them writes, and see nothing before it commits", async () => {
    const [one, other] = await open();
    await runTransaction(one, async (transaction) => {
      await transaction.run(insert);
      expect((await other.run(select)).count).toBe(0);
    });
    expect((await other.run(select)).count).toBe(1);
  });

  it("see one view of the data in a transaction that only reads", async () => {
    const [one, other] = await open();
    await runTransaction(
      one,
      async (transaction) => {
        expect((await transaction.run(select)).count).toBe(0);
        await other.run(insert);
        expect((await transaction.run(select)).count).toBe(0);
      },
      { readOnly: true },
    );
    expect((await one.run(select)).count).toBe(1);
  });

  it("wait for each other's writes, without keeping the program from going on", async () => {
    const clock = new FakeClock({ manual: true });
    const [one, other] = await open({ clock });
    const connection = await one.connect();
    await connection.run(statement("begin immediate"));
    const waiting = runTransaction(other, (transaction) => transaction.run(insert));
    await turn();
    expect(clock.sleeps).toEqual([1]);
    clock.advance(1);
    await turn();
    expect(clock.sleeps).toEqual([1, 2]);
    await connection.run(statement("commit"));
    connection.release();
    clock.advance(2);
    await waiting;
    expect((await one.run(select)).count).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it("give up when the time is up, and nothing was done", async () => {
    const clock = new FakeClock();
    const [one, other] = await open({ clock, busyTimeout: 300 });
    const connection = await one.connect();
    await connection.run(statement("begin immediate"));
    expect(await failureOf(other.run(insert))).toMatchObject({
      kind: "timeout",
      code: "SQLITE_BUSY",
      retryable: true,
      outcomeUnknown: false,
      message: "Database is locked.",
    });
    expect(clock.sleeps).toEqual([1, 2, 4, 8, 16, 32, 50, 50, 50, 50, 37]);
    expect((await other.run(select)).count).toBe(0);
    connection.release();
    expect((await other.run(insert)).count).toBe(1);
  });

  it("stop waiting when the signal aborts", async () => {
    const clock = new FakeClock({ manual: true });
    const [one, other] = await open({ clock });
    const connection = await one.connect();
    await connection.run(statement("begin immediate"));
    const abort = new AbortController();
    const waiting = failureOf(other.run(insert, { signal: abort.signal }));
    await turn();
    abort.abort();
    expect(await waiting).toMatchObject({ kind: "cancelled" });
    expect(clock.pending).toBe(0);
    connection.release();
    expect((await other.run(select)).count).toBe(0);
  });

  it("fail by serialization when one writes on a view that the other has changed", async () => {
    const [one, other] = await open();
    const connection = await one.connect();
    await connection.run(statement("begin deferred"));
    await connection.run(select);
    await other.run(insert);
    expect(await failureOf(connection.run(insert))).toMatchObject({
      kind: "serialization",
      code: "SQLITE_BUSY_SNAPSHOT",
      retryable: true,
    });
    connection.release();
  });

  it("refuse a caller whose turn does not come in time", async () => {
    const clock = new FakeClock({ manual: true });
    const [one] = await open({ clock, turnTimeout: 1_000 });
    const connection = await one.connect();
    const waiting = failureOf(one.run(select));
    clock.advance(1_000);
    expect(await waiting).toMatchObject({
      kind: "timeout",
      retryable: true,
      message: "The connection is in use; it did not become free within 1000 ms.",
    });
    connection.release();
    expect((await one.run(select)).count).toBe(0);
  });
});

describe("a transaction that SQLite rolls back by itself", () => {
  const ddl = [
    "create table entry (id int)",
    `create trigger no before insert on entry when new.id = 13
     begin select raise(rollback, 'thirteen'); end`,
  ];

  it("runs nothing more, which would take effect at once", async () => {
    await using driver = sqliteDriver({ path: ":memory:", ddl });
    const work = runTransaction(driver, async (transaction) => {
      await transaction.run(insert);
      const first = failureOf(transaction.run(statement("insert into entry values (13)")));
      expect(await first).toMatchObject({ code: "SQLITE_CONSTRAINT_TRIGGER" });
      const second = await failureOf(transaction.run(insert));
      expect(second.message).toBe("SQLite has rolled the transaction back: Thirteen.");
    });
    expect(await failureOf(work)).toMatchObject({ kind: "check-violation" });
    expect((await driver.run(select)).count).toBe(0);
    await driver.run(insert);
    expect((await driver.run(select)).count).toBe(1);
  });

  it("takes the outer one with it", async () => {
    await using driver = sqliteDriver({ path: ":memory:", ddl });
    const work = runTransaction(driver, async (transaction) => {
      await transaction
        .transaction((nested) => nested.run(statement("insert into entry values (13)")))
        .catch(() => "ignored");
      await transaction.run(insert);
    });
    expect(await failureOf(work)).toMatchObject({ kind: "check-violation" });
    expect((await driver.run(select)).count).toBe(0);
  });

  it("that was refused at COMMIT is rolled back whole", async () => {
    const deferred =
      "create table child (id int references parent deferrable initially deferred); create table parent (id integer primary key)";
    await using driver = sqliteDriver({ path: ":memory:", ddl: deferred });
    const work = runTransaction(driver, (transaction) =>
      transaction.run(statement("insert into child values (1)")),
    );
    expect(await failureOf(work)).toMatchObject({
      kind: "foreign-key-violation",
      outcomeUnknown: false,
    });
    expect((await driver.run(statement("select * from child"))).count).toBe(0);
  });
});
