import { describe, expect, it } from "vitest";
import { CircuitBreaker, type Clock, RetryBudget } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

function open(clock: FakeClock, consecutive = 2) {
  const breaker = new CircuitBreaker({ policy: { consecutive }, openFor: 1_000, clock });
  return { breaker, client: fake.client({ breaker, clock, retry: false }) };
}

describe("a circuit breaker", () => {
  it("keeps calls from a service that fails, and says when one goes through", async () => {
    const { client } = open(new FakeClock({ manual: true }));
    fake.service.reply({ status: 500 }, { fault: "drop-before-answer" });
    await rejection(get(client, { owner: "x" }));
    await rejection(get(client, { owner: "x" }));
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "circuit-open",
      retryable: true,
      retryAfter: 1_000,
      attempts: 0,
      message: expect.stringMatching(/^Hub repos\/get: The circuit of http:.* is open/),
    });
    expect(fake.service.requests).toHaveLength(2);
  });

  it("lets one call find out whether the service is back", async () => {
    const clock = new FakeClock({ manual: true });
    const { breaker, client } = open(clock);
    fake.service.reply({ status: 500 }, { status: 501 }, json({ id: 1 }), json({ id: 2 }));
    await rejection(get(client, { owner: "x" }));
    await rejection(get(client, { owner: "x" }));
    expect(breaker.state(fake.service.url)).toBe("open");
    clock.advance(1_000);
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
    expect(breaker.state(fake.service.url)).toBe("closed");
    expect(await get(client, { owner: "x" })).toEqual({ id: 2 });
  });

  it("counts no call twice whose time to be let through comes while it is looked at", async () => {
    const clock = new FakeClock({ manual: true });
    let reads = 0;
    // The circuit is open still when it is looked at, and may be tried when the call asks.
    const ticking: Clock = {
      now: () => (reads += 1) && clock.now() + (reads > 1 ? 1 : 0),
      wallTime: () => clock.wallTime(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
      after: (ms, callback) => clock.after(ms, callback),
    };
    const breaker = new CircuitBreaker({
      policy: { consecutive: 1 },
      openFor: 1_000,
      clock: ticking,
    });
    const client = fake.client({ breaker, clock, retry: false });
    fake.service.reply({ status: 500 }, json({ id: 1 }));
    await rejection(get(client, { owner: "x" }));
    clock.advance(999.5);
    reads = 0;
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
    expect(breaker.state(fake.service.url)).toBe("closed");
  });

  it("is not opened by what is the caller's own fault, or by a rate limit", async () => {
    const { breaker, client } = open(new FakeClock());
    const replies = [404, 400, 429].map((status) => ({ status }));
    fake.service.reply(...replies);
    for (const _ of replies) await rejection(get(client, { owner: "x" }));
    expect(breaker.state(fake.service.url)).toBe("closed");
  });

  it("takes nothing from the service's own limit for the calls that it refuses", async () => {
    const clock = new FakeClock({ manual: true });
    const { breaker, client } = open(clock, 1);
    const quota = {
      "x-ratelimit-remaining": "20",
      "x-ratelimit-reset": String(clock.wallTime() / 1000 + 3_600),
    };
    fake.service.reply(json({ id: 1 }, { headers: quota }), { status: 500 }, { fault: "hang" });
    await get(client, { owner: "x" });
    await rejection(get(client, { owner: "x" }));
    clock.advance(1_000);
    const probe = rejection(get(client, { owner: "x" }, { timeout: 500 }));
    await fake.service.received(3);
    const refused = Array.from({ length: 50 }, () => rejection(get(client, { owner: "x" })));
    expect(await Promise.all(refused)).toSatisfy((errors: { kind: string }[]) =>
      errors.every(({ kind }) => kind === "circuit-open"),
    );
    clock.advance(500);
    expect(await probe).toMatchObject({ kind: "timeout" });
    clock.advance(1_000);
    fake.service.reply(json({ id: 2 }));
    expect(await get(client, { owner: "x" })).toEqual({ id: 2 });
    expect(breaker.state(fake.service.url)).toBe("closed");
  });

  it("ends the tries of a call when it opens", async () => {
    const clock = new FakeClock();
    const breaker = new CircuitBreaker({ policy: { consecutive: 2 }, openFor: 60_000, clock });
    const client = fake.client({ breaker, clock, retry: { attempts: 5 } });
    fake.service.reply({ status: 500 }, { status: 500 });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "circuit-open",
      attempts: 2,
    });
    expect(clock.now()).toBeLessThan(60_000);
  });
});

describe("the retry budget of a client", () => {
  it("bounds the requests of an outage to 1.1 for each call", async () => {
    const clock = new FakeClock();
    const calls = 2_000;
    fake.service.reply(...Array.from({ length: 2 * calls }, () => ({ status: 503 })));
    const client = fake.client({ clock });
    let left = calls;
    const worker = async (): Promise<void> => {
      for (; left > 0;) {
        left -= 1;
        await rejection(get(client, { owner: "x" }));
      }
    };
    await Promise.all(Array.from({ length: 200 }, worker));
    expect(fake.service.requests.length).toBeLessThanOrEqual(1.1 * calls);
    expect(fake.service.requests.length).toBeGreaterThan(calls);
  });

  it("can be shared by several clients", async () => {
    const clock = new FakeClock();
    const retryBudget = new RetryBudget({ capacity: 1 });
    const [one, other] = [fake.client({ clock, retryBudget }), fake.client({ clock, retryBudget })];
    fake.service.reply({ status: 503 }, { status: 503 }, { status: 503 });
    await rejection(get(one, { owner: "x" }));
    await rejection(get(other, { owner: "x" }));
    expect(fake.service.requests).toHaveLength(3);
  });

  it("can be left out", async () => {
    const clock = new FakeClock();
    fake.service.reply(...Array.from({ length: 300 }, () => ({ status: 503 })));
    const client = fake.client({ clock, retryBudget: false });
    for (let call = 0; call < 100; call += 1) await rejection(get(client, { owner: "x" }));
    expect(fake.service.requests).toHaveLength(300);
  });
});
