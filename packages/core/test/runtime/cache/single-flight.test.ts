import { describe, expect, it, vi } from "vitest";
import { type Flight, SingleFlight } from "../../../src/runtime/cache/single-flight.js";
import { rejection } from "../hub.js";

/** A task that ends when the test says so. */
function controlled(): {
  readonly task: (flight: Flight) => Promise<number>;
  readonly end: (value: number) => void;
  readonly fail: (error: unknown) => void;
  readonly flight: () => Flight;
} {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let begun: Flight | undefined;
  return {
    task: (flight) => {
      begun = flight;
      return promise;
    },
    end: resolve,
    fail: reject,
    flight: () => {
      if (begun === undefined) throw new Error("The task was not begun.");
      return begun;
    },
  };
}

describe("SingleFlight", () => {
  it("gives everybody who asks meanwhile the same result", async () => {
    const flights = new SingleFlight<number>();
    const task = vi.fn<() => Promise<number>>(async () => 1);
    const results = Array.from({ length: 1_000 }, () => flights.run("a", task));
    expect(new Set(await Promise.all(results))).toEqual(new Set([1]));
    expect(task).toHaveBeenCalledOnce();
  });

  it("runs tasks for different keys side by side", async () => {
    const flights = new SingleFlight<number>();
    const both = [flights.run("a", () => 1), flights.run("b", () => 2)];
    expect(await Promise.all(both)).toEqual([1, 2]);
  });

  it("begins anew when the task has ended", async () => {
    const flights = new SingleFlight<number>();
    await flights.run("a", () => 1);
    expect(flights.has("a")).toBe(false);
    expect(await flights.run("a", () => 2)).toBe(2);
  });

  it("rejects everybody when the task throws at once", async () => {
    const flights = new SingleFlight<number>();
    const task = (): number => {
      throw new Error("down");
    };
    const both = [flights.run("a", task), flights.run("a", task)];
    for (const each of both) await expect(each).rejects.toThrow("down");
    expect(flights.has("a")).toBe(false);
  });

  it("lets one caller leave without the others", async () => {
    const flights = new SingleFlight<number>();
    const { task, end, flight } = controlled();
    const leaving = new AbortController();
    const left = flights.run("a", task, leaving.signal);
    const stayed = flights.run("a", task, new AbortController().signal);
    leaving.abort(new Error("not interested"));
    await expect(left).rejects.toThrow("not interested");
    expect(flight().signal.aborted).toBe(false);
    end(1);
    expect(await stayed).toBe(1);
  });

  it("aborts the task with the last caller's reason when nobody waits any more, and begins anew", async () => {
    const flights = new SingleFlight<number>();
    const { task, flight } = controlled();
    const callers = [new AbortController(), new AbortController()];
    const waits = callers.map(({ signal }) => flights.run("a", task, signal));
    const { signal } = flight();
    for (const [i, caller] of callers.entries()) caller.abort(new Error(`caller ${i}`));
    expect(signal.reason).toEqual(new Error("caller 1"));
    expect(flight().current).toBe(false);
    await Promise.allSettled(waits);
    expect(await flights.run("a", () => 2)).toBe(2);
  });

  it("gives a task that asks late a signal that has aborted", async () => {
    const flights = new SingleFlight<number>();
    const { task, flight } = controlled();
    const caller = new AbortController();
    const wait = flights.run("a", task, caller.signal);
    caller.abort(new Error("gone"));
    await rejection(wait);
    expect(flight().signal.reason).toEqual(new Error("gone"));
  });

  it("goes on while one waits who cannot leave", async () => {
    const flights = new SingleFlight<number>();
    const { task, end, flight } = controlled();
    const caller = new AbortController();
    const left = flights.run("a", task, caller.signal);
    const stayed = flights.run("a", task);
    caller.abort(new Error("gone"));
    await rejection(left);
    expect(flight().signal.aborted).toBe(false);
    end(1);
    expect(await stayed).toBe(1);
  });

  it("does not begin for a caller who has left already", async () => {
    const flights = new SingleFlight<number>();
    const task = vi.fn<() => number>(() => 1);
    const wait = flights.run("a", task, AbortSignal.abort(new Error("gone")));
    await expect(wait).rejects.toThrow("gone");
    expect(task).not.toHaveBeenCalled();
  });

  it("says nothing of a failure that nobody waits for", async () => {
    const flights = new SingleFlight<number>();
    const { task, fail } = controlled();
    const caller = new AbortController();
    const wait = flights.run("a", task, caller.signal);
    caller.abort(new Error("gone"));
    await rejection(wait);
    // An unhandled rejection would fail the test run.
    fail(new Error("down"));
    await new Promise(setImmediate);
    expect(flights.has("a")).toBe(false);
  });

  it("leaves no listener behind, and lets 1,000 callers share a signal", async () => {
    const flights = new SingleFlight<number>();
    const { task, end } = controlled();
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const waits = Array.from({ length: 1_000 }, () => flights.run("a", task, signal));
    end(1);
    await Promise.all(waits);
    expect(added).toHaveBeenCalledTimes(1_000);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
  });

  it("lets the next caller begin anew after a forget, and tells the task that it is out of date", async () => {
    const flights = new SingleFlight<number>();
    const first = controlled();
    const old = flights.run("a", first.task);
    flights.forget("a");
    flights.forget("a");
    const fresh = controlled();
    const next = flights.run("a", fresh.task);
    expect([first.flight().current, fresh.flight().current]).toEqual([false, true]);
    first.end(1);
    expect(await old).toBe(1);
    // The end of the old task does not end the new one.
    expect(flights.has("a")).toBe(true);
    fresh.end(2);
    expect(await next).toBe(2);
  });

  it("forgets the tasks whose keys begin with a text", async () => {
    const flights = new SingleFlight<number>();
    const { task, end } = controlled();
    const waits = ["x.1", "x.2", "y.1"].map((key) => flights.run(key, task));
    flights.forgetAll("x.");
    expect(["x.1", "x.2", "y.1"].map((key) => flights.has(key))).toEqual([false, false, true]);
    flights.forgetAll();
    expect(flights.has("y.1")).toBe(false);
    end(1);
    expect(await Promise.all(waits)).toEqual([1, 1, 1]);
  });
});
