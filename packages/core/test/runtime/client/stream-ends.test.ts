import { describe, expect, it } from "vitest";
import { download, useFakeHub } from "../hub.js";

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
