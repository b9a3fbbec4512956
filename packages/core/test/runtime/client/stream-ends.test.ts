import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { ConcurrencyLimiter } from "../../../src/runtime.js";
import { type FakeAnswer, FakeClock } from "../../../src/testing.js";
import { download, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

/** A body whose first piece comes at once, and whose end never. */
async function* unending(): AsyncGenerator<string> {
  yield "1\n";
  await new Promise(() => undefined);
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("a stream", () => {
  it("can be read once", async () => {
    fake.service.reply({ body: "once" });
    const stream = await download.stream(fake.client());
    expect(await textOf(stream)).toBe("once");
    expect(() => stream[Symbol.asyncIterator]()).toThrow("can be read once");
    expect(() => stream.events()).toThrow("can be read once");
    expect(() => stream.jsonLines()).toThrow("can be read once");
  });

  it("may be closed twice, and cannot be read then", async () => {
    fake.service.reply({ body: "never read" });
    const stream = await download.stream(fake.client());
    await stream.close();
    await stream.close();
    expect(() => stream.events()).toThrow("can be read once");
  });

  it.each(["bytes", "events", "lines"])(
    "of %s that nobody begins to read can be left",
    async (how) => {
      fake.service.reply({ body: unending() });
      const client = fake.client();
      const stream = await download.stream(client);
      const items =
        how === "bytes"
          ? stream[Symbol.asyncIterator]()
          : how === "events"
            ? stream.events()
            : stream.jsonLines();
      await items.return();
      // Waits for what is under way.
      await client.close();
      expect(await items.next()).toEqual({ done: true, value: undefined });
    },
  );

  it("can be left while an item is waited for", async () => {
    fake.service.reply({ body: unending() });
    const client = fake.client();
    const lines = (await download.stream(client)).jsonLines();
    expect(await lines.next()).toEqual({ done: false, value: 1 });
    const next = lines.next();
    await lines.return();
    expect(await next).toEqual({ done: true, value: undefined });
    await client.close();
  });
});

describe("a stream whose signal aborts while nobody reads it", () => {
  it("gives its place among the requests at once to the next", async () => {
    fake.service.reply({ body: unending() }, { body: "next" });
    const concurrency = new ConcurrencyLimiter({ limit: 1 });
    const client = fake.client({ concurrency });
    const controller = new AbortController();
    const stream = await download.stream(client, {}, controller);
    const next = download(client);
    await setImmediate();
    expect([concurrency.running, concurrency.waiting]).toEqual([1, 1]);
    controller.abort(new Error("enough"));
    expect(await next).toBeDefined();
    expect(await rejection(textOf(stream))).toMatchObject({ kind: "cancelled" });
    expect(concurrency.running).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("keeps no listener after it was read", async () => {
    fake.service.reply({ body: "whole" });
    const client = fake.client({ concurrency: 1 });
    const { signal } = new AbortController();
    expect(await textOf(await download.stream(client, {}, { signal }))).toBe("whole");
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("a stream that is redirected", () => {
  it.each(["file:///etc/passwd", "/again"])("to %s frees its connections", async (location) => {
    const redirect = (): FakeAnswer => ({ status: 302, headers: { location }, body: unending() });
    fake.service.reply(...Array.from({ length: 6 }, redirect));
    const client = fake.client();
    expect(await rejection(download.stream(client))).toMatchObject({ kind: "redirect" });
    await client.close();
  });
});

describe("an error answer to a stream's call", () => {
  /** Lets time pass when the answer has begun to come, as far as this side can tell. */
  async function afterTheHead(clock: FakeClock, ms: number): Promise<void> {
    await fake.service.received(1);
    for (let turn = 0; turn < 50; turn += 1) await setImmediate();
    clock.advance(ms);
  }

  it("has no more time to come than the call", async () => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply({ status: 404, body: unending() });
    const call = rejection(download.stream(fake.client({ clock }), {}, { timeout: 1_000 }));
    await afterTheHead(clock, 1_000);
    expect(await call).toMatchObject({ kind: "timeout", attempts: 1 });
    expect(clock.pending).toBe(0);
  });

  it("has no more time to come than its request, so that the next may begin", async () => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply({ status: 503, body: unending() }, { body: "whole" });
    const client = fake.client({ clock, attemptTimeout: 500, random: () => 0 });
    const call = download.stream(client);
    await afterTheHead(clock, 500);
    await vi.waitFor(() => {
      expect(clock.sleeps).toEqual([0]);
    });
    clock.advance(0);
    expect(await textOf(await call)).toBe("whole");
    expect(clock.pending).toBe(0);
  });

  it("ends when the caller cancels", async () => {
    fake.service.reply({ status: 404, body: unending() });
    const controller = new AbortController();
    const concurrency = new ConcurrencyLimiter({ limit: 1 });
    const call = rejection(download.stream(fake.client({ concurrency }), {}, controller));
    await afterTheHead(new FakeClock(), 0);
    controller.abort(new Error("enough"));
    expect(await call).toMatchObject({ kind: "cancelled", cause: { message: "enough" } });
    expect(concurrency.running).toBe(0);
  });

  it("gives its place back also when the caller cancels while another credential is waited for", async () => {
    const controller = new AbortController();
    const concurrency = new ConcurrencyLimiter({ limit: 1 });
    const token = ({ refused }: { readonly refused: boolean }): string | Promise<string> => {
      if (!refused) return "old";
      setTimeout(() => {
        controller.abort(new Error("enough"));
      });
      return new Promise(() => undefined);
    };
    fake.service.reply({ status: 401, body: "who?" }, json({ id: 1 }));
    const client = fake.client({ concurrency, credentials: { token } });
    expect(await rejection(download.stream(client, {}, controller))).toMatchObject({
      kind: "cancelled",
    });
    expect(concurrency.running).toBe(0);
  });
});
