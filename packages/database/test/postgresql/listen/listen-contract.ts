import { expect, it, onTestFinished, vi } from "vitest";
import type { Driver } from "../../../src/driver/driver.js";
import {
  listen,
  type Listening,
  type ListeningDriver,
  notifications,
  notify,
} from "../../../src/postgresql.js";
import { createDatabase } from "../../../src/table/create-database.js";
import { runTransaction } from "../../../src/transaction/run-transaction.js";
import { failureOf } from "../../failure-of.js";

/** Of `expect.poll`. */
const patient = { timeout: 5_000 };

/** What holds for LISTEN on a server, and on an embedded database. */
export function itListens(driverOfTest: () => ListeningDriver & Driver): void {
  async function payloadsOf(channel: string): Promise<string[]> {
    const payloads: string[] = [];
    const listening = await listen(driverOfTest(), channel, ({ payload }) =>
      payloads.push(payload),
    );
    onTestFinished(() => listening.close());
    return payloads;
  }

  it("hears what is sent to its channels, and nothing else", async () => {
    const [one, other, quoted] = await Promise.all(
      ["one", "other", 'Quoted "ü" channel'].map((channel) => payloadsOf(channel)),
    );
    await notify(driverOfTest(), "one", "1");
    await notify(driverOfTest(), "other");
    await notify(driverOfTest(), "ONE", "not this");
    await notify(driverOfTest(), 'Quoted "ü" channel', "'); drop table x; --");
    await notify(driverOfTest(), "one", "2");
    await expect.poll(() => one ?? [], patient).toEqual(["1", "2"]);
    await expect.poll(() => other ?? [], patient).toEqual([""]);
    await expect.poll(() => quoted ?? [], patient).toEqual(["'); drop table x; --"]);
  });

  it("tells all who listen to the same channel, until each is closed", async () => {
    const first: string[] = [];
    const listening = await listen(driverOfTest(), "shared", ({ payload }) => first.push(payload));
    const second = await payloadsOf("shared");
    await notify(driverOfTest(), "shared", "both");
    await expect.poll(() => first, patient).toEqual(["both"]);
    await listening.close();
    await listening.close();
    await notify(driverOfTest(), "shared", "second alone");
    await expect.poll(() => second, patient).toEqual(["both", "second alone"]);
    expect(first).toEqual(["both"]);
  });

  it("gives notifications to a loop, which closes it when it is left", async () => {
    const database = createDatabase(driverOfTest(), {});
    const stream = await notifications(database, "loop");
    await notify(database, "loop", "a");
    await notify(database, "loop", "b");
    const seen: unknown[] = [];
    for await (const event of stream) {
      seen.push(event);
      if (seen.length === 2) break;
    }
    expect(seen).toMatchObject([
      { type: "notification", channel: "loop", payload: "a" },
      { type: "notification", channel: "loop", payload: "b" },
    ]);
    for await (const event of stream) throw new Error(`It goes on with ${event.type}.`);
  });

  it("sends with the transaction, and not at all when that fails", async () => {
    const payloads = await payloadsOf("transactional");
    const failed = runTransaction(driverOfTest(), async (transaction) => {
      await notify(transaction, "transactional", "never");
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    const database = createDatabase(driverOfTest(), {});
    await database.transaction(async (tx) => {
      await notify(tx, "transactional", "committed");
      await notify(tx, "transactional", "committed");
    });
    await expect.poll(() => payloads, patient).toEqual(["committed"]);
  });

  it("calls a handler again only when it has ended, and reports what it fails with", async () => {
    const log: string[] = [];
    const errors: unknown[] = [];
    const first = Promise.withResolvers<undefined>();
    const handler = async ({ payload }: { payload: string }): Promise<void> => {
      log.push(`begin ${payload}`);
      if (payload === "1") await first.promise;
      log.push(`end ${payload}`);
      if (payload === "2") throw new Error("the second fails");
    };
    const onError = (error: unknown): unknown => errors.push(error);
    const listening = await listen(driverOfTest(), "ordered", handler, { onError });
    for (const payload of ["1", "2", "3"]) await notify(driverOfTest(), "ordered", payload);
    await expect.poll(() => log, patient).toEqual(["begin 1"]);
    first.resolve(undefined);
    await expect
      .poll(() => log, patient)
      .toEqual(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
    expect(errors).toEqual([new Error("the second fails")]);
    await listening.close();
  });

  it("reports a handler's failure as a warning of the process when nobody asks for it", async () => {
    const warning = vi.spyOn(process, "emitWarning").mockReturnValue();
    onTestFinished(() => {
      warning.mockRestore();
    });
    const reasons: unknown[] = [new Error("nobody asked"), "text"];
    const listening = await listen(driverOfTest(), "warned", () => {
      throw reasons.shift();
    });
    await notify(driverOfTest(), "warned", "1");
    await notify(driverOfTest(), "warned", "2");
    await vi.waitFor(() => {
      expect(warning.mock.calls).toEqual([[new Error("nobody asked")], [new Error("text")]]);
    });
    await listening.close();
  });

  it("drops what waits too long for a slow reader, and says so", async () => {
    const stream = await notifications(driverOfTest(), "flood", { maxQueue: 3 });
    for (let n = 1; n <= 5; n += 1) await notify(driverOfTest(), "flood", String(n));
    await notify(driverOfTest(), "flood end");
    const sentinel = await payloadsOf("sentinel");
    await notify(driverOfTest(), "sentinel", "x");
    await expect.poll(() => sentinel, patient).toEqual(["x"]);
    const seen: unknown[] = [];
    for await (const event of stream) {
      seen.push(event.type === "gap" ? event.reason : event.payload);
      if (seen.at(-1) === "5") break;
    }
    expect(seen).toEqual(["overflow", "4", "5"]);
  });

  it("ends with its signal", async () => {
    const abort = new AbortController();
    const stream = await notifications(driverOfTest(), "aborted", { signal: abort.signal });
    abort.abort();
    for await (const event of stream) throw new Error(`It goes on with ${event.type}.`);
    const late = notifications(driverOfTest(), "aborted", { signal: abort.signal });
    expect(await failureOf(late)).toMatchObject({ kind: "cancelled" });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ["an empty channel", () => notify(driverOfTest(), ""), "syntax"],
    ["a channel of 64 bytes", () => listen(driverOfTest(), "x".repeat(64), Date.now), "syntax"],
    ["a payload of 8,000 bytes", () => notify(driverOfTest(), "x", "ü".repeat(4_000)), "data"],
    ["a payload with NUL", () => notify(driverOfTest(), "x", "\0"), "data"],
  ])("refuses %s", async (_, call, kind) => {
    expect(await failureOf(call())).toMatchObject({ kind });
  });

  it("refuses a queue of nothing, and what is no database", async () => {
    const none = listen(driverOfTest(), "x", Date.now, { maxQueue: 0 });
    await expect(none).rejects.toThrow(RangeError);
    await expect(listen({} as Driver, "x", Date.now)).rejects.toThrow(TypeError);
    await expect(notify({} as Driver, "x")).rejects.toThrow(TypeError);
  });

  it("takes a payload of 7,999 bytes", async () => {
    const payloads = await payloadsOf("long");
    await notify(driverOfTest(), "long", "x".repeat(7_999));
    await expect.poll(() => payloads, patient).toEqual(["x".repeat(7_999)]);
  });
}

/** Closes what listens when the test is over. */
export function closedAfter(listening: Listening): Listening {
  onTestFinished(() => listening.close());
  return listening;
}
