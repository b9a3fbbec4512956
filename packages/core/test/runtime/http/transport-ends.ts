import { createServer, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { bytes, failed, failure, type TransportFixture, ways } from "./transport-fixture.js";

/** What ends a request from this side. */
export function endTests(fixture: () => TransportFixture): void {
  describe.each(ways)("$way", ({ get }) => {
    it("ends when nothing answers in time", async () => {
      const late = failed(get(fixture()));
      const { closed } = await fixture().server.next();
      fixture().clock.advance(999);
      expect(fixture().clock.pending).toBe(1);
      fixture().clock.advance(1);
      expect(await late).toEqual({ kind: "timeout", transient: true });
      await closed;
    });

    it("is cancelled before it is sent by a signal that has aborted", async () => {
      fixture().abort.abort(new Error("changed my mind"));
      expect(await failure(get(fixture()))).toMatchObject({
        kind: "cancelled",
        transient: false,
        cause: new Error("changed my mind"),
      });
    });

    it("is cancelled while it connects", async () => {
      // TLS begins with the client, and this server never answers it.
      const silent = createServer((socket) => socket.on("error", () => undefined));
      await new Promise<void>((resolve) => {
        silent.listen(0, "127.0.0.1", resolve);
      });
      const { port } = silent.address() as AddressInfo; // a TCP server that listens
      const connected = new Promise<{ destroy(): void }>((resolve) => {
        silent.once("connection", resolve);
      });
      const answer = failed(get(fixture(), { origin: `https://127.0.0.1:${port}` }));
      const socket = await connected;
      fixture().abort.abort();
      expect(await answer).toEqual({ kind: "cancelled", transient: false });
      socket.destroy();
      silent.close();
    });

    it("is cancelled while it waits for the answer", async () => {
      const answer = failure(get(fixture()));
      const { closed } = await fixture().server.next();
      fixture().abort.abort("enough");
      expect(await answer).toMatchObject({ kind: "cancelled", cause: "enough" });
      await closed;
    });

    it("is cancelled while it sends the body, whose source it ends", async () => {
      const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>();
      let waiting: (() => void) | undefined;
      const body: AsyncIterable<Uint8Array> = {
        [Symbol.asyncIterator]() {
          let sent = false;
          return {
            async next() {
              if (sent) {
                await new Promise<void>((resolve) => {
                  waiting = resolve;
                });
              }
              sent = true;
              return { done: false, value: bytes("first") };
            },
            return() {
              onEnd();
              return Promise.resolve({ done: true, value: undefined });
            },
          };
        },
      };
      const answer = failed(get(fixture(), { method: "POST", body }));
      const { message, closed } = await fixture().server.next();
      await new Promise((resolve) => message.once("data", resolve));
      fixture().abort.abort();
      expect(await answer).toEqual({ kind: "cancelled", transient: false });
      await closed;
      waiting?.();
      await ended;
    });
  });

  describe("exchange", () => {
    it("ends when the body does not come in time", async () => {
      const late = failed(fixture().exchange());
      const { response, closed } = await fixture().server.next();
      response.write("first");
      await new Promise((resolve) => setImmediate(resolve));
      fixture().clock.advance(1_000);
      expect(await late).toEqual({ kind: "timeout", transient: true });
      await closed;
    });

    it("is cancelled in the middle of the body", async () => {
      const answer = failed(fixture().exchange());
      const { response, closed } = await fixture().server.next();
      response.write("first");
      await new Promise((resolve) => setImmediate(resolve));
      fixture().abort.abort();
      expect(await answer).toEqual({ kind: "cancelled", transient: false });
      await closed;
    });
  });
}
