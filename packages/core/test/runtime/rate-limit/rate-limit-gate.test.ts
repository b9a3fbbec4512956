import { describe, expect, it } from "vitest";
import { RateLimitGate } from "../../../src/runtime/rate-limit/rate-limit-gate.js";
import type { WaitOptions } from "../../../src/runtime/rate-limit/wait-queue.js";
import { FakeClock } from "../../../src/testing.js";

/** A gate without a description, and a service that says how much is left. */
class Scene {
  readonly clock: FakeClock;
  readonly gate: RateLimitGate;

  constructor(manual = false) {
    this.clock = new FakeClock({ manual });
    this.gate = new RateLimitGate(undefined, this.clock);
  }

  /** Lets a call go, and says when it went. */
  async enter(operation = "get", options: WaitOptions = {}): Promise<number> {
    await this.gate.enter(operation, options);
    return this.clock.now();
  }

  /** The answer of a call, with the quota in the IETF's fields. */
  read(remaining: number, seconds: number, limit?: number, operation = "get") {
    const policy = limit === undefined ? {} : { "ratelimit-policy": `"q";q=${limit};w=60` };
    const headers = { ratelimit: `"q";r=${remaining};t=${seconds}`, ...policy };
    return this.gate.read(operation, remaining === 0 ? 429 : 200, headers);
  }

  /** Calls that go at once, one beside the other. */
  async calls(count: number): Promise<number[]> {
    return Promise.all(Array.from({ length: count }, () => this.enter()));
  }
}

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

  it("keeps to the latest of more quotas than a service can have", async () => {
    const scene = new Scene();
    await scene.enter();
    scene.gate.read("get", 200, { ratelimit: '"first";r=0;t=60' });
    for (let name = 0; name < 16; name += 1) {
      scene.gate.read("get", 200, { ratelimit: `"${name}";r=1000;t=60` });
    }
    expect(await scene.enter()).toBe(0);
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

  it("keeps to every quota that a call counts against", async () => {
    const scene = new Scene();
    await scene.enter();
    const headers = { ratelimit: '"second";r=2;t=1, "day";r=3;t=100' };
    scene.gate.read("get", 200, headers);
    expect(await scene.calls(2)).toEqual([0, 0]);
    scene.gate.read("get", 200, { ratelimit: '"second";r=1;t=1, "day";r=2;t=100' });
    scene.gate.read("get", 200, { ratelimit: '"second";r=0;t=1, "day";r=1;t=100' });
    expect(await scene.enter()).toBe(1_000);
    scene.gate.read("get", 200, { ratelimit: '"second";r=1;t=1, "day";r=0;t=99' });
    expect(await scene.enter()).toBe(100_000);
  });

  it("keeps each resource by itself, calls in flight too when an answer names it", async () => {
    const scene = new Scene();
    const answer = (resource: string, remaining: number) => ({
      "x-ratelimit-resource": resource,
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": "30",
    });
    await scene.enter("search");
    await scene.enter("search");
    await scene.enter("repos");
    scene.gate.read("repos", 200, answer("core", 1));
    scene.gate.read("search", 200, answer("search", 2));
    // One of search is in flight, and counts there.
    expect(await scene.enter("search")).toBe(0);
    expect(await scene.enter("repos")).toBe(0);
    const third = scene.enter("search");
    scene.gate.read("search", 200, answer("search", 0));
    expect(await third).toBe(30_000);
  });

  it("forgets resources against which nothing counts any more", async () => {
    const { gate } = new Scene();
    for (let turn = 0; turn < 100; turn += 1) {
      for (const operation of ["a", "b"]) {
        await gate.enter(operation, {});
        gate.read(operation, 200, { ratelimit: `"q";r=9;t=9;pk=:${operation}${turn}:` });
      }
    }
    expect(gate.size).toBe(2);
  });

  it("lets a call go that waited for a quota which is not its own any more", async () => {
    const scene = new Scene();
    const answer = (resource: string, remaining: number) => ({
      "x-ratelimit-resource": resource,
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": "30",
    });
    await scene.enter("a");
    await scene.enter("a");
    scene.gate.read("a", 200, answer("one", 0));
    const waiting = scene.enter("a");
    scene.gate.read("a", 200, answer("two", 2));
    expect(await waiting).toBe(30_000);
    // It is in flight, and counts against the second.
    await scene.enter("a");
    scene.gate.read("a", 200, answer("two", 2));
    expect(await scene.enter("a")).toBe(30_000);
    const last = scene.enter("a");
    scene.gate.read("a", 200, answer("two", 0));
    expect(await last).toBe(60_000);
  });

  describe("what it says of an answer", () => {
    const reading = (status: number, headers: Record<string, string>) =>
      new Scene().gate.read("get", status, headers);

    it.each([
      [200, {}, false, undefined],
      [200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "5" }, false, undefined],
      [404, {}, false, undefined],
      [429, {}, true, undefined],
      [429, { "retry-after": "2" }, true, 2_000],
      [429, { "retry-after": "2", "retry-after-ms": "1250" }, true, 1_250],
      [429, { "retry-after": "-2", "retry-after-ms": "x" }, true, undefined],
      [429, { ratelimit: '"a";r=0;t=3, "b";r=0;t=9, "c";r=1;t=99' }, true, 9_000],
      [429, { "retry-after": "2", ratelimit: '"a";r=0;t=9' }, true, 2_000],
      [403, {}, false, undefined],
      [403, { "retry-after": "2" }, true, 2_000],
      [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "5" }, true, 5_000],
      [403, { "x-ratelimit-remaining": "1", "x-ratelimit-reset": "5" }, false, undefined],
      [403, { "x-ratelimit-remaining": "0" }, true, undefined],
      [503, { "retry-after": "2" }, false, 2_000],
    ])("%i with %j", (status, headers, limited, retryAfter) => {
      expect(reading(status, headers)).toEqual({ limited, retryAfter });
    });

    it("counts a date from the service's own clock", () => {
      const { gate, clock } = new Scene();
      const date = new Date(clock.wallTime() + 3_600_000);
      const later = new Date(date.getTime() + 4_000);
      const headers = { date: date.toUTCString(), "retry-after": later.toUTCString() };
      expect(gate.read("get", 429, headers).retryAfter).toBe(4_000);
      expect(gate.read("get", 429, { ...headers, date: "today" }).retryAfter).toBe(3_604_000);
    });
  });

  it("holds the others for as long as a refused call is to wait, and no longer than Retry-After", async () => {
    const scene = new Scene();
    await scene.calls(2);
    scene.gate.read("get", 429, { "retry-after": "2", ratelimit: '"a";r=0;t=60' });
    scene.gate.read("get", 429, { "retry-after": "1" });
    expect(await scene.enter()).toBe(2_000);
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
