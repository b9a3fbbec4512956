import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, systemClock } from "../runtime/clock.js";
import { type FakeReply, sendAnswer } from "./fake-reply.js";
import { type FakeRequest, readRequest } from "./fake-request.js";

export interface FakeServiceOptions {
  /** What `delay` of an answer is measured by. Default: the machine's own. */
  readonly clock?: Clock;
}

interface Waiter {
  readonly count: number;
  readonly resolve: () => void;
}

/** Bytes of path, query and headers together. Node's default of 16 KiB is less than some operations' parameters take. */
const largestHead = 256 * 1024;

/** An HTTP server on this machine that answers what it was told to and remembers what it was asked. */
export class FakeService {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Every request, in the order they had come in whole. */
  readonly requests: FakeRequest[] = [];
  /** Requests for which there was no reply left; each was answered with 599. */
  readonly unexpected: FakeRequest[] = [];
  readonly #server: Server;
  readonly #clock: Clock;
  #replies: FakeReply[] = [];
  #waiters: Waiter[] = [];

  private constructor(server: Server, clock: Clock) {
    this.#server = server;
    this.#clock = clock;
    const { port } = server.address() as AddressInfo; // a TCP server that listens
    this.url = `http://127.0.0.1:${port}`;
    server.on("request", (message, response) => {
      // A client that goes away while it still sends is a case for the client's test, not a failure here.
      this.#answer(message, response).catch(() => response.destroy());
    });
  }

  /** Starts a service on a free port. */
  static async start({ clock = systemClock }: FakeServiceOptions = {}): Promise<FakeService> {
    const server = createServer({ maxHeaderSize: largestHead });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return new FakeService(server, clock);
  }

  /** Appends replies; every request takes the next. */
  reply(...replies: readonly FakeReply[]): this {
    this.#replies.push(...replies);
    return this;
  }

  /** Resolves when `count` requests in all have come. */
  async received(count: number): Promise<void> {
    if (this.requests.length >= count) return;
    await new Promise<void>((resolve) => {
      this.#waiters.push({ count, resolve });
    });
  }

  /** Forgets requests and replies, for the next test. */
  reset(): void {
    this.requests.length = 0;
    this.unexpected.length = 0;
    this.#replies = [];
  }

  /** Stops the service; connections that are still open are cut. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
  }

  async #answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    // Tests run on a clock of their own, which the real date would contradict.
    response.sendDate = false;
    const request = await readRequest(message);
    const reply = this.#replies.shift();
    if (reply === undefined) this.unexpected.push(request);
    this.requests.push(request);
    this.#notify();
    const answer = typeof reply === "function" ? reply(request) : reply;
    await sendAnswer(answer ?? { status: 599, body: "unexpected request" }, response, this.#clock);
  }

  #notify(): void {
    const isDone = ({ count }: Waiter): boolean => count <= this.requests.length;
    for (const waiter of this.#waiters.filter(isDone)) waiter.resolve();
    this.#waiters = this.#waiters.filter((waiter) => !isDone(waiter));
  }
}
