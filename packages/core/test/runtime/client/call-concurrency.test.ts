import { describe, expect, it } from "vitest";
import { ConcurrencyLimiter } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { download, get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

describe("a bound on requests at once", () => {
  it("lets others wait for a place", async () => {
    let inFlight = 0;
    let most = 0;
    fake.service.reply(
      ...Array.from({ length: 10 }, () => () => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        queueMicrotask(() => (inFlight -= 1));
        return json({ id: 1 });
      }),
    );
    const limiter = new ConcurrencyLimiter({ limit: 2 });
    const client = fake.client({ concurrency: limiter });
    const calls = Array.from({ length: 10 }, () => get(client, { owner: "x" }));
    await fake.service.received(1);
    expect([limiter.running, limiter.waiting]).toEqual([2, 8]);
    await Promise.all(calls);
    expect(most).toBeLessThanOrEqual(2);
    expect(limiter.running).toBe(0);
  });

  it("gives the place back when a request fails", async () => {
    const limiter = new ConcurrencyLimiter({ limit: 1 });
    const client = fake.client({ concurrency: limiter, retry: false });
    fake.service.reply({ status: 500 }, { fault: "drop-before-answer" });
    await rejection(get(client, { owner: "x" }));
    await rejection(get(client, { owner: "x" }));
    expect(limiter.running).toBe(0);
  });

  it.each(["read to its end", "left", "closed", "broken"])(
    "keeps the place of a stream until it is %s",
    async (how) => {
      const limiter = new ConcurrencyLimiter({ limit: 1 });
      const client = fake.client({ concurrency: limiter });
      const fault = how === "broken" ? { fault: "drop-in-body" as const } : {};
      fake.service.reply({ body: "x".repeat(500_000), ...fault });
      const stream = await download.stream(client);
      expect(limiter.running).toBe(1);
      const read = async (): Promise<void> => {
        for await (const _ of stream) if (how === "left") break;
      };
      if (how === "closed") await stream.close();
      else if (how === "broken") await rejection(read());
      else await read();
      expect(limiter.running).toBe(0);
    },
  );

  it("ends a call that gets no place in its time", async () => {
    const clock = new FakeClock({ manual: true });
    const client = fake.client({ concurrency: 1, clock });
    fake.service.reply({ fault: "hang" });
    const first = rejection(get(client, { owner: "x" }, { retry: false, timeout: 10_000 }));
    await fake.service.received(1);
    const second = rejection(get(client, { owner: "x" }, { timeout: 1_000 }));
    await new Promise(setImmediate);
    clock.advance(1_000);
    expect(await second).toMatchObject({ kind: "rate-limit", attempts: 0, retryable: true });
    clock.advance(9_000);
    expect(await first).toMatchObject({ kind: "timeout" });
    expect(clock.pending).toBe(0);
  });
});
