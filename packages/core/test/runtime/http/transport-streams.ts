import { describe, expect, it } from "vitest";
import type { OpenLimits } from "../../../src/runtime/http/transport.js";
import { bytes, failed, failure, text, type TransportFixture } from "./transport-fixture.js";

/** Answers that are read while they come. */
export function streamTests(fixture: () => TransportFixture): void {
  describe("open", () => {
    /** An answer of which the first piece was read. */
    async function begun(limits: Partial<OpenLimits> = {}) {
      const opened = fixture().open({}, limits);
      const request = await fixture().server.next();
      request.response.write("first");
      const { body } = await opened;
      const { value } = await body.next();
      expect(value && text(value)).toBe("first");
      return { ...request, body };
    }

    it("resolves before the body is there, and gives every piece when it comes", async () => {
      const { response, body } = await begun();
      const second = body.next();
      response.write("second");
      expect(text((await second).value ?? bytes(""))).toBe("second");
      response.end();
      expect(await body.next()).toEqual({ done: true, value: undefined });
      expect(await body.next()).toEqual({ done: true, value: undefined });
    });

    it("lets a body take longer than the header fields may", async () => {
      const { response, body } = await begun();
      for (const piece of ["a", "b", "c", "d"]) {
        const next = body.next();
        fixture().clock.advance(499);
        response.write(piece);
        // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tested
        expect(text((await next).value ?? bytes(""))).toBe(piece);
      }
      expect(fixture().clock.now()).toBeGreaterThan(1_000);
      await body.return?.();
    });

    it("ends when the next piece does not come in time", async () => {
      const { closed, body } = await begun();
      const next = failed(body.next());
      fixture().clock.advance(500);
      expect(await next).toEqual({ kind: "timeout", transient: true });
      await closed;
      expect(await failed(body.next())).toEqual({ kind: "timeout", transient: true });
    });

    it("waits for ever when there is no limit between two pieces", async () => {
      const { response, body } = await begun({ idleTimeout: Infinity });
      const next = body.next();
      fixture().clock.advance(1e9);
      response.end("at last");
      expect(text((await next).value ?? bytes(""))).toBe("at last");
      expect((await body.next()).done).toBe(true);
    });

    it("is cancelled while a piece is waited for", async () => {
      const { closed, body } = await begun();
      const next = failure(body.next());
      fixture().abort.abort("enough");
      expect(await next).toMatchObject({ kind: "cancelled", cause: "enough" });
      await closed;
    });

    it("is cancelled between two pieces", async () => {
      const { closed, body } = await begun();
      fixture().abort.abort();
      await closed;
      expect(await failed(body.next())).toEqual({ kind: "cancelled", transient: false });
    });

    it("frees the connection when the loop is left early", async () => {
      const opened = fixture().open();
      const { response, closed } = await fixture().server.next();
      response.write("first");
      const { body } = await opened;
      for await (const piece of body) {
        expect(text(piece)).toBe("first");
        break;
      }
      await closed;
      expect((await body.next()).done).toBe(true);
    });

    it("frees the connection when the body is not read at all", async () => {
      const opened = fixture().open();
      const { response, closed } = await fixture().server.next();
      response.write("first");
      const { body } = await opened;
      await body.return?.();
      await closed;
      expect((await body.next()).done).toBe(true);
    });

    it("can be left while a piece is waited for", async () => {
      const { closed, body } = await begun();
      const next = body.next();
      await body.return?.();
      await closed;
      expect((await next).done).toBe(true);
      expect((await body.next()).done).toBe(true);
    });

    it("makes the service wait while nobody reads", async () => {
      const opened = fixture().open({}, { maxBytes: Infinity, idleTimeout: Infinity });
      const { response, closed } = await fixture().server.next();
      let sent = 0;
      const send = (): void => {
        while (sent < 128) {
          sent += 1;
          if (!response.write(Buffer.alloc(1_000_000))) return;
        }
      };
      response.on("drain", send);
      send();
      const { body } = await opened;
      // Sockets take some megabytes; then nothing goes on.
      for (let before = -1; before !== sent;) {
        before = sent;
        // oxlint-disable-next-line no-await-in-loop -- until nothing changes
        await new Promise((resolve) => {
          setTimeout(resolve, 50);
        });
      }
      expect(sent).toBeLessThan(128);
      await body.return?.();
      await closed;
    });
  });
}
