import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/runtime.js";
import { FakeClock } from "../../src/testing.js";

describe("FakeClock", () => {
  it("begins at 0, on the first of January 2026", () => {
    const clock = new FakeClock();
    expect([clock.now(), clock.wallTime()]).toEqual([0, Date.UTC(2026, 0, 1)]);
    expect(new FakeClock({ wallTime: 5 }).wallTime()).toBe(5);
  });

  it("lets time pass for a sleep, and remembers it", async () => {
    const clock = new FakeClock();
    await clock.sleep(1_000);
    await clock.sleep(500);
    expect([clock.now(), clock.wallTime()]).toEqual([1_500, Date.UTC(2026, 0, 1) + 1_500]);
    expect(clock.sleeps).toEqual([1_000, 500]);
  });

  it("lets sleeps of the same time pass side by side, the shortest first", async () => {
    const clock = new FakeClock();
    const ended: [string, number][] = [];
    const sleep = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      ended.push([name, clock.now()]);
    };
    await Promise.all([sleep("long", 300), sleep("short", 100), sleep("same", 100)]);
    expect(ended).toEqual([
      ["short", 100],
      ["same", 100],
      ["long", 300],
    ]);
  });

  it("calls what falls due while time passes, each at its own time", () => {
    const clock = new FakeClock();
    const calls: number[] = [];
    clock.after(20, () => calls.push(clock.now()));
    clock.after(10, () => {
      calls.push(clock.now());
      clock.after(5, () => calls.push(clock.now()));
    });
    clock.after(31, () => calls.push(clock.now()));
    clock.advance(30);
    expect(calls).toEqual([10, 15, 20]);
    expect([clock.now(), clock.pending]).toEqual([30, 1]);
  });

  it("does not let time pass for a timer that nobody sleeps for", async () => {
    const clock = new FakeClock();
    let called = false;
    clock.after(1, () => {
      called = true;
    });
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect([called, clock.now()]).toEqual([false, 0]);
  });

  it("lets no time pass by itself when it is manual", async () => {
    const clock = new FakeClock({ manual: true });
    let awake = false;
    const sleep = async (): Promise<void> => {
      await clock.sleep(100);
      awake = true;
    };
    const sleeping = sleep();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect(awake).toBe(false);
    clock.advance(100);
    await sleeping;
    expect([awake, clock.pending]).toEqual([true, 0]);
  });

  it("does not call what was cancelled", () => {
    const clock = new FakeClock();
    const cancel = clock.after(1, () => {
      throw new Error("called");
    });
    cancel();
    clock.advance(10);
    expect(clock.pending).toBe(0);
  });
});

describe.each([
  ["FakeClock", () => new FakeClock({ manual: true })],
  ["systemClock", () => systemClock],
])("a sleep of %s", (_name, clock) => {
  it("ends with the signal's reason when that aborts", async () => {
    const controller = new AbortController();
    const sleep = clock().sleep(60_000, controller.signal);
    controller.abort(new Error("woken"));
    await expect(sleep).rejects.toThrow("woken");
  });

  it("does not begin when the signal has aborted before", async () => {
    const signal = AbortSignal.abort(new Error("awake"));
    await expect(clock().sleep(60_000, signal)).rejects.toThrow("awake");
  });
});

describe("systemClock", () => {
  it("sleeps for no time when asked for none, and goes on", async () => {
    const start = systemClock.now();
    await systemClock.sleep(0, new AbortController().signal);
    expect(systemClock.now()).toBeGreaterThanOrEqual(start);
    expect(Math.abs(systemClock.wallTime() - Date.now())).toBeLessThan(1_000);
  });

  it("does not fire a timer at once that is longer than Node's timers can be", async () => {
    let called = false;
    const cancel = systemClock.after(2 ** 40, () => {
      called = true;
    });
    await systemClock.sleep(5);
    expect(called).toBe(false);
    cancel();
  });
});
