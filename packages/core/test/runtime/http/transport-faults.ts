import { describe, expect, it } from "vitest";
import { RawServer } from "./raw-server.js";
import { failed, failure, text, type TransportFixture, ways } from "./transport-fixture.js";

/** What a service and the network can do wrong. */
export function faultTests(fixture: () => TransportFixture): void {
  describe.each(ways)("$way", ({ get }) => {
    it("fails for good when the port is closed, as something that may pass", async () => {
      const gone = await RawServer.start();
      const { origin } = gone;
      await gone.close();
      const { kind, transient, message } = await failure(get(fixture(), { origin }));
      expect({ kind, transient }).toEqual({ kind: "network", transient: true });
      expect(message).toContain("ECONNREFUSED");
    });

    it("fails when the connection is reset before the answer", async () => {
      const answer = failed(get(fixture()));
      (await fixture().server.next()).socket.resetAndDestroy();
      expect(await answer).toEqual({ kind: "network", transient: true });
    });

    it("fails when the connection ends before the answer", async () => {
      const answer = failed(get(fixture()));
      (await fixture().server.next()).socket.end();
      expect(await answer).toEqual({ kind: "network", transient: true });
    });

    it("fails when the connection ends in the header fields", async () => {
      const answer = failed(get(fixture()));
      (await fixture().server.next()).socket.end("HTTP/1.1 200 OK\r\nContent-Le");
      expect(await answer).toEqual({ kind: "network", transient: true });
    });

    it("fails when the connection is reset in the middle of the body", async () => {
      const answer = failed(get(fixture()));
      const { response, socket } = await fixture().server.next();
      response.writeHead(200, { "content-length": "10" });
      response.write("12345", () => socket.resetAndDestroy());
      expect(await answer).toEqual({ kind: "network", transient: true });
    });

    it("fails when the body is shorter than its content-length", async () => {
      const answer = failed(get(fixture()));
      (await fixture().server.next()).socket.end(
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
      );
      expect(await answer).toEqual({ kind: "network", transient: true });
    });

    it("fails when a chunked body has no end", async () => {
      const answer = failed(get(fixture()));
      const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
      (await fixture().server.next()).socket.end(`${head}5\r\n12345\r\n`);
      expect(await answer).toEqual({ kind: "network", transient: true });
    });

    it("fails when the answer has two lengths", async () => {
      const answer = failed(get(fixture()));
      const wire = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab";
      (await fixture().server.next()).socket.end(wire);
      expect(await answer).toEqual({ kind: "network", transient: true });
    });

    it("takes no more of a body than its content-length", async () => {
      const answer = get(fixture());
      (await fixture().server.next()).socket.end(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345678",
      );
      expect(text((await answer).body)).toBe("12345");
    });

    it("reads a body without a length to the end of the connection", async () => {
      const answer = get(fixture());
      (await fixture().server.next()).socket.end("HTTP/1.1 200 OK\r\n\r\nto the end");
      expect(text((await answer).body)).toBe("to the end");
    });

    it.each([
      ["no HTTP", "SSH-2.0-OpenSSH_9.9\r\n"],
      ["chunks without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
      ["header fields without an end", `HTTP/1.1 200 OK\r\nx-a: ${"a".repeat(200_000)}`],
    ])("refuses an answer that is %s", async (_, wire) => {
      const answer = failed(get(fixture()));
      (await fixture().server.next()).socket.end(wire);
      expect(await answer).toEqual({ kind: "response", transient: false });
    });

    it("does not hope for a server that speaks no TLS", async () => {
      const origin = `https://127.0.0.1:${fixture().server.port}`;
      expect(await failed(get(fixture(), { origin }))).toEqual({
        kind: "network",
        transient: false,
      });
    });
  });
}
