import { describe, expect, it } from "vitest";
import type { Middleware } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { download, get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

describe("middleware", () => {
  it("changes requests and answers, the first outermost", async () => {
    const order: string[] = [];
    const named =
      (name: string): Middleware =>
      async (request, next) => {
        order.push(`${name} before`);
        const answer = await next({ ...request, headers: { ...request.headers, [name]: "1" } });
        order.push(`${name} after`);
        return { ...answer, headers: { ...answer.headers, [name]: "2" } };
      };
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({ middleware: [named("x-outer"), named("x-inner")] });
    const { headers } = await get.response(client, { owner: "x" });
    expect(order).toEqual(["x-outer before", "x-inner before", "x-inner after", "x-outer after"]);
    expect(fake.service.requests[0]?.headers).toMatchObject({ "x-outer": "1", "x-inner": "1" });
    expect(headers).toMatchObject({ "x-outer": "2", "x-inner": "2" });
  });

  it("sees every try with its credentials, and what it is for", async () => {
    const seen: unknown[] = [];
    const watch: Middleware = (request, next, { service, operation, attempt }) => {
      seen.push([service, operation, attempt, request.headers["authorization"]]);
      return next(request);
    };
    fake.service.reply({ status: 503 }, json({ id: 1 }));
    const client = fake.client({
      middleware: [watch],
      credentials: { token: "t" },
      clock: new FakeClock(),
    });
    await get(client, { owner: "x" });
    expect(seen).toEqual([
      ["Hub", "repos/get", 1, "Bearer t"],
      ["Hub", "repos/get", 2, "Bearer t"],
    ]);
  });

  it("may answer by itself", async () => {
    const body = new TextEncoder().encode('{"id":9}');
    const headers = { "content-type": "application/json" };
    const canned: Middleware = async () => ({ status: 200, headers, body });
    const client = fake.client({ middleware: [canned] });
    expect(await get(client, { owner: "x" })).toEqual({ id: 9 });
    expect(fake.service.requests).toEqual([]);
  });

  it.each(["whole", "streamed"])("may change the body of a %s answer", async (how) => {
    const shout: Middleware = async (request, next) => {
      const answer = await next(request);
      async function* body(): AsyncGenerator<Uint8Array> {
        const pieces = answer.body instanceof Uint8Array ? [answer.body] : answer.body;
        for await (const piece of pieces)
          yield Buffer.from(Buffer.from(piece).toString().toUpperCase());
      }
      return { ...answer, body: body() };
    };
    fake.service.reply({ headers: { "content-type": "text/plain" }, body: "quiet" });
    const client = fake.client({ middleware: [shout] });
    const streamed = async (): Promise<string> => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await download.stream(client)) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    };
    expect(await (how === "whole" ? download(client) : streamed())).toBe("QUIET");
  });

  it("cannot make an answer longer than the limit", async () => {
    const flood: Middleware = async (request, next) => {
      async function* body(): AsyncGenerator<Uint8Array> {
        for (;;) yield new Uint8Array(1_000);
      }
      return { ...(await next(request)), body: body() };
    };
    fake.service.reply({});
    const client = fake.client({ middleware: [flood], maxResponseBytes: 10_000 });
    expect(await rejection(download(client))).toMatchObject({ kind: "response" });
  });

  it("that throws ends the call with its error as the cause", async () => {
    const client = fake.client({
      middleware: [() => Promise.reject(new Error("not today"))],
    });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      name: "ServiceError",
      kind: "unknown",
      cause: { message: "not today" },
    });
  });
});
