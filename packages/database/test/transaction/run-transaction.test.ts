import { FakeClock } from "@agentflow/core/testing";
import { requireService } from "@agentflow/services";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { Driver } from "../../src/driver/driver.js";
import { runTransaction, type Transaction } from "../../src/index.js";
import type { PgDriver } from "../../src/pg.js";
import { pgliteDriver } from "../../src/pglite.js";
import { failureOf } from "../failure-of.js";
import { startDatabase } from "../start-database.js";
import { add, itRunsTransactions } from "./transaction-contract.js";

describe("runTransaction on PGlite", { timeout: 60_000 }, () => {
  const driver = pgliteDriver();
  afterAll(() => driver.close());
  itRunsTransactions(() => driver);
});

describe.runIf(requireService("postgres"))(
  "runTransaction on PostgreSQL",
  { timeout: 60_000 },
  () => {
    const started = startDatabase();
    let shared: PgDriver | undefined;
    const driver = (): PgDriver => (shared ??= started().driver({ pool: { max: 4 } }));
    itRunsTransactions(driver);

    const run = (text: string) => driver().run({ text, values: [] });
    const statement = (text: string) => ({ text, values: [] });
    /** Resolves when a statement like this one is under way. */
    const underWay = (what: string): Promise<void> =>
      vi.waitFor(async () => {
        const text =
          "select 1 from pg_stat_activity where query like $1 and state = 'active' and pid <> pg_backend_pid()";
        expect((await driver().run({ text, values: [what] })).count).toBe(1);
      }, 5_000);

    /** Two transactions that read what the other writes: one of them has to fail at the first attempt. */
    async function conflict(attempts: number): Promise<readonly PromiseSettledResult<number>[]> {
      await run("drop table if exists doctor");
      await run("create table doctor (name text, on_call bool)");
      await run("insert into doctor values ('a', true), ('b', true)");
      let waiting = 2;
      let start = (): void => undefined;
      const both = new Promise<void>((resolve) => {
        start = resolve;
      });
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
              text: "update doctor set on_call = false where name = $1",
              values: [name],
            });
          },
          { isolation: "serializable", attempts, clock: new FakeClock() },
        );
        return runs;
      };
      return Promise.allSettled([leave("a"), leave("b")]);
    }

    it("runs the whole again when serialization fails", async () => {
      const results = await conflict(3);
      const runs = results.map((result) => (result.status === "fulfilled" ? result.value : 0));
      expect(runs.toSorted((one, other) => one - other)).toEqual([1, 2]);
    });

    it("throws the failure when there are no more attempts", async () => {
      const failed = (await conflict(1)).filter((result) => result.status === "rejected");
      expect(failed).toMatchObject([{ reason: { kind: "serialization", retryable: true } }]);
    });

    it("runs the whole again when a deadlock is broken, also when the task wraps the error", async () => {
      await run("set deadlock_timeout to 10");
      await run("truncate entry");
      await run("insert into entry values (1), (2)");
      let waiting = 2;
      let start = (): void => undefined;
      const both = new Promise<void>((resolve) => {
        start = resolve;
      });
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

    it("does not run again what fails otherwise", async () => {
      let runs = 0;
      const work = runTransaction(driver(), async (transaction) => {
        runs += 1;
        await transaction.run(statement("select 1 / 0"));
      });
      expect(await failureOf(work)).toMatchObject({ kind: "data" });
      expect(runs).toBe(1);
    });

    it("cancels the statement and rolls back when the time is up", async () => {
      await run("truncate entry");
      const clock = new FakeClock({ manual: true });
      const task = async (transaction: Transaction): Promise<void> => {
        await transaction.run(add(1));
        await transaction.run(statement("select pg_sleep(60)"));
      };
      const failure = failureOf(runTransaction(driver(), task, { timeout: 1_000, clock }));
      await underWay("select pg_sleep%");
      clock.advance(1_000);
      expect(await failure).toMatchObject({ kind: "timeout", outcomeUnknown: false });
      expect((await failure).message).toBe(
        "The transaction took longer than 1000 ms; it was rolled back.",
      );
      expect((await run("select * from entry")).count).toBe(0);
      expect(clock.pending).toBe(0);
      expect(driver().pool.taken).toBe(0);
    });

    it("leaves no timer behind when it succeeds", async () => {
      const clock = new FakeClock({ manual: true });
      await runTransaction(driver(), async () => 1, { timeout: 1_000, clock });
      expect(clock.pending).toBe(0);
    });

    it("tells apart a COMMIT that the server refused", async () => {
      await run("create table later (id int unique deferrable initially deferred)");
      const open = driver().pool.idle;
      const work = runTransaction(driver(), async (transaction) => {
        await transaction.run(statement("insert into later values (1), (1)"));
      });
      expect(await failureOf(work)).toMatchObject({
        kind: "unique-violation",
        outcomeUnknown: false,
      });
      expect(driver().pool.idle).toBe(open);
      expect((await run("select * from later")).count).toBe(0);
    });

    describe("when the connection breaks", () => {
      const slowCommit = [
        "create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$",
        "create table slow (id int)",
        "create constraint trigger slow after insert on slow deferrable initially deferred for each row execute function slow()",
      ];
      const insertSlowly = async (transaction: Transaction): Promise<void> => {
        await transaction.run(statement("insert into slow values (1)"));
      };

      it("says that the outcome of COMMIT is unknown, and does not run it again", async () => {
        for (const text of slowCommit) await run(text);
        let runs = 0;
        const failure = failureOf(
          runTransaction(driver(), (transaction) => {
            runs += 1;
            return insertSlowly(transaction);
          }),
        );
        await underWay("commit");
        await run("select pg_terminate_backend(pid) from pg_stat_activity where query = 'commit'");
        expect(await failure).toMatchObject({
          kind: "connection",
          outcomeUnknown: true,
          retryable: false,
        });
        expect((await failure).message).toMatch(/unknown/);
        expect(runs).toBe(1);
      });

      it("waits for COMMIT although the signal aborts, but not for ever", async () => {
        const clock = new FakeClock({ manual: true });
        const abort = new AbortController();
        const options = { signal: abort.signal, clock };
        const failure = failureOf(runTransaction(driver(), insertSlowly, options));
        await underWay("commit");
        abort.abort();
        clock.advance(4_999);
        expect(clock.pending).toBe(1);
        clock.advance(1);
        expect(await failure).toMatchObject({ kind: "connection", outcomeUnknown: true });
        expect(clock.pending).toBe(0);
        expect(driver().pool.taken).toBe(0);
      });

      it("knows that nothing was committed when it breaks before COMMIT", async () => {
        const work = runTransaction(driver(), async (transaction) => {
          const { rows } = await transaction.run(statement("select pg_backend_pid()"));
          const pid = String(rows[0]?.[0]);
          await run(`select pg_terminate_backend(${pid})`);
          await vi.waitFor(async () => {
            const text = `select 1 from pg_stat_activity where pid = ${pid}`;
            expect((await run(text)).count).toBe(0);
          });
        });
        expect(await failureOf(work)).toMatchObject({ kind: "connection" });
        expect((await run("select 1")).count).toBe(1);
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

      it("throws what the server's crash did to the statement", async () => {
        const { server } = started();
        const failure = failureOf(
          runTransaction(driver(), (transaction) =>
            transaction.run(statement("select pg_sleep(60)")),
          ),
        );
        await underWay("select pg_sleep%");
        await server.kill();
        expect(await failure).toMatchObject({ kind: "connection" });
        await server.restart();
        await vi.waitFor(() => run("select 1"), 10_000);
      });
    });

    it("waits for a connection no longer than the signal allows", async () => {
      const busy: Driver = started().driver({ pool: { max: 1 } });
      const connection = await busy.connect();
      const abort = new AbortController();
      const work = failureOf(runTransaction(busy, async () => 1, { signal: abort.signal }));
      abort.abort();
      expect(await work).toMatchObject({ kind: "cancelled" });
      connection.release();
    });
  },
);
