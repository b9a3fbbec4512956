import { describe, expect, it } from "vitest";
import { Scene } from "./rate-limit-scene.js";

describe("the quotas of a rate limit gate", () => {
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

  it.each([
    [{ "x-ratelimit-limit": "15", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" }],
    [{ ratelimit: '"search";r=0;t=9' }],
    [{ "retry-after": "9" }],
  ])("does not hold an operation for what may be the limit of another: %j", async (headers) => {
    const scene = new Scene();
    await scene.enter("a");
    await scene.enter("b");
    scene.gate.read("a", 429, headers);
    scene.read(5, 9, 10, "b");
    expect([await scene.enter("b"), await scene.enter("c")]).toEqual([0, 0]);
    expect(await scene.enter("a")).toBe(9_000);
  });

  it("holds all operations that name the same quota, or a quota of the same size", async () => {
    const scene = new Scene();
    const answer = (remaining: number) => ({
      "x-ratelimit-limit": "15",
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": "9",
    });
    await scene.enter("a");
    await scene.enter("b");
    scene.gate.read("b", 200, answer(1));
    scene.gate.read("a", 200, answer(0));
    expect(await scene.enter("b")).toBe(9_000);
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
});

describe("what a rate limit gate says of an answer", () => {
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
