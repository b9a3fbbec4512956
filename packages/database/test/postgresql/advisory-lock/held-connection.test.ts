import { FakeClock } from "@agentflow/core/testing";
import { describe, expect, it } from "vitest";
import type { Connection, Driver, Statement } from "../../../src/driver/driver.js";
import { HeldDriver } from "../../../src/postgresql/advisory-lock/held-driver.js";
import { lockStatements } from "../../../src/postgresql/advisory-lock/lock-options.js";
import { takeLock } from "../../../src/postgresql/advisory-lock/take-lock.js";
import { listen, withAdvisoryLock } from "../../../src/postgresql.js";
import { postgresql } from "../../../src/postgresql/dialect/postgresql.js";
import { failureOf } from "../../failure-of.js";

const select = { text: "select", values: [] };

/** A connection whose statements wait for each other's end, and that remembers them. */
function fakeConnection(
  onRun: (statement: Statement) => Promise<void>,
): Connection & { texts: string[] } {
  const texts: string[] = [];
  return {
    texts,
    run: async (statement) => {
      texts.push(statement.text);
      await onRun(statement);
      return { rows: [["t"]], count: 1 };
    },
    release: () => undefined,
  };
}

describe("a held connection", () => {
  it("lets callers wait for their turn, until they abort or it ends", async () => {
    const gate = Promise.withResolvers<void>();
    const connection = fakeConnection(() => gate.promise);
    const held = new HeldDriver(connection, () => undefined);
    const first = held.run(select);
    const abort = new AbortController();
    const aborted = failureOf(held.run(select, { signal: abort.signal }));
    const late = failureOf(held.run(select));
    abort.abort();
    expect(await aborted).toMatchObject({ kind: "cancelled" });
    const closed = held.close();
    gate.resolve();
    await first;
    expect(await late).toMatchObject({ kind: "closed" });
    await closed;
    expect(connection.texts).toEqual(["select"]);
  });

  it("gives a lock back that was taken when nobody wanted it any more", async () => {
    const abort = new AbortController();
    const connection = fakeConnection(({ text }) => {
      if (text.includes("advisory_lock")) abort.abort();
      return Promise.resolve();
    });
    const options = { signal: abort.signal };
    const statements = lockStatements("key", options, "");
    const taking = takeLock(connection, "key", statements, options, new FakeClock());
    expect(await failureOf(taking)).toMatchObject({ kind: "cancelled" });
    expect(connection.texts).toEqual([
      "select pg_advisory_lock($1::int8)",
      "select pg_advisory_unlock($1::int8)",
    ]);
  });
});

describe("other drivers", () => {
  const driver = (title: string): Driver => ({
    dialect: { ...postgresql, title },
    connect: () => Promise.resolve(fakeConnection(() => Promise.resolve())),
    run: () => Promise.resolve({ rows: [], count: 0 }),
    close: () => Promise.resolve(),
  });

  it("are refused where they cannot listen, or are none of PostgreSQL", async () => {
    expect(await failureOf(listen(driver("PostgreSQL"), "x", Date.now))).toMatchObject({
      kind: "syntax",
    });
    const locking = failureOf(withAdvisoryLock(driver("SQLite"), 1n, () => Promise.resolve()));
    expect((await locking).message).toBe(
      "withAdvisoryLock is for PostgreSQL; the database is one of SQLite.",
    );
  });

  it("may lock on connections that cannot be lost", async () => {
    const signal = new AbortController().signal;
    const task = (): Promise<string> => Promise.resolve("done");
    expect(await withAdvisoryLock(driver("PostgreSQL"), 1n, task, { signal, wait: 1_000 })).toBe(
      "done",
    );
  });
});
