import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Driver, Statement } from "../../src/driver/driver.js";
import { runTransaction, type Transaction } from "../../src/index.js";
import { startTimeout } from "../driver/driver-contract.js";
import { failureOf } from "../failure-of.js";

/** Statements that would end a transaction behind its back, in every dialect. */
const control = ["commit", " ROLLBACK", "savepoint a", "begin", "release savepoint a"];

/** What a transaction does on every driver. @param others further statements that would end it */
export function itRunsTransactions(driver: () => Driver, others: readonly string[] = []): void {
  const run = (text: string) => driver().run({ text, values: [] });
  const entries = async (): Promise<readonly unknown[]> =>
    (await run("select id from entry order by id")).rows.flat().map(String);
  /** Adds a row. */
  const add = (id: number): Statement => {
    const { dialect } = driver();
    return {
      text: `insert into entry values (${dialect.placeholder(1)})`,
      values: [dialect.wireOf(id)],
    };
  };
  beforeAll(() => run("create table entry (id int primary key)"), startTimeout);
  beforeEach(() => run("delete from entry"));

  it("commits what the task did, and gives its result", async () => {
    const result = await runTransaction(driver(), async (transaction) => {
      await transaction.run(add(1));
      return "done";
    });
    expect(result).toBe("done");
    expect(await entries()).toEqual(["1"]);
  });

  it("rolls back when the task throws, and throws the same", async () => {
    const error = new Error("no");
    const work = runTransaction(driver(), async (transaction) => {
      await transaction.run(add(1));
      throw error;
    });
    await expect(work).rejects.toBe(error);
    expect(await entries()).toEqual([]);
  });

  it("rolls back when a statement failed whose error the task caught", async () => {
    const work = runTransaction(driver(), async (transaction) => {
      await transaction.run(add(1));
      await transaction.run(add(1)).catch(() => "ignored");
      return "done";
    });
    const failure = await failureOf(work);
    expect(failure).toMatchObject({ kind: "unique-violation", table: "entry", columns: ["id"] });
    expect(failure.message).toMatch(/^The transaction was rolled back, as a statement/);
    expect(await entries()).toEqual([]);
  });

  it("waits for statements that the task did not wait for", async () => {
    await runTransaction(driver(), async (transaction) => {
      void transaction.run(add(1));
      void transaction.run(add(2));
    });
    expect(await entries()).toEqual(["1", "2"]);
  });

  it("undoes only what a nested transaction did when that fails", async () => {
    await runTransaction(driver(), async (outer) => {
      await outer.run(add(1));
      const nested = outer.transaction(async (inner) => {
        await inner.run(add(2));
        await inner.transaction(async (innermost) => {
          await innermost.run(add(3));
        });
        await inner.run(add(1));
      });
      expect(await failureOf(nested)).toMatchObject({ kind: "unique-violation" });
      await outer.transaction((inner) => inner.run(add(4)));
      await outer.run(add(5));
    });
    expect(await entries()).toEqual(["1", "4", "5"]);
  });

  it("undoes a nested transaction whose task caught the error of a statement", async () => {
    await runTransaction(driver(), async (outer) => {
      const nested = outer.transaction(async (inner) => {
        await inner.run(add(1));
        await inner.run(add(1)).catch(() => "ignored");
      });
      expect(await failureOf(nested)).toMatchObject({ kind: "unique-violation" });
      await outer.run(add(2));
    });
    expect(await entries()).toEqual(["2"]);
  });

  it("lets only the nested transaction be used while it is open", async () => {
    await runTransaction(driver(), async (outer) => {
      await outer.transaction(async (inner) => {
        expect(await failureOf(outer.run(add(1)))).toMatchObject({ kind: "closed" });
        expect(await failureOf(outer.transaction(async () => 1))).toMatchObject({ kind: "closed" });
        await inner.run(add(2));
      });
      await outer.run(add(3));
    });
    expect(await entries()).toEqual(["2", "3"]);
  });

  it("refuses a task that does not wait for a nested transaction", async () => {
    let nested: Promise<unknown> = Promise.resolve();
    const work = runTransaction(driver(), async (outer) => {
      nested = failureOf(
        outer.transaction(async (inner) => {
          await inner.run(add(1));
          await Promise.resolve();
          await inner.run(add(2));
          await inner.run(add(3));
        }),
      );
      await outer.run(add(4)).catch(() => undefined);
    });
    expect((await failureOf(work)).message).toMatch(/did not wait for a nested one/);
    await nested;
    expect(await entries()).toEqual([]);
  });

  it("refuses a transaction that has ended", async () => {
    let kept: Transaction | undefined;
    await runTransaction(driver(), async (transaction) => {
      kept = transaction;
    });
    if (kept === undefined) throw new Error("The task did not run.");
    expect(await failureOf(kept.run(add(1)))).toMatchObject({ kind: "closed" });
    expect(await failureOf(kept.transaction(async () => 1))).toMatchObject({ kind: "closed" });
    expect(await entries()).toEqual([]);
  });

  it.each([...control, ...others])(
    "refuses the statement %j, which would end it behind its back",
    async (text) => {
      await runTransaction(driver(), async (transaction) => {
        const failure = await failureOf(transaction.run({ text, values: [] }));
        expect(failure).toMatchObject({ kind: "syntax" });
        await transaction.run(add(1));
      });
      expect(await entries()).toEqual(["1"]);
    },
  );

  it("is read-only where it is asked to be", async () => {
    const work = runTransaction(driver(), (transaction) => transaction.run(add(1)), {
      readOnly: true,
    });
    expect(await failureOf(work)).toMatchObject({ kind: "permission" });
  });

  it("rejects, rolls back and lets nobody use it when the signal aborts while the task waits for something else", async () => {
    const abort = new AbortController();
    let late: Promise<unknown> = Promise.resolve();
    let goOn = (): void => undefined;
    const elsewhere = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const work = runTransaction(
      driver(),
      async (transaction) => {
        await transaction.run(add(1));
        abort.abort(new Error("enough"));
        await elsewhere;
        late = failureOf(transaction.run(add(2)));
        await late;
        throw new Error("nobody hears this");
      },
      { signal: abort.signal },
    );
    expect(await failureOf(work)).toMatchObject({ kind: "cancelled", cause: new Error("enough") });
    goOn();
    await elsewhere;
    expect(await late).toMatchObject({ kind: "closed" });
    expect(await entries()).toEqual([]);
  });

  it("rolls back when the signal aborts within a nested transaction", async () => {
    const abort = new AbortController();
    const work = runTransaction(
      driver(),
      (outer) =>
        outer.transaction(async (inner) => {
          await inner.run(add(1));
          abort.abort();
          await inner.run(add(2));
        }),
      { signal: abort.signal },
    );
    expect(await failureOf(work)).toMatchObject({ kind: "cancelled" });
    expect(await entries()).toEqual([]);
  });

  it("rolls back when the signal aborts at the task's end", async () => {
    const abort = new AbortController();
    const task = async (transaction: Transaction): Promise<void> => {
      await transaction.run(add(1));
      abort.abort();
    };
    const work = runTransaction(driver(), task, { signal: abort.signal });
    expect(await failureOf(work)).toMatchObject({ kind: "cancelled" });
    expect(await entries()).toEqual([]);
  });

  it.each(["read committed", "repeatable read", "serializable"] as const)(
    "runs with isolation %s",
    async (isolation) => {
      await runTransaction(driver(), (transaction) => transaction.run(add(1)), { isolation });
      expect(await entries()).toEqual(["1"]);
    },
  );

  it("does not begin when the signal has aborted", async () => {
    const work = runTransaction(driver(), async () => "done", { signal: AbortSignal.abort() });
    expect(await failureOf(work)).toMatchObject({ kind: "cancelled" });
  });
}
