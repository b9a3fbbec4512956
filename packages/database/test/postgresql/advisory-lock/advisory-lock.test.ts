import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { PgDriver } from "../../../src/pg.js";
import { lockInTransaction, withAdvisoryLock } from "../../../src/postgresql.js";
import { sql } from "../../../src/sql/sql.js";
import { createDatabase } from "../../../src/table/create-database.js";
import { runTransaction } from "../../../src/transaction/run-transaction.js";
import { failureOf } from "../../failure-of.js";
import { startDatabase } from "../../start-database.js";

const forever = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });

describe.runIf(requireService("postgres"))("advisory locks", { timeout: 60_000 }, () => {
  const started = startDatabase();
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  beforeAll(() => process.on("unhandledRejection", note));
  afterAll(() => process.off("unhandledRejection", note));
  let driver: PgDriver;
  let other: PgDriver;
  beforeAll(() => {
    driver = started().driver({ pool: { max: 3 } });
    other = started().driver({ pool: { max: 3 } });
  });

  /** How many advisory locks are had, or waited for. */
  async function locks(granted = true): Promise<number> {
    const text = "select count(*) from pg_locks where locktype = 'advisory' and granted = $1";
    const { rows } = await other.run({ text, values: [String(granted)] });
    return Number(rows[0]?.[0]);
  }
  const waiting = (count: number): Promise<void> =>
    vi.waitFor(async () => {
      expect(await locks(false)).toBe(count);
    }, 5_000);

  it("runs tasks of one key one after the other, and those of others meanwhile", async () => {
    const log: string[] = [];
    const first = Promise.withResolvers<undefined>();
    const one = withAdvisoryLock(driver, "report", async () => {
      log.push("begin 1");
      await first.promise;
      log.push("end 1");
      return 1;
    });
    await vi.waitFor(() => {
      expect(log).toEqual(["begin 1"]);
    });
    const two = withAdvisoryLock(other, "report", async () => {
      log.push("begin 2");
      return Promise.resolve(2);
    });
    expect(await withAdvisoryLock(driver, "another", () => Promise.resolve(3))).toBe(3);
    await waiting(1);
    first.resolve(undefined);
    expect(await Promise.all([one, two])).toEqual([1, 2]);
    expect(log).toEqual(["begin 1", "end 1", "begin 2"]);
    expect(await locks()).toBe(0);
  });

  it("locks the number that SQL computes from a text, and a bigint as it is", async () => {
    const key = "nightly ü🎁";
    const text =
      "select ('x' || left(encode(sha256(convert_to($1, 'UTF8')), 'hex'), 16))::bit(64)::int8";
    const { rows } = await other.run({ text, values: [key] });
    const number = BigInt(String(rows[0]?.[0]));
    await withAdvisoryLock(driver, key, async () => {
      const failure = await failureOf(withAdvisoryLock(other, number, forbidden, { wait: false }));
      expect(failure).toMatchObject({ kind: "timeout", retryable: true });
      await withAdvisoryLock(other, -(2n ** 63n), () => Promise.resolve(), { wait: false });
    });
  });

  it("does not wait when it is told not to, or only as long as it is told", async () => {
    await withAdvisoryLock(driver, 1n, async () => {
      const at_once = await failureOf(withAdvisoryLock(other, 1n, forbidden, { wait: false }));
      expect(at_once.message).toBe('The advisory lock "1" is not free.');
      const late = await failureOf(withAdvisoryLock(other, 1n, forbidden, { wait: 20 }));
      expect(late).toMatchObject({ kind: "timeout", retryable: true, outcomeUnknown: false });
      expect(late.message).toBe('The advisory lock "1" was not free within 20 ms.');
      expect(await locks(false)).toBe(0);
    });
    expect(await withAdvisoryLock(other, 1n, () => Promise.resolve("free"), { wait: 5_000 })).toBe(
      "free",
    );
    expect(other.pool.taken).toBe(0);
  });

  it("lets several have a shared lock, and one an exclusive one", async () => {
    await withAdvisoryLock(
      driver,
      "shared",
      async () => {
        const options = { shared: true, wait: false };
        expect(await withAdvisoryLock(other, "shared", () => Promise.resolve("too"), options)).toBe(
          "too",
        );
        const exclusive = withAdvisoryLock(other, "shared", forbidden, { wait: false });
        expect(await failureOf(exclusive)).toMatchObject({ kind: "timeout" });
      },
      { shared: true },
    );
    expect(await locks()).toBe(0);
  });

  it("ends the wait when its signal aborts, and lets the task know when it runs", async () => {
    await withAdvisoryLock(driver, "signal", async () => {
      const abort = new AbortController();
      const { signal } = abort;
      const blocked = failureOf(withAdvisoryLock(other, "signal", forbidden, { signal }));
      await waiting(1);
      abort.abort();
      expect(await blocked).toMatchObject({ kind: "cancelled" });
    });
    const abort = new AbortController();
    const reason = new Error("enough");
    const running = withAdvisoryLock(other, "signal", ({ signal }) => forever(signal), {
      signal: abort.signal,
    });
    await vi.waitFor(async () => {
      expect(await locks()).toBe(1);
    });
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(await locks()).toBe(0);
  });

  it("gives the lock back when the task throws, and uses the connection again", async () => {
    const single = started().driver({ pool: { max: 1 } });
    const pid = async (): Promise<unknown> =>
      (await single.run({ text: "select pg_backend_pid()", values: [] })).rows[0]?.[0];
    const before = await pid();
    const thrown = new Error("task");
    await expect(withAdvisoryLock(single, "throws", () => Promise.reject(thrown))).rejects.toBe(
      thrown,
    );
    expect(await locks()).toBe(0);
    expect(await pid()).toBe(before);
  });

  it("closes a connection that does not have the lock any more, instead of using it again", async () => {
    const single = started().driver({ pool: { max: 1 } });
    await withAdvisoryLock(single, 7n, ({ database }) =>
      database.run({ text: "select pg_advisory_unlock_all()", values: [] }),
    );
    expect(single.pool.idle).toBe(0);
  });

  it("gives the task the database on the locked connection, also where there is only one", async () => {
    const single = createDatabase(started().driver({ pool: { max: 1, connectTimeout: 500 } }), {});
    const own = "select pid from pg_locks where locktype = 'advisory'";
    const pids = await withAdvisoryLock(single, "single", ({ database }) =>
      Promise.all([
        database.query(sql`select pg_backend_pid()`, { pid: "number" }),
        database.transaction((tx) => tx.query(sql`select pg_backend_pid()`, { pid: "number" })),
        other.run({ text: own, values: [] }).then(({ rows }) => [{ pid: Number(rows[0]?.[0]) }]),
      ]),
    );
    expect(new Set(pids.flat().map(({ pid }) => pid)).size).toBe(1);
  });

  it("refuses the task's database when the task has ended, and waits for what it left under way", async () => {
    let left: Promise<unknown> = Promise.resolve();
    let kept: PgDriver | undefined;
    await withAdvisoryLock(driver, "left", ({ database }) => {
      kept = database;
      left = database.run({ text: "select pg_sleep(0.05), pg_advisory_xact_lock(1)", values: [] });
      return Promise.resolve();
    });
    await left;
    expect(
      await failureOf(Promise.resolve(kept?.run({ text: "select 1", values: [] }))),
    ).toMatchObject({
      kind: "closed",
    });
    expect(await locks()).toBe(0);
  });

  it.each(["terminates", "crashes"])(
    "aborts the task's signal and rejects when the server %s the connection",
    async (how) => {
      const told: unknown[] = [];
      const locked = failureOf(
        withAdvisoryLock(driver, "lost", async ({ signal, database }) => {
          signal.addEventListener("abort", () => told.push(signal.reason));
          if (how === "crashes") {
            await started().server.kill();
            await started().server.restart();
          } else {
            const text =
              "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'";
            await other.run({ text, values: [] });
          }
          await vi.waitFor(() => {
            expect(told).toHaveLength(1);
          }, 5_000);
          const refused = database.run({ text: "select 1", values: [] });
          expect(await failureOf(refused)).toMatchObject({ kind: "connection" });
          return "as if nothing had happened";
        }),
      );
      expect(await locked).toMatchObject({ kind: "connection", retryable: false });
      expect(told).toEqual([await locked]);
      await vi.waitFor(() => driver.check(), 5_000);
      expect(
        await withAdvisoryLock(driver, "lost", () => Promise.resolve("again"), { wait: false }),
      ).toBe("again");
    },
  );

  it("loses the lock with a transaction whose connection is in a state that nobody knows", async () => {
    const failure = await failureOf(
      withAdvisoryLock(driver, "unknown", async ({ database }) => {
        const connection = await database.connect();
        connection.release(true);
        expect(await failureOf(database.connect())).toMatchObject({ kind: "closed" });
      }),
    );
    expect(failure).toMatchObject({ kind: "connection" });
    expect(await locks()).toBe(0);
  });

  it("takes locks of a transaction, which end with it", async () => {
    const database = createDatabase(driver, {});
    await database.transaction(async (tx) => {
      await lockInTransaction(tx, "tx");
      await lockInTransaction(tx, "tx shared", { shared: true });
      expect(await locks()).toBe(2);
      await runTransaction(other, async (transaction) => {
        for (const wait of [false, 30]) {
          const blocked = failureOf(lockInTransaction(transaction, "tx", { wait }));
          expect(await blocked).toMatchObject({ kind: "timeout", retryable: true });
        }
        // It can go on, with the limit that it had.
        await lockInTransaction(transaction, "tx shared", { shared: true, wait: 1_000 });
        const { rows } = await transaction.run({ text: "show lock_timeout", values: [] });
        expect(rows).toEqual([["0"]]);
      });
    });
    expect(await locks()).toBe(0);
  });

  it("rejects as the database does where a lock in a transaction fails otherwise", async () => {
    const failed = runTransaction(driver, async (transaction) => {
      await transaction.run({ text: "select 1/0", values: [] }).catch(() => undefined);
      await lockInTransaction(transaction, "tx", { wait: 10 });
    });
    expect(await failureOf(failed)).toMatchObject({ code: "25P02" });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ["a key of 65 bits", () => withAdvisoryLock(driver, 2n ** 63n, forbidden), "data"],
    ["a number as key", () => withAdvisoryLock(driver, 1 as never, forbidden), "data"],
    ["a negative wait", () => withAdvisoryLock(driver, 1n, forbidden, { wait: -1 }), "data"],
    ["a lock of a transaction outside of one", () => lockInTransaction(driver, 1n), "syntax"],
  ])("refuses %s", async (_, call, kind) => {
    expect(await failureOf(call())).toMatchObject({ kind });
    expect(driver.pool.taken).toBe(0);
  });

  it("leaves no error that nobody handles", () => {
    expect(unhandled).toEqual([]);
  });
});

function forbidden(): Promise<never> {
  throw new Error("The task must not run.");
}
