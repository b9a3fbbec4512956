import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Agent, type Dispatcher } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, createClient, isServiceError } from "../../../src/runtime.js";
import { get, hub } from "../hub.js";
import { seededRandom } from "../seeded-random.js";

const body = '{"id":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}}}';

/** A right answer with these fields. */
function answer(head: string, content: string | Uint8Array = body): Buffer {
  const bytes = Buffer.from(content);
  const fields = head.includes("transfer-encoding")
    ? head
    : `${head}\ncontent-length: ${bytes.length}`;
  return Buffer.concat([Buffer.from(`${fields}\n\n`.replaceAll("\n", "\r\n")), bytes]);
}

const json = "HTTP/1.1 200 OK\ncontent-type: application/json";
const answers: readonly Buffer[] = [
  answer(json),
  answer(
    `${json}; charset=utf-8\nx-request-id: ABC\netag: "1"\ndate: Thu, 01 Jan 2026 00:00:00 GMT`,
  ),
  answer(
    `${json}\ntransfer-encoding: chunked`,
    `8\r\n{"id":1,\r\n9;a=b\r\n"name":2}\r\n0\r\nx-t: 1\r\n\r\n`,
  ),
  answer(`${json}\ncontent-encoding: gzip`, gzipSync(body)),
  answer(`${json}\ncontent-encoding: br, gzip`, gzipSync(brotliCompressSync(body))),
  answer("HTTP/1.1 200 OK\ncontent-type: text/html", "<h1>Sign in</h1>"),
  answer("HTTP/1.1 200 OK\ncontent-type: text/plain; charset=utf-16le", "\0\u00d8"),
  answer("HTTP/1.1 200 OK", ""),
  answer(json, "[".repeat(5_000)),
  answer("HTTP/1.1 204 No Content", ""),
  answer("HTTP/1.1 304 Not Modified", ""),
  answer("HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK"),
  answer("HTTP/1.1 101 Switching Protocols\nupgrade: websocket\nconnection: upgrade", ""),
  answer("HTTP/1.1 302 Found\nlocation: /again", ""),
  answer("HTTP/1.1 404 Not Found\ncontent-type: application/json", '{"message":"no"}'),
  Buffer.from("HTTP/1.0 200 OK\r\n\r\nto the end"),
];
/** Answers that hold a client back, for up to a day. */
const limits: readonly Buffer[] = [
  answer("HTTP/1.1 403 No\nx-ratelimit-remaining: 0\nx-ratelimit-reset: 99999999999", ""),
  answer('HTTP/1.1 429 Slow\nretry-after: 1\nratelimit: "a";r=0;t=5', ""),
  answer("HTTP/1.1 503 Busy\nretry-after: Thu, 01 Jan 2026 00:00:09 GMT", ""),
];
const fragments = [
  "\r\n\r\n",
  "\r\n",
  "\n",
  "\0",
  ": ",
  "content-length: 5\r\n",
  "content-length: 99999999999999999999\r\n",
  "transfer-encoding: chunked\r\n",
  "content-encoding: gzip\r\n",
  "content-encoding: gzip, gzip, gzip, gzip, gzip, gzip\r\n",
  "content-type: application/json\r\n",
  "__proto__: x\r\n",
  "set-cookie: a=b\r\n",
  "location: \r\n",
  "location: http://[\r\n",
  "location: data:,x\r\n",
  "link: <;>;rel=next,,\r\n",
  "retry-after: -1\r\n",
  "connection: close\r\n",
  "HTTP/1.1 200 OK\r\n",
  "HTTP/9.9 999 \r\n",
  "ffffffffffffffff\r\n",
  "\u{1F600}",
  "\\ud800",
  '{"__proto__":1}',
];

/** Answers like those, with some things in them that do not belong there. */
class Fuzzer {
  readonly #random: () => number;
  readonly #seeds: readonly Buffer[];

  constructor(seed: number, seeds: readonly Buffer[]) {
    this.#random = seededRandom(seed);
    this.#seeds = seeds;
  }

  next(): Buffer {
    let bytes = this.#pick(this.#seeds);
    for (let changes = this.#below(2); changes >= 0; changes -= 1) bytes = this.#change(bytes);
    return bytes;
  }

  #change(bytes: Buffer): Buffer {
    const [at, length] = [this.#below(bytes.length + 1), this.#below(20)];
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    switch (this.#below(7)) {
      case 0:
        return before;
      case 1:
        return Buffer.concat([before, after.subarray(length)]);
      case 2:
        return Buffer.concat([before, after.subarray(0, length), after]);
      case 3:
        return Buffer.concat([before, Buffer.from(this.#pick(fragments)), after]);
      case 4:
        return Buffer.concat([before, this.#pick(this.#seeds)]);
      case 5: {
        const end = bytes.indexOf("\r\n") + 2;
        const fragment = Buffer.from(this.#pick(fragments));
        return Buffer.concat([bytes.subarray(0, end), fragment, bytes.subarray(end)]);
      }
      default: {
        const copy = Buffer.from(bytes);
        if (at < copy.length) copy[at] = this.#below(256);
        return copy;
      }
    }
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item; // none of the lists is empty
  }
}

let server: Server;
let origin: string;
let dispatcher: Dispatcher;
let client: Client;
const open = (): Client =>
  createClient(hub, {
    baseUrl: origin,
    dispatcher,
    retry: false,
    timeout: 2_000,
    credentials: { token: "t0ken-value" },
  });
/** What the next request gets. */
let next: () => Buffer;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => socket.end(next()));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server that listens
  // Whatever a redirect says, nobody else is called.
  dispatcher = new Agent().compose((dispatch) => (options, handler) => {
    if (options.origin === origin) return dispatch(options, handler);
    throw new Error("another origin");
  });
  client = open();
});
afterAll(async () => {
  await client.close();
  await dispatcher.close();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

/** How many calls ended in what way. Rejects with what is no service error. */
async function outcomesOf(calls: number, clientOf: () => Client): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  let left = calls;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const outcome = await get(clientOf(), { owner: "x" }).then(
        () => "value",
        (error: unknown) => {
          if (!isServiceError(error)) throw error;
          return error.kind;
        },
      );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  return outcomes;
}

describe("fuzzed answers", () => {
  it("are each a value or a service error, 10,000 of them, and leave the client usable", async () => {
    const fuzzer = new Fuzzer(5, answers);
    next = () => fuzzer.next();
    const outcomes = await outcomesOf(10_000, () => client);
    expect(outcomes.get("value")).toBeGreaterThan(500);
    expect(outcomes.get("response")).toBeGreaterThan(500);
    expect(Object.fromEntries(outcomes)).not.toHaveProperty("unknown");
    expect({}).not.toHaveProperty("polluted");
    next = () => answer(json);
    expect(await get(client, { owner: "x" })).toMatchObject({ id: 1 });
  }, 30_000); // Not a measure: it takes four seconds on an idle machine.

  it("that speak of limits are so, too, and leave the connections usable", async () => {
    const fuzzer = new Fuzzer(5, limits);
    next = () => fuzzer.next();
    const outcomes = await outcomesOf(1_000, open);
    expect(outcomes.get("rate-limit")).toBeGreaterThan(100);
    next = () => answer(json);
    expect(await get(open(), { owner: "x" })).toMatchObject({ id: 1 });
  });
});
