import { FakeClock } from "@agentflow/core/testing";
import { requireService } from "@agentflow/services";
import { describe, expect, it, vi } from "vitest";
import { runTransaction, type Transaction } from "../../src/index.js";
import type { MariadbDriver } from "../../src/mariadb.js";
import { failureOf } from "../failure-of.js";
import { itRunsTransactions } from "../transaction/transaction-contract.js";
import { startMariadbDatabase } from "./start-mariadb-database.js";

/** The server keeps what it shows of transactions for 100 ms after somebody looked at it. */
const looks = { interval: 150, timeout: 5_000 };
/** Statements that end or commit a transaction in MariaDB. */
const control = [
  "start transaction",
  "set autocommit = 1",
  "SET @@session.autocommit=1",
  "/* so */ commit",
  "/*!50000 commit */",
  "/*M!100000 rollback */",
  "# so\ncommit",
  "-- so\ncommit",
  "xa start 'a'",
  "create table other (id int)",
  "create or replace table other (id int)",
  "alter table entry add more int",
  "drop table entry",
  "truncate entry",
  "rename table entry to other",
  "lock tables entry write",
  "unlock tables",
  "analyze table entry",
];

describe.runIf(requireService("mariadbd"))("runTransaction on MariaDB", { timeout: 60_000 }, () => {
  const started = startMariadbDatabase();
  let shared: MariadbDriver | undefined;
  const driver = (): MariadbDriver => (shared ??= started().driver({ pool: { max: 4 } }));
  itRunsTransactions(driver, control, { constraint: "PRIMARY" });

  const statement = (text: string) => ({ text, values: [] });
  const run = (text: string) => driver().run(statement(text));

  it("lets temporary tables be made and dropped", async () => {
    await runTransaction(driver(), async (transaction) => {
      await transaction.run(statement("create temporary table passing (id int)"));
      await transaction.run(statement("create or replace temporary table passing (id int)"));
      await transaction.run(statement("insert into passing values (1)"));
      await transaction.run(statement("insert into entry values (1)"));
      await transaction.run(statement("drop temporary table passing"));
    });
    expect((await run("select id from entry")).rows).toEqual([["1"]]);
  });

  it.each([
    [{ isolation: "read committed" }, ["READ COMMITTED", "RW"]],
    [{ isolation: "repeatable read", readOnly: true }, ["REPEATABLE READ", "RO"]],
    [{ isolation: "serializable" }, ["SERIALIZABLE", "RW"]],
    [{}, ["REPEATABLE READ", "RW"]],
  ] as const)("runs as %j says", async (options, modes) => {
    const text =
      "select trx_isolation_level, if(trx_is_read_only, 'RO', 'RW') from information_schema.innodb_trx where trx_mysql_thread_id = connection_id()";
    await runTransaction(
      driver(),
      async (transaction) => {
        // The server shows only transactions that have begun to read, and looks at them a few times a second.
        await transaction.run(statement("select count(*) from entry"));
        await vi.waitFor(async () => {
          expect((await transaction.run(statement(text))).rows).toEqual([modes]);
        }, looks);
      },
      options,
    );
    expect((await run("select @@tx_isolation, @@tx_read_only")).rows).toEqual([
      ["REPEATABLE-READ", "0"],
    ]);
  });

  it("refuses a deferrable transaction, which MariaDB does not have", async () => {
    const work = runTransaction(driver(), async () => 1, { deferrable: true });
    expect(await failureOf(work)).toMatchObject({ kind: "syntax" });
  });

  /** Two transactions that read what the other writes: one of them has to fail at the first attempt. */
  async function conflict(attempts: number): Promise<readonly PromiseSettledResult<number>[]> {
    await run("create or replace table doctor (name varchar(5) primary key, on_call bool)");
    await run("insert into doctor values ('a', true), ('b', true)");
    let waiting = 2;
    const { promise: both, resolve: start } = Promise.withResolvers<void>();
    const leave = async (name: string): Promise<number> => {
      let runs = 0;
      await runTransaction(
        driver(),
        async (transaction) => {
          runs += 1;
          await transaction.run(statement("select count(*) from doctor where on_call"));
          waiting -= 1;
          if (waiting === 0) start();
          if (runs === 1) await both;
          await transaction.run({
            text: "update doctor set on_call = false where name = ?",
            values: [name],
          });
        },
        { isolation: "serializable", attempts, clock: new FakeClock() },
      );
      return runs;
    };
    return Promise.allSettled([leave("a"), leave("b")]);
  }

  it("runs the whole again when two serializable transactions get in each other's way", async () => {
    const results = await conflict(3);
    const runs = results.map((result) => (result.status === "fulfilled" ? result.value : 0));
    expect(runs.toSorted((one, other) => one - other)).toEqual([1, 2]);
  });

  it("throws the failure when there are no more attempts", async () => {
    const failed = (await conflict(1)).filter((result) => result.status === "rejected");
    expect(failed).toMatchObject([{ reason: { kind: "deadlock", code: "1213", retryable: true } }]);
  });

  it("runs the whole again when a deadlock is broken, also when the task wraps the error", async () => {
    await run("insert into entry values (1), (2)");
    let waiting = 2;
    const { promise: both, resolve: start } = Promise.withResolvers<void>();
    const lock = (id: number) => statement(`select * from entry where id = ${id} for update`);
    let runs = 0;
    const take = (first: number, second: number): Promise<void> =>
      runTransaction(
        driver(),
        async (transaction) => {
          runs += 1;
          await transaction.run(lock(first));
          waiting -= 1;
          if (waiting === 0) start();
          await both;
          try {
            await transaction.run(lock(second));
          } catch (cause) {
            throw new Error("could not take both", { cause });
          }
        },
        { clock: new FakeClock() },
      );
    await Promise.all([take(1, 2), take(2, 1)]);
    expect(runs).toBe(3);
  });

  it("rolls back to a savepoint after a lock was not given in time", async () => {
    await run("insert into entry values (1)");
    const holder = await driver().connect();
    await holder.run(statement("start transaction"));
    await holder.run(statement("select * from entry where id = 1 for update"));
    await runTransaction(driver(), async (outer) => {
      await outer.run(statement("set innodb_lock_wait_timeout = 0"));
      const nested = outer.transaction(async (inner) => {
        await inner.run(statement("insert into entry values (2)"));
        await inner.run(statement("update entry set id = 3 where id = 1"));
      });
      expect(await failureOf(nested)).toMatchObject({ kind: "timeout", code: "1205" });
      await outer.run(statement("insert into entry values (4)"));
      await outer.run(statement("set innodb_lock_wait_timeout = default"));
    });
    await holder.run(statement("rollback"));
    holder.release();
    expect((await run("select id from entry order by id")).rows).toEqual([["1"], ["4"]]);
  });

  it("cancels the statement and rolls back when the time is up", async () => {
    const clock = new FakeClock({ manual: true });
    const task = async (transaction: Transaction): Promise<void> => {
      await transaction.run(statement("insert into entry values (1)"));
      await transaction.run(statement("select sleep(60)"));
    };
    const failure = failureOf(runTransaction(driver(), task, { timeout: 1_000, clock }));
    await vi.waitFor(async () => {
      const text = "select 1 from information_schema.processlist where info = 'select sleep(60)'";
      expect((await run(text)).count).toBe(1);
    });
    clock.advance(1_000);
    expect(await failure).toMatchObject({ kind: "timeout", outcomeUnknown: false });
    expect((await run("select * from entry")).count).toBe(0);
    expect(clock.pending).toBe(0);
    expect(driver().pool.taken).toBe(0);
  });

  it("knows that nothing was committed when the connection breaks before COMMIT", async () => {
    const work = runTransaction(driver(), async (transaction) => {
      await transaction.run(statement("insert into entry values (1)"));
      const { rows } = await transaction.run(statement("select connection_id()"));
      await run(`kill ${String(rows[0]?.[0])}`);
      await transaction.run(statement("insert into entry values (2)"));
    });
    expect(await failureOf(work)).toMatchObject({ kind: "connection" });
    await vi.waitFor(async () => {
      expect((await run("select * from entry")).count).toBe(0);
    });
  });

  it("does not wait for the ROLLBACK of a silent server", async () => {
    const clock = new FakeClock({ manual: true });
    const { server } = started();
    const work = runTransaction(
      driver(),
      async (transaction) => {
        await transaction.run(statement("select 1"));
        await server.pause();
        throw new Error("no");
      },
      { clock },
    );
    const settled = Promise.allSettled([work]);
    await vi.waitFor(() => {
      expect(clock.pending).toBe(1);
    });
    clock.advance(5_000);
    expect(await settled).toMatchObject([{ status: "rejected", reason: { message: "no" } }]);
    await server.resume();
    expect(driver().pool.taken).toBe(0);
    expect((await run("select 1")).count).toBe(1);
  });
});
