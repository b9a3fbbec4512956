import { FakeClock } from "@agentflow/core/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { DatabaseError } from "../../src/errors/database-error.js";
import { failureOf } from "../failure-of.js";
import { openShop } from "./shop.js";

const opened = openShop();
beforeEach(async () => {
  await opened().raw("orders").deleteMany({});
  opened().server.received.length = 0;
});

const labels = ["TransientTransactionError"];
const unknown = ["UnknownTransactionCommitResult"];
const open = { status: "open" };

describe("a transaction", () => {
  it("commits what its task did, and gives what it gives", async () => {
    const { shop } = opened();
    const result = await shop.transaction(async (tx) => {
      await tx.orders.insert({ number: 1n, ...open });
      // Not waited for one by one: a session does one after the other.
      await Promise.all([2n, 3n].map((number) => tx.orders.insert({ number, ...open })));
      expect(await tx.orders.count()).toBe(3);
      expect(await shop.orders.count()).toBe(0);
      return "done";
    });
    expect(result).toBe("done");
    expect(await shop.orders.count()).toBe(3);
  });

  it("undoes what its task did when it throws", async () => {
    const { shop } = opened();
    const failure = new Error("mine");
    const work = shop.transaction(async (tx) => {
      await tx.orders.insert({ number: 1n, ...open });
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await shop.orders.count()).toBe(0);
  });

  it("does not commit when a call failed, even if the task goes on", async () => {
    const { shop } = opened();
    const work = shop.transaction(async (tx) => {
      await tx.orders.insert({ number: 1n, ...open });
      await tx.orders.insert({ number: 1n, ...open }).catch(() => undefined);
    });
    expect(await failureOf(work)).toMatchObject({ kind: "unique-violation" });
    expect(await shop.orders.count()).toBe(0);
  });

  it("goes on after a call that was wrong, and never sent", async () => {
    const { shop } = opened();
    await shop.transaction(async (tx) => {
      await failureOf(tx.orders.update("0".repeat(24), { status: "x" }));
      await failureOf(tx.orders.get("short"));
      await tx.orders.insert({ number: 1n, ...open });
    });
    expect(await shop.orders.count()).toBe(1);
  });

  it("runs again after a write conflict, up to its attempts", async () => {
    const { shop, server } = opened();
    const clock = new FakeClock();
    const other = opened().open({ clock });
    let runs = 0;
    server.fail({ failCommands: ["insert"], errorCode: 112, errorLabels: labels, times: 2 });
    await other.transaction(
      async (tx) => {
        runs += 1;
        await tx.orders.insert({ number: 1n, ...open });
      },
      { random: () => 0.5 },
    );
    expect(runs).toBe(3);
    expect(await shop.orders.count()).toBe(1);

    server.fail({ failCommands: ["insert"], errorCode: 112, errorLabels: labels, times: 2 });
    const work = other.transaction((tx) => tx.orders.insert({ number: 2n, ...open }), {
      attempts: 2,
    });
    expect(await failureOf(work)).toMatchObject({
      kind: "serialization",
      code: "112",
      retryable: true,
    });
  });

  it("sees a conflict at its end", async () => {
    const { shop } = opened();
    const { _id } = await shop.orders.insert({ number: 1n, ...open });
    let runs = 0;
    await opened()
      .open({ clock: new FakeClock() })
      .transaction(async (tx) => {
        runs += 1;
        await tx.orders.update(_id, { note: "transaction" });
        if (runs === 1) await shop.orders.update(_id, { status: "paid" });
      });
    expect(runs).toBe(2);
    expect(await shop.orders.get(_id)).toMatchObject({
      note: "transaction",
      status: "paid",
      version: 3,
    });
  });

  it("repeats a commit whose answer is lost, not its task", async () => {
    const { shop, server } = opened();
    const other = opened().open({ clock: new FakeClock() });
    let runs = 0;
    server.fail({
      failCommands: ["commitTransaction"],
      errorCode: 91,
      errorLabels: [...unknown, "RetryableWriteError"],
      times: 2,
    });
    await other.transaction(
      async (tx) => {
        runs += 1;
        await tx.orders.insert({ number: 1n, ...open });
      },
      { random: () => 0 },
    );
    expect(runs).toBe(1);
    expect(await shop.orders.count()).toBe(1);
  });

  it("says that the outcome is unknown when no commit is answered", async () => {
    const { server } = opened();
    const other = opened().open({ clock: new FakeClock() });
    server.fail({
      failCommands: ["commitTransaction"],
      errorCode: 64,
      errorLabels: unknown,
      times: 9,
    });
    const work = other.transaction((tx) => tx.orders.insert({ number: 1n, ...open }));
    expect(await failureOf(work)).toMatchObject({
      outcomeUnknown: true,
      retryable: false,
      code: "64",
    });
    server.clearFaults();
  });

  it("ends when its time is up", async () => {
    const clock = new FakeClock({ manual: true });
    const other = opened().open({ clock });
    const work = other.transaction(
      async (tx) => {
        await tx.orders.insert({ number: 1n, ...open });
        clock.advance(1_000);
        await tx.orders.insert({ number: 2n, ...open });
      },
      { timeout: 1_000 },
    );
    expect(await failureOf(work)).toMatchObject({ kind: "timeout" });
    expect(await other.orders.count()).toBe(0);
  });

  it("ends when its signal aborts", async () => {
    const { shop } = opened();
    const controller = new AbortController();
    const work = shop.transaction(
      async (tx) => {
        await tx.orders.insert({ number: 1n, ...open });
        controller.abort(new Error("enough"));
        await tx.orders.insert({ number: 2n, ...open });
      },
      { signal: controller.signal },
    );
    expect(await failureOf(work)).toMatchObject({ kind: "cancelled" });
    expect(await shop.orders.count()).toBe(0);
  });

  it("takes no calls when it has ended", async () => {
    const { shop } = opened();
    const leaked = await shop.transaction(async (tx) => ({ orders: tx.orders }));
    expect(await failureOf(leaked.orders.count())).toMatchObject({ kind: "closed" });
  });

  it("sends what its reads are to see", async () => {
    const { shop, server } = opened();
    await shop.transaction((tx) => tx.orders.count(), { readConcern: "snapshot" });
    const command = server.commands.findLast(({ aggregate }) => aggregate === "orders");
    expect(command).toMatchObject({ readConcern: { level: "snapshot" } });
  });

  it("is undone, and run again, when its connection breaks", async () => {
    const { shop, server } = opened();
    const other = opened().open({ clock: new FakeClock() });
    server.fail({ failCommands: ["insert"], closeConnection: true });
    await other.transaction((tx) => tx.orders.insert({ number: 1n, ...open }));
    expect(await shop.orders.count()).toBe(1);
  });
});

describe("a server alone", () => {
  const single = openShop({ alone: true });
  it("has no transactions, and says so", async () => {
    const work = single().shop.transaction((tx) => tx.orders.insert({ number: 1n, ...open }));
    const error = await failureOf(work);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ kind: "syntax", code: "20" });
  });
});
