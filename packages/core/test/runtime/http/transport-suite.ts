import { describe, expect, it } from "vitest";
import type { Transport } from "../../../src/runtime/http/transport.js";
import { answerTests } from "./transport-answers.js";
import { endTests } from "./transport-ends.js";
import { faultTests } from "./transport-faults.js";
import { bytes, failed, text, useTransport } from "./transport-fixture.js";
import { streamTests } from "./transport-streams.js";

/** What every transport must do, with the promise of `Transport` as the only way to see it. */
export function transportSuite(name: string, makeTransport: () => Transport): void {
  describe(`the transport ${name}`, () => {
    const fixture = useTransport(makeTransport);
    answerTests(fixture);
    endTests(fixture);
    faultTests(fixture);
    streamTests(fixture);

    describe("close", () => {
      it("waits for the requests under way and refuses others", async () => {
        const own = makeTransport();
        const request = fixture().request();
        const limits = fixture().limits({ signal: undefined });
        const first = own.exchange(request, limits);
        const second = own.open(request, limits);
        const requests = [await fixture().server.next(), await fixture().server.next()];
        let closed = false;
        const close = async (): Promise<void> => {
          await own.close();
          closed = true;
        };
        const closing = close();
        expect(await failed(own.exchange(request, limits))).toEqual({
          kind: "cancelled",
          transient: false,
        });
        for (const { response } of requests) response.end("whole");
        expect(text((await first).body)).toBe("whole");
        const { body } = await second;
        expect(text((await body.next()).value ?? bytes(""))).toBe("whole");
        expect(closed).toBe(false);
        expect((await body.next()).done).toBe(true);
        await closing;
        expect(closed).toBe(true);
      });
    });
  });
}
