import type { Dispatcher } from "undici";
import { describe, expect, it } from "vitest";
import { OpenAnswerHandler } from "../../../src/runtime/http/open-answer-handler.js";
import type { OpenAnswer } from "../../../src/runtime/http/transport.js";
import { FakeClock } from "../../../src/testing.js";
import { rejection } from "../hub.js";

/** What undici gives a handler to steer its connection by. */
class Connection implements Dispatcher.DispatchController {
  readonly rawHeaders = [];
  readonly rawTrailers = [];
  aborted = false;
  paused = false;
  reason: Error | null = null;

  abort(reason: Error): void {
    this.aborted = true;
    this.reason = reason;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }
}

/** An answer whose header fields have come. */
async function begun() {
  const clock = new FakeClock({ manual: true });
  const limits = { timeout: 1_000, idleTimeout: 500, maxBytes: Infinity, signal: undefined, clock };
  const connection = new Connection();
  const { promise, resolve, reject } = Promise.withResolvers<OpenAnswer>();
  const handler = new OpenAnswerHandler(limits, resolve, reject);
  handler.onRequestStart(connection);
  handler.onResponseStart(connection, 200, {});
  const { body } = await promise;
  const receive = (bytes: number): void => {
    handler.onResponseData(connection, new Uint8Array(bytes));
  };
  return { clock, connection, handler, body, receive };
}

describe("an answer that is read while it comes", () => {
  it("leaves no timer behind when its connection breaks while nobody reads", async () => {
    const { body, clock, connection, handler, receive } = await begun();
    receive(50_000);
    receive(50_000);
    expect(connection.paused).toBe(true);
    handler.onResponseError(connection, new Error("reset"));
    // What came before is still given.
    expect(await body.next()).toMatchObject({ done: false });
    expect(await body.next()).toMatchObject({ done: false });
    expect(await rejection(body.next())).toMatchObject({ message: "reset" });
    expect(clock.pending).toBe(0);
  });

  it("that is left while a piece is waited for ends for both", async () => {
    const { body, connection } = await begun();
    const piece = body.next();
    await body.return?.();
    expect(await piece).toEqual({ done: true, value: undefined });
    expect(connection.aborted).toBe(true);
  });
});
