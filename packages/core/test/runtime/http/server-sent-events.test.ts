import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExchangeError } from "../../../src/runtime/http/exchange.js";
import {
  readEvents,
  type ServerSentEvent,
  type ServerSentEventsOptions,
} from "../../../src/runtime/http/server-sent-events.js";
import { rejection } from "../hub.js";
import { pieces, Source } from "./source.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function eventsOf(
  text: string,
  lengths: readonly number[] = [Infinity],
  options?: ServerSentEventsOptions,
): Promise<readonly ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const each of readEvents(pieces(bytes(text), lengths), options)) events.push(each);
  return events;
}

const event = (fields: Partial<ServerSentEvent>): ServerSentEvent => ({
  data: "",
  event: "message",
  id: undefined,
  retry: undefined,
  ...fields,
});

/** What came before it failed, and the failure. */
async function untilFailure(source: AsyncIterable<ServerSentEvent>): Promise<unknown[]> {
  const seen: unknown[] = [];
  try {
    for await (const each of source) seen.push(each.data);
  } catch (error) {
    seen.push(error instanceof ExchangeError ? error.kind : error);
  }
  return seen;
}

describe("server-sent events", () => {
  it.each([
    ["one line", "data: a\n\n", [event({ data: "a" })]],
    ["several lines", "data: a\ndata: b\ndata\ndata:\n\n", [event({ data: "a\nb\n\n" })]],
    ["no space and two", "data:a\n\ndata:  b\n\n", [event({ data: "a" }), event({ data: " b" })]],
    ["a name", "event: add\ndata: 7\n\n", [event({ event: "add", data: "7" })]],
    ["a name without data", "event: add\n\ndata: 7\n\n", [event({ data: "7" })]],
    [
      "CRLF and CR",
      "data: a\r\n\r\ndata: b\r\rdata: c\r\n\n",
      ["a", "b", "c"].map((data) => event({ data })),
    ],
    ["a byte order mark", "\uFEFFdata: a\n\n", [event({ data: "a" })]],
    ["comments and unknown fields", ": ping\nfoo: bar\n\n:\ndata: a\n\n", [event({ data: "a" })]],
    ["an event without an end", "data: a\n\ndata: b\n", [event({ data: "a" })]],
    ["nothing", "", []],
    ["JSON", 'data: {"a":"\u2603"}\n\n', [event({ data: '{"a":"\u2603"}' })]],
  ])("with %s are read as the HTML Standard says", async (_, text, expected) => {
    expect(await eventsOf(text)).toEqual(expected);
  });

  it("keep the last id until there is another, also one that came without data", async () => {
    const text =
      "id: 1\ndata: a\n\ndata: b\n\nid: 2\n\ndata: c\n\nid\ndata: d\n\nid: x\u0000y\ndata: e\n\n";
    const ids = (await eventsOf(text)).map(({ id }) => id);
    expect(ids).toEqual(["1", "1", "2", "", ""]);
  });

  it("tell how long to wait before connecting again", async () => {
    const text = "data: a\n\nretry: 3000\n\ndata: b\n\nretry: soon\ndata: c\n\n";
    const retries = (await eventsOf(text)).map(({ retry }) => retry);
    expect(retries).toEqual([undefined, 3_000, 3_000]);
  });

  it("are the same however the bytes are cut", async () => {
    const line = fc.oneof(
      fc.constantFrom("", "data", "id", "retry: 5", ": comment", "nonsense", "event: add"),
      fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => `data: ${text}`),
      fc.string({ unit: "grapheme", maxLength: 4 }).map((text) => `id: ${text}`),
      fc.string({ unit: "grapheme", maxLength: 2 }).map((text) => `event:${text}`),
    );
    const stream = fc
      .tuple(
        fc.constantFrom("", "\uFEFF"),
        fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r"))),
      )
      .map(([mark, lines]) => mark + lines.flat().join(""));
    const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    const options = { maxEventLength: 10 };
    await fc.assert(
      fc.asyncProperty(stream, lengths, async (text, cuts) => {
        expect(await eventsOf(text, cuts)).toEqual(await eventsOf(text));
        // An event that never ends is refused when it fills the memory, which depends on the cuts.
        const ended = bytes(`${text}\n\n`);
        const whole = await untilFailure(readEvents(pieces(ended, [Infinity]), options));
        expect(await untilFailure(readEvents(pieces(ended, cuts), options))).toEqual(whole);
      }),
      { numRuns: 1_000 },
    );
  });

  it("come before the next piece is asked for", async () => {
    const source = new Source(["data: a\n\nda", "ta: b\n\n"]);
    const events = readEvents(source);
    expect((await events.next()).value).toMatchObject({ data: "a" });
    expect(source.given).toBe(1);
    expect((await events.next()).value).toMatchObject({ data: "b" });
    expect((await events.next()).done).toBe(true);
  });

  it.each([
    ["its data is", "data: 12345\ndata: 67890\n\n"],
    ["its name is", "event: 12345678901\ndata\n\n"],
    ["its id is", "id: 12345678901\n\n"],
    ["a line has no end", `data: ${"x".repeat(100)}`],
  ])("are refused when one is too long: %s", async (_, text) => {
    for (const lengths of [[Infinity], [1]]) {
      const source = readEvents(pieces(bytes(`data: ok\n\n${text}`), lengths), {
        maxEventLength: 10,
      });
      // oxlint-disable-next-line no-await-in-loop -- one case after the other
      expect(await untilFailure(source)).toEqual(["ok", "response"]);
    }
  });

  it("may be exactly as long as allowed, and lines that do not count longer", async () => {
    const text = `:${"x".repeat(1_000)}\nother: ${"x".repeat(1_000)}\ndata: 1234567890\n\n`;
    for (const lengths of [[Infinity], [1]]) {
      // oxlint-disable-next-line no-await-in-loop -- one case after the other
      expect(await eventsOf(text, lengths, { maxEventLength: 10 })).toHaveLength(1);
    }
  });

  it("end the body when they are left, begun or not", async () => {
    const left = new Source(["data: a\n\n", "data: b\n\n"]);
    for await (const { data } of readEvents(left)) if (data === "a") break;
    expect([left.ended, left.given]).toEqual([1, 1]);
    const unread = new Source(["data: a\n\n"]);
    await readEvents(unread).return();
    expect([unread.ended, unread.given]).toEqual([1, 0]);
  });

  it("end the body when one is too long", async () => {
    const source = new Source(["data: abc\n\n", "data: d\n\n"]);
    await rejection(readEvents(source, { maxEventLength: 2 }).next());
    expect([source.ended, source.given]).toEqual([1, 1]);
  });

  it("pass on what the body throws, after what was whole", async () => {
    const source = new Source(["data: a\n\ndata: b"], new ExchangeError("reset", "network", true));
    expect(await untilFailure(readEvents(source))).toEqual(["a", "network"]);
  });

  it("can be left while an event is waited for", async () => {
    let end: (() => void) | undefined;
    const silent: AsyncIterableIterator<Uint8Array> = {
      next: () =>
        new Promise((resolve) => {
          end = () => {
            resolve({ done: true, value: undefined });
          };
        }),
      return: () => {
        end?.();
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]: () => silent,
    };
    const events = readEvents(silent);
    const waiting = events.next();
    await events.return();
    expect((await waiting).done).toBe(true);
  });
});
