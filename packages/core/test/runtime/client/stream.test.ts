import { describe, expect, it } from "vitest";
import { FakeClock } from "../../../src/testing.js";
import { download, get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

/** Pieces that come when the test says so. */
function tap(): {
  readonly pieces: AsyncGenerator<string>;
  readonly send: (piece: string) => void;
  readonly end: () => void;
} {
  const queue: (string | undefined)[] = [];
  let wake = (): void => undefined;
  const push = (piece: string | undefined): void => {
    queue.push(piece);
    wake();
  };
  async function* pieces(): AsyncGenerator<string> {
    for (;;) {
      while (queue.length > 0) {
        const piece = queue.shift();
        if (piece === undefined) return;
        yield piece;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return { pieces: pieces(), send: push, end: () => push(undefined) };
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("a streamed answer", () => {
  it("comes with status and headers before its body has ended", async () => {
    const { pieces, send, end } = tap();
    fake.service.reply({ status: 201, headers: { "x-a": "1" }, body: pieces });
    const stream = await download.stream(fake.client());
    expect([stream.status, stream.headers["x-a"]]).toEqual([201, "1"]);
    send("one ");
    send("two");
    end();
    expect(await textOf(stream)).toBe("one two");
  });

  it("is read no faster than it is used", async () => {
    const piece = Buffer.alloc(1_000_000);
    let sent = 0;
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (; sent < 200; sent += 1) yield piece;
    }
    fake.service.reply({ body: pieces() });
    const stream = await download.stream(fake.client());
    // What the sockets of both sides hold is sent, and then no more.
    let before = -1;
    while (before !== sent) {
      before = sent;
      for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate);
    }
    expect(sent).toBeLessThan(100);
    let size = 0;
    for await (const chunk of stream) size += chunk.byteLength;
    expect(size).toBe(200_000_000);
  });

  it("ends its request when the loop is left", async () => {
    const { pieces, send, end } = tap();
    fake.service.reply({ body: pieces }, json({ id: 1 }));
    const client = fake.client();
    send("one");
    for await (const chunk of await download.stream(client)) {
      expect(Buffer.from(chunk).toString()).toBe("one");
      break;
    }
    expect(await get(client, { owner: "x" })).toEqual({ id: 1 });
    end();
  });

  it("ends its request when it is closed unread", async () => {
    const { pieces, end } = tap();
    fake.service.reply({ body: pieces });
    const client = fake.client();
    {
      await using stream = await download.stream(client);
      expect(stream.status).toBe(200);
    }
    await client.close();
    end();
    expect(fake.service.requests).toHaveLength(1);
  });

  it("is tried again until it begins", async () => {
    const clock = new FakeClock();
    fake.service.reply({ status: 503 }, { fault: "drop-before-answer" }, { body: "whole" });
    expect(await textOf(await download.stream(fake.client({ clock })))).toBe("whole");
  });

  it("of an error status is the service error of a whole answer", async () => {
    fake.service.reply(json({ message: "gone" }, { status: 404 }));
    const error = await rejection(get.stream(fake.client(), { owner: "x" }));
    expect(get.isError(error) && error.body).toEqual({ message: "gone" });
  });

  it("is followed to where it is redirected", async () => {
    fake.service.reply(
      { status: 302, headers: { location: "/there" }, body: "no" },
      { body: "yes" },
    );
    expect(await textOf(await download.stream(fake.client()))).toBe("yes");
  });

  it("that breaks off is a service error", async () => {
    fake.service.reply({ body: "x".repeat(100_000), fault: "drop-in-body" });
    const stream = await download.stream(fake.client());
    expect(await rejection(textOf(stream))).toMatchObject({
      name: "ServiceError",
      kind: "network",
      operation: "repos/download",
    });
  });

  it("that is silent for too long is a time-out", async () => {
    const clock = new FakeClock({ manual: true });
    const { pieces, end } = tap();
    fake.service.reply({ body: pieces });
    const stream = await download.stream(fake.client({ clock, idleTimeout: 1_000 }));
    const text = rejection(textOf(stream));
    clock.advance(1_000);
    expect(await text).toMatchObject({
      kind: "timeout",
      message: expect.stringContaining("1000 ms"),
    });
    expect(clock.pending).toBe(0);
    end();
  });

  it("may take longer than the call's time, which is for its beginning", async () => {
    const clock = new FakeClock({ manual: true });
    const { pieces, send, end } = tap();
    fake.service.reply({ body: pieces });
    const stream = await download.stream(fake.client({ clock }), {}, { timeout: 50 });
    clock.advance(60_000);
    send("late");
    end();
    expect(await textOf(stream)).toBe("late");
  });

  it("ends when the caller cancels", async () => {
    const { pieces, end } = tap();
    fake.service.reply({ body: pieces });
    const abort = new AbortController();
    const stream = await download.stream(fake.client(), {}, { signal: abort.signal });
    const text = rejection(textOf(stream));
    abort.abort(new Error("enough"));
    expect(await text).toMatchObject({ kind: "cancelled", cause: { message: "enough" } });
    end();
  });

  it("of an error status that is longer than the limit is the error without its body", async () => {
    fake.service.reply({ status: 400, body: "x".repeat(2_000) });
    const client = fake.client({ maxResponseBytes: 1_000 });
    expect(await rejection(download.stream(client))).toMatchObject({
      kind: "validation",
      status: 400,
      body: undefined,
    });
  });
});
