import { describe, expect, expectTypeOf, it } from "vitest";
import {
  bindGroups,
  defineStreamedOperation,
  defineValues,
  type ItemsDescription,
  type ServerSentEvent,
  type ValueConversion,
} from "../../../src/runtime.js";
import { rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

interface Chunk {
  readonly n: number;
}

function operation(items: ItemsDescription, values?: ValueConversion) {
  return defineStreamedOperation<Record<string, never>, unknown, unknown>({
    id: "chunks/read",
    method: "POST",
    path: "/chunks",
    accept: "application/json",
    items,
    ...(values && { values }),
  });
}

async function collect(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function answer(contentType: string | undefined, body: string): void {
  const headers = contentType === undefined ? {} : { "content-type": contentType };
  fake.service.reply({ headers, body });
}

const events: ItemsDescription = { contentType: "text/event-stream", json: true };

describe("the items of an answer", () => {
  it("are asked for by their media type, and read as they come", async () => {
    answer("text/event-stream", 'data: {"n":1}\n\nevent: more\nid: 7\ndata: {"n":2}\n\n');
    expect(await collect(operation(events).items(fake.client()))).toEqual([
      { data: { n: 1 }, event: "message", id: undefined, retry: undefined },
      { data: { n: 2 }, event: "more", id: "7", retry: undefined },
    ]);
    expect(fake.service.requests[0]?.headers["accept"]).toBe("text/event-stream");
  });

  it("may be asked for otherwise by the call", async () => {
    answer("application/x-ndjson", "1\n2\n");
    const options = { accept: "application/x-ndjson" };
    expect(await collect(operation(events).items(fake.client(), {}, options))).toEqual([1, 2]);
    expect(fake.service.requests[0]?.headers["accept"]).toBe("application/x-ndjson");
  });

  it.each([
    ["application/x-ndjson", '{"n":1}\n\n{"n":2}'],
    ["application/ndjson; charset=utf-8", '{"n":1}\n{"n":2}\n'],
    ["application/jsonl", '{"n":1}\n{"n":2}\n'],
    ["application/jsonlines", '{"n":1}\n{"n":2}\n'],
    ["application/x-json-lines", '{"n":1}\n{"n":2}\n'],
    ["application/json-seq", '\u001e{"n":1}\n\u001e{"n":2}\n'],
    ["application/geo+json-seq", '\u001e{"n":1}\n\u001e{"n":2}\n'],
    [undefined, '{"n":1}\n{"n":2}\n'],
  ])("are read from %s", async (type, body) => {
    answer(type, body);
    const lines = operation({ contentType: "application/x-ndjson" });
    expect(await collect(lines.items(fake.client()))).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("end with the data [DONE] where data is JSON", async () => {
    answer("text/event-stream", 'data: {"n":1}\n\ndata: [DONE]\n\ndata: {"n":2}\n\n');
    const found = await collect(operation(events).items(fake.client()));
    expect(found).toMatchObject([{ data: { n: 1 } }]);
  });

  it("have JSON in the events that are described so, and text in the others", async () => {
    answer("text/event-stream", "event: a\ndata: 1\n\nevent: b\ndata: 1\n\ndata: [DONE]\n\n");
    const named = operation({ contentType: "text/event-stream", json: ["a"] });
    expect(await collect(named.items(fake.client()))).toMatchObject([
      { event: "a", data: 1 },
      { event: "b", data: "1" },
      { event: "message", data: "[DONE]" },
    ]);
  });

  it.each([
    ["application/json", "{}", "the answer is application/json instead of text/event-stream"],
    ["text/event-stream", "data: {\n\n", "the data of an event is not valid JSON"],
    ["application/x-ndjson", "1\n{\n", "line 2 of the answer is not valid JSON"],
  ])("fail when the answer is %s: %j", async (type, body, message) => {
    answer(type, body);
    const error = await rejection(collect(operation(events).items(fake.client())));
    expect(error).toMatchObject({ kind: "response" });
    expect(String(error)).toContain(message);
  });

  it("fail as the call does", async () => {
    fake.service.reply({ status: 404 });
    const error = await rejection(collect(operation(events).items(fake.client())));
    expect(error).toMatchObject({ status: 404, operation: "chunks/read" });
  });

  it("end the request when the loop is left", async () => {
    const ended = Promise.withResolvers<void>();
    async function* pieces(): AsyncGenerator<string> {
      try {
        for (;;) yield 'data: {"n":1}\n\n';
      } finally {
        ended.resolve();
      }
    }
    fake.service.reply({ headers: { "content-type": "text/event-stream" }, body: pieces() });
    for await (const item of operation(events).items(fake.client())) {
      expect(item).toMatchObject({ data: { n: 1 } });
      break;
    }
    await ended.promise;
  });

  it("are typed, bound to a client too", async () => {
    const read = defineStreamedOperation<Record<string, never>, string, ServerSentEvent<Chunk>>({
      id: "chunks/read",
      method: "GET",
      path: "/chunks",
      items: events,
    });
    const bound = bindGroups(fake.client(), { chunks: { read } });
    expectTypeOf(bound.chunks.read.items).returns.toEqualTypeOf<
      AsyncGenerator<ServerSentEvent<Chunk>, void, undefined>
    >();
    expectTypeOf(bound.chunks.read).returns.toEqualTypeOf<Promise<string>>();
    answer("text/event-stream", 'data: {"n":1}\n\n');
    for await (const { data } of bound.chunks.read.items()) expect(data.n).toBe(1);
  });
});

describe("a stream", () => {
  it("is read as a sequence of JSON texts", async () => {
    answer("application/json-seq", '\u001e{"n":1}\n\u001e{"n":2}\n');
    const stream = await operation(events).stream(fake.client());
    expect(await collect(stream.jsonSequence<Chunk>())).toEqual([{ n: 1 }, { n: 2 }]);
    expect(() => stream.items(events)).toThrow(TypeError);
  });
});

describe("items whose values are converted", () => {
  const at = "2024-02-29T12:34:56.000Z";
  const values = defineValues(
    { dates: "date" },
    {},
  )({
    items: { dated: "date-time", "*": { members: { at: "date-time" } } },
  });

  it.each([
    ["application/x-ndjson", `{"at":"${at}"}\n`],
    ["application/json-seq", `\u001E{"at":"${at}"}\n`],
  ])("come so in %s", async (contentType, body) => {
    answer(contentType, body);
    const found = await collect(operation({ contentType }, values).items(fake.client()));
    expect(found).toEqual([{ at: new Date(at) }]);
  });

  it("come so in events, each by its name", async () => {
    answer("text/event-stream", `event: dated\ndata: "${at}"\n\ndata: {"at":"${at}"}\n\n`);
    const found = await collect(operation(events, values).items(fake.client()));
    expect(found).toMatchObject([{ data: new Date(at) }, { data: { at: new Date(at) } }]);
  });

  it("end with an error that names the place of what is no date", async () => {
    answer("application/x-ndjson", '{"at":"soon"}\n');
    const read = collect(
      operation({ contentType: "application/x-ndjson" }, values).items(fake.client()),
    );
    expect(await rejection(read)).toMatchObject({
      kind: "response",
      message: expect.stringContaining("there is no date-time at $.at"),
    });
  });
});
