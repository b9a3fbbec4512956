import { FakeClock } from "@agentflow/core/testing";
import { describe, expect, it, vi } from "vitest";
import { DatabaseError } from "../../../src/errors/database-error.js";
import { postgresql } from "../../../src/postgresql/dialect/postgresql.js";
import {
  listen,
  type ListeningConnection,
  type ListeningDriver,
  type ListeningEvents,
  notifications,
} from "../../../src/postgresql.js";
import { failureOf } from "../../failure-of.js";

const lostError = new DatabaseError("lost", { kind: "connection" });

/** A driver whose connections do as they are told. */
class FakeListening implements ListeningDriver {
  readonly dialect = postgresql;
  readonly waiting = {
    clock: new FakeClock(),
    random: () => 0.5,
    heartbeat: Infinity,
    patience: 1,
  };
  readonly texts: string[] = [];
  opened = 0;
  closed = 0;
  events: ListeningEvents | undefined;
  /** What opening fails with, in turn. */
  readonly openFailures: DatabaseError[] = [];
  onRun: (text: string) => Promise<void> = () => Promise.resolve();

  openListening(events: ListeningEvents): Promise<ListeningConnection> {
    this.opened += 1;
    const failure = this.openFailures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    this.events = events;
    return Promise.resolve({
      run: async ({ text }) => {
        this.texts.push(text);
        await this.onRun(text);
        return { rows: [], count: 0 };
      },
      close: () => {
        this.closed += 1;
        return Promise.resolve();
      },
    });
  }

  connect(): Promise<never> {
    return Promise.reject(lostError);
  }

  run(): Promise<never> {
    return Promise.reject(lostError);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

describe("what listens on a driver", () => {
  it("tries again after every failure but the end of the driver, with waits that grow", async () => {
    const driver = new FakeListening();
    const gaps: string[] = [];
    const onGap = ({ reason }: { reason: string }): unknown => gaps.push(reason);
    await listen(driver, "x", Date.now, { onGap });
    driver.openFailures.push(
      lostError,
      new DatabaseError("no such role", { kind: "permission" }),
      new DatabaseError("starting", { kind: "connection", retryable: true }),
    );
    driver.events?.lost(lostError);
    await vi.waitFor(() => {
      expect(gaps).toEqual(["reconnected"]);
    });
    expect(driver.opened).toBe(5);
    expect(driver.waiting.clock.sleeps).toEqual([50, 100, 200]);
    driver.openFailures.push(new DatabaseError("closed", { kind: "closed" }));
    driver.events?.lost(lostError);
    await vi.waitFor(() => {
      expect(driver.opened).toBe(6);
    });
  });

  it("rejects a channel that the server refuses, and leaves the others", async () => {
    const driver = new FakeListening();
    const stream = await notifications(driver, "good");
    driver.onRun = (text) =>
      text.includes("bad")
        ? Promise.reject(new DatabaseError("no", { kind: "permission" }))
        : Promise.resolve();
    expect(await failureOf(notifications(driver, "bad"))).toMatchObject({ kind: "permission" });
    driver.events?.notified({ channel: "good", payload: "heard", processId: 1 });
    driver.events?.notified({ channel: "unknown", payload: "", processId: 1 });
    for await (const event of stream) {
      expect(event).toMatchObject({ payload: "heard" });
      break;
    }
    expect(driver.closed).toBe(1);
    expect(driver.texts).toEqual(['listen "good"', 'listen "bad"', 'unlisten "bad"']);
  });

  it("listens with the next connection to a channel whose statement the last one lost", async () => {
    const driver = new FakeListening();
    await notifications(driver, "first");
    driver.onRun = () => {
      driver.onRun = () => Promise.resolve();
      queueMicrotask(() => driver.events?.lost(lostError));
      return Promise.reject(lostError);
    };
    await notifications(driver, "second");
    expect(driver.texts).toEqual([
      'listen "first"',
      'listen "second"',
      'listen "first"',
      'listen "second"',
    ]);
  });

  it("opens another connection when one is lost while it begins to listen", async () => {
    const driver = new FakeListening();
    await notifications(driver, "first");
    driver.onRun = () => {
      driver.onRun = () => Promise.resolve();
      driver.events?.lost(lostError);
      return Promise.resolve();
    };
    driver.events?.lost(lostError);
    await vi.waitFor(() => {
      expect([driver.opened, driver.closed]).toEqual([3, 1]);
    });
  });
});
