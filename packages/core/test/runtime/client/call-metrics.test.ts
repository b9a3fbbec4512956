import { Dispatcher } from "undici";
import { describe, expect, it } from "vitest";
import type {
  CallRecord,
  ClientOptions,
  MetricsRecorder,
  Middleware,
  RequestRecord,
} from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { create, download, get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

/** Keeps what it is told. */
class Records implements MetricsRecorder {
  readonly calls: CallRecord[] = [];
  readonly requests: RequestRecord[] = [];

  recordCall(call: CallRecord): void {
    this.calls.push(call);
  }

  recordRequest(request: RequestRecord): void {
    this.requests.push(request);
  }

  /** Status or kind of every request, with its number. */
  get outcomes(): unknown[] {
    return this.requests.map(({ status, errorKind, resend }) => [status ?? errorKind, resend]);
  }
}

function recorded(options: ClientOptions = {}) {
  const metrics = new Records();
  const client = fake.client({ clock: new FakeClock(), metrics, ...options });
  return { client, metrics };
}

describe("the measurements of a call", () => {
  it("are one for itself and one for each of its requests, redirects included", async () => {
    fake.service.reply(
      { status: 503 },
      { fault: "drop-before-answer" },
      { status: 302, headers: { location: "/there" } },
      json({ id: 1 }),
    );
    const { client, metrics } = recorded();
    await get(client, { owner: "x" });
    expect(metrics.outcomes).toEqual([
      [503, 0],
      ["network", 1],
      [302, 2],
      [200, 2],
    ]);
    expect(metrics.calls).toMatchObject([{ operation: "repos/get", success: true, attempts: 3 }]);
    expect(metrics.requests[3]).toMatchObject({
      service: "Hub",
      operation: "repos/get",
      method: "GET",
      origin: fake.service.url,
      template: "/repos/{owner}",
    });
  });

  it("are no request where none was sent", async () => {
    const { client, metrics } = recorded();
    await rejection(create(client, { body: Symbol("no JSON") }));
    expect(metrics.requests).toEqual([]);
    expect(metrics.calls).toMatchObject([{ success: false, errorKind: "validation", attempts: 0 }]);
  });

  it("are those of its beginning where its answer is a stream", async () => {
    fake.service.reply({ body: "x".repeat(100_000), fault: "drop-in-body" });
    const { client, metrics } = recorded();
    const stream = await download.stream(client);
    expect(await rejection(stream.jsonLines().next())).toMatchObject({ kind: "network" });
    expect(metrics.outcomes).toEqual([[200, 0]]);
    expect(metrics.calls).toMatchObject([{ success: true }]);
  });

  it.each<[string, Middleware, string]>([
    ["an error of its own", () => Promise.reject(new Error("not today")), "unknown"],
    [
      "the error of another service",
      async () => {
        fake.service.reply({ status: 404 });
        return { ...(await download.response(fake.client())), body: new Uint8Array() };
      },
      "not-found",
    ],
  ])("tell of a middleware that throws %s", async (_what, middleware, kind) => {
    const { client, metrics } = recorded({ middleware: [middleware], retry: false });
    await rejection(get(client, { owner: "x" }));
    expect(metrics.outcomes).toEqual([[kind, 0]]);
    expect(metrics.calls).toMatchObject([{ success: false, errorKind: kind }]);
  });

  it("tell of a dispatcher that throws", async () => {
    const { client, metrics } = recorded({ dispatcher: new Broken(), retry: false });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      message: "Hub repos/get: out of order",
    });
    expect(metrics.outcomes).toEqual([["unknown", 0]]);
  });
});

/** A dispatcher of a user's own making. */
class Broken extends Dispatcher {
  override dispatch(): boolean {
    throw new Error("out of order");
  }
}
