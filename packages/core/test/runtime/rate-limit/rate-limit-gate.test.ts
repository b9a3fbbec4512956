import { describe, expect, it } from "vitest";
import { RateLimitGate } from "../../../src/runtime/rate-limit/rate-limit-gate.js";
import { FakeClock } from "../../../src/testing.js";
import { Scene } from "./rate-limit-scene.js";

describe("RateLimitGate", () => {
  it("lets everything go while nothing is known", () => {
    const { gate } = new Scene();
    for (let call = 0; call < 1_000; call += 1) expect(gate.enter("get", {})).toBeUndefined();
  });

  it("lets everything go, without a promise, while plenty is left", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.read(4_000, 3_600, 5_000);
    for (let call = 0; call < 1_000; call += 1) {
      expect(scene.gate.enter("get", {})).toBeUndefined();
    }
  });

  it("lets no more calls go before the reset than are left, those in flight counted", async () => {
    const scene = new Scene();
    await scene.calls(4);
    // Three are in flight: the service may not have counted them yet.
    scene.read(5, 10);
    const times = [await scene.enter(), await scene.enter()];
    for (const left of [4, 3, 2, 1, 0]) scene.read(left, 10);
    expect([...times, await scene.enter()]).toEqual([0, 5_000, 15_000]);
  });

  it("spreads what is left evenly over the time to the reset when that is less than a tenth", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.read(5, 50, 100);
    const times = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const time = await scene.enter();
        return time;
      }),
    );
    expect(times).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000]);
    expect(scene.clock.pending).toBe(0);
  });

  it("does not delay who calls less often than what is left allows", async () => {
    const scene = new Scene();
    await scene.enter();
    for (let left = 5; left > 0; left -= 1) {
      scene.read(left, left * 10, 100);
      scene.clock.advance(10_000);
      const before = scene.clock.now();
      expect(await scene.enter()).toBe(before);
    }
  });

  it("spreads what is left when more calls are in flight than that", async () => {
    const scene = new Scene();
    await scene.calls(21);
    scene.read(30, 10, 50);
    // Ten are left besides the twenty in flight.
    expect(await scene.calls(3)).toEqual([0, 1_000, 2_000]);
  });

  it("goes on at full speed when an answer speaks of a new window", async () => {
    const scene = new Scene(true);
    await scene.calls(2);
    scene.read(1, 60, 100);
    const waiting = scene.calls(3);
    scene.read(90, 63, 100);
    await waiting;
    expect(scene.clock.pending).toBe(0);
  });

  it("believes the lowest of several answers that overtook each other", async () => {
    const scene = new Scene();
    await scene.calls(3);
    scene.read(0, 30);
    scene.read(1, 30);
    scene.read(2, 30);
    expect(await scene.enter()).toBe(30_000);
  });

  it("learns what is left anew where the window slides", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.read(2, 60);
    for (let second = 1; second <= 3; second += 1) {
      scene.clock.advance(1_000);
      await scene.enter();
      scene.read(5, 60);
    }
    expect(await scene.calls(3)).toEqual([3_000, 3_000, 3_000]);
  });

  it("learns nothing from the answer of a window that is over", async () => {
    const scene = new Scene();
    await scene.calls(2);
    const reset = String(scene.clock.wallTime());
    scene.gate.read("get", 200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset });
    expect(await scene.enter()).toBe(0);
  });

  it("lets no more go after the reset than a full quota has until an answer says what is left", async () => {
    const scene = new Scene(true);
    await scene.enter();
    scene.read(0, 10, 3);
    let went = 0;
    const waiting = Array.from({ length: 5 }, () => scene.enter().then(() => (went += 1)));
    scene.clock.advance(10_000);
    await new Promise(setImmediate);
    expect(went).toBe(3);
    for (const left of [2, 1, 0]) scene.read(left, 10, 3);
    scene.clock.advance(10_000);
    await Promise.all(waiting);
    expect(scene.clock.pending).toBe(0);
  });

  it("finds out with one call where nobody knows how many a full quota has", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.read(0, 10);
    const first = scene.enter();
    const second = scene.enter("get", { maxWait: 20_000 });
    await first;
    expect(scene.clock.now()).toBe(10_000);
    scene.read(7, 10);
    expect(await second).toBe(10_000);
  });

  it("refuses who waits for an answer longer than they can, without a time", async () => {
    const scene = new Scene(true);
    await scene.enter();
    scene.read(0, 1);
    const first = scene.enter();
    scene.clock.advance(1_000);
    await first;
    const refused = scene.enter("get", { maxWait: 500 });
    scene.clock.advance(500);
    await expect(refused).rejects.toMatchObject({ retryAfter: 0 });
    expect(scene.clock.pending).toBe(0);
  });

  it("counts a call without an answer as one that the service may have counted", async () => {
    const scene = new Scene();
    await scene.calls(2);
    scene.gate.read("get", 200, { ratelimit: '"q";r=2;t=10' });
    scene.gate.leave("get");
    expect(await scene.calls(2)).toEqual([0, 10_000]);
  });

  it("counts it no longer when the next answer says what is left", async () => {
    const scene = new Scene();
    await scene.calls(3);
    scene.read(3, 10);
    scene.gate.leave("get");
    scene.read(3, 10);
    expect(await scene.calls(3)).toEqual([0, 0, 0]);
  });

  it("gives what a call would have taken that is not sent after all to the next who waits", async () => {
    const scene = new Scene(true);
    await scene.calls(2);
    scene.read(1, 10);
    const next = scene.enter();
    scene.gate.withdraw("get");
    expect(await next).toBe(0);
    expect(scene.clock.pending).toBe(0);
  });

  it("lets lost calls not stall it after the reset", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.read(0, 1, 1);
    for (let call = 0; call < 5; call += 1) {
      await scene.enter();
      scene.gate.leave("get");
    }
    expect(scene.clock.now()).toBe(1_000);
  });

  it("forgets a quota of which the service speaks no more", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.read(1, 1, 2);
    scene.clock.advance(1_000);
    await scene.enter();
    scene.gate.read("get", 200, {});
    expect(await scene.calls(100)).toEqual(Array.from({ length: 100 }, () => 1_000));
  });

  it.each([{ "retry-after": "999999999" }, { ratelimit: '"q";r=0;t=999999999' }])(
    "asks again after a day however long it is to wait: %j",
    async (headers) => {
      const scene = new Scene();
      await scene.enter();
      scene.gate.read("get", 429, headers);
      expect(await scene.enter()).toBe(86_400_000);
    },
  );

  it.each([
    ["an error that names no quota", 502, {}],
    ["an answer of the window before", 200, { ratelimit: '"q";r=0;t=0' }],
  ])("does not forget how large a quota is for %s", async (_, status, headers) => {
    const scene = new Scene();
    await scene.calls(2);
    scene.read(0, 10, 2);
    const waiting = scene.calls(2);
    scene.clock.advance(10_000);
    scene.gate.read("get", status, headers);
    await waiting;
    await expect(scene.enter("get", { maxWait: 10 })).rejects.toThrow("rate limit");
  });

  it("refuses a call whose time does not last until the reset", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.read(0, 60);
    await expect(scene.enter("get", { maxWait: 59_999 })).rejects.toMatchObject({
      name: "RateLimitExceededError",
      retryAfter: 60_000,
    });
  });

  it("sends a call at once whose turn would take more than half of its time", async () => {
    const scene = new Scene(true);
    await scene.enter();
    scene.read(4, 40, 100);
    await scene.enter();
    const patient = scene.enter("get", { maxWait: 20_000 });
    expect(await scene.enter("get", { maxWait: 19_999 })).toBe(0);
    expect(await scene.enter("get", { maxWait: 1 })).toBe(0);
    await expect(scene.enter("get", { maxWait: 1 })).rejects.toMatchObject({ retryAfter: 40_000 });
    for (const left of [3, 2, 1]) scene.read(left, 40, 100);
    scene.clock.advance(10_000);
    await patient;
    expect(scene.clock.pending).toBe(0);
  });

  it("sends nothing at once while the service lets nobody call", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.gate.read("get", 429, { "retry-after": "5" });
    await expect(scene.enter("get", { maxWait: 4_000 })).rejects.toMatchObject({
      retryAfter: 5_000,
    });
  });

  it("gives up a wait when the signal aborts", async () => {
    const scene = new Scene(true);
    await scene.enter();
    scene.read(0, 60);
    const controller = new AbortController();
    const waiting = scene.enter("get", { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await new Promise(setImmediate);
    expect(scene.clock.pending).toBe(0);
  });

  it("holds the others for as long as a refused call is to wait, and no longer than Retry-After", async () => {
    const scene = new Scene();
    await scene.calls(2);
    scene.gate.read("get", 429, { "retry-after": "2", ratelimit: '"a";r=0;t=60' });
    scene.gate.read("get", 429, { "retry-after": "1" });
    expect(await scene.enter()).toBe(2_000);
  });

  it("keeps to the longest of several refusals", async () => {
    const scene = new Scene();
    await scene.calls(2);
    scene.gate.read("get", 429, { "retry-after": "3" });
    scene.gate.read("get", 429, { "retry-after": "1" });
    expect(await scene.enter()).toBe(3_000);
  });

  it("waits just as long when the machine's clock is set", async () => {
    const clock = new FakeClock();
    let offset = 0;
    const set = { ...bound(clock), wallTime: () => clock.wallTime() + offset };
    const gate = new RateLimitGate(undefined, set);
    await gate.enter("get", {});
    const reset = String(clock.wallTime() + 10_000);
    gate.read("get", 200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset });
    offset = -3_600_000;
    await gate.enter("get", {});
    expect(clock.now()).toBe(10_000);
  });
});

/** A clock whose methods can be replaced one by one. */
function bound(clock: FakeClock) {
  return {
    now: () => clock.now(),
    sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms, signal),
    after: (ms: number, callback: () => void) => clock.after(ms, callback),
  };
}
