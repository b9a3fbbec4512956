import { describe, expect, it } from "vitest";
import { RetryBudget } from "../../../src/runtime.js";
import { bearerAuth, isServiceError, serviceAuth } from "../../../src/light.js";
import { create, download, get, hub, json, rejection } from "../hub.js";
import { useLightHub } from "./light-hub.js";

const fake = useLightHub();

describe("a light client's call", () => {
  it("sends what the description, the client and the call say", async () => {
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({ headers: { "x-client": "a", "X-Hub-Version": "3" } });
    const options = { headers: { "x-call": "b" }, idempotencyKey: "k" };
    expect(await get(client, { owner: "a b" }, options)).toEqual({ id: 1 });
    const [request] = fake.service.requests;
    expect(`${request?.method} ${request?.path}`).toBe("GET /repos/a%20b");
    expect(request?.headers).toMatchObject({
      accept: "application/json",
      authorization: "Bearer t0p-secret",
      "idempotency-key": "k",
      "user-agent": "agentflow",
      "x-call": "b",
      "x-client": "a",
      "x-hub-version": "3",
    });
  });

  it("gives data, status and headers", async () => {
    fake.service.reply(json({ id: 1 }, { status: 201, headers: { "x-a": "b" } }));
    expect(await get.response(fake.client(), { owner: "x" })).toMatchObject({
      data: { id: 1 },
      status: 201,
      headers: { "x-a": "b" },
    });
  });

  it.each<[string, object, unknown]>([
    ["text", { headers: { "content-type": "text/plain" }, body: "hi" }, "hi"],
    ["bytes", { headers: { "content-type": "image/png" }, body: "hi" }, Uint8Array.of(104, 105)],
    ["nothing, of bytes", { headers: { "content-type": "image/png" } }, undefined],
    ["nothing, of text", { headers: { "content-type": "text/plain" } }, undefined],
  ])("reads %s", async (_, answer, expected) => {
    fake.service.reply(answer);
    expect(await download(fake.client())).toEqual(expected);
  });

  it.each<[string, object]>([
    ["something else", { headers: { "content-type": "text/html" }, body: "<p>" }],
    ["broken JSON", { headers: { "content-type": "application/json" }, body: "{" }],
    ["nothing", {}],
  ])("fails when %s comes where only JSON is accepted", async (_, answer) => {
    fake.service.reply(answer);
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      kind: "response",
      message: "Hub repos/get: 200 without JSON",
    });
  });

  it("takes no body for an answer with a status that has none", async () => {
    fake.service.reply({ status: 204 });
    expect(await get(fake.client(), { owner: "x" })).toBeUndefined();
  });

  it("is not sent when a value cannot be sent", async () => {
    const client = fake.client();
    for (const owner of ["", "..", "\uD800", ["a"] as unknown as string]) {
      const error = await rejection(get(client, { owner }));
      expect(error).toMatchObject({ kind: "validation", attempts: 0, retryable: false });
    }
    const headers = { "x-a": "b\nc" };
    expect(await rejection(get(client, { owner: "x" }, { headers }))).toMatchObject({
      kind: "validation",
    });
    expect(fake.service.requests).toEqual([]);
  });

  it("refuses a body that its operation does not say how to write", async () => {
    expect(await rejection(create(fake.client(), { body: {} }))).toMatchObject({
      kind: "validation",
      message: "Hub repos/create: a body needs usualRequest or anyRequest",
    });
  });
});

describe("a light client's errors", () => {
  it("say what the service says, without the credential", async () => {
    fake.service.reply(
      json(
        { message: "No t0p-secret here" },
        { status: 404, headers: { "x-request-id": "r1", "set-cookie": "a=b", via: "t0p-secret" } },
      ),
    );
    const error = await rejection(get(fake.client(), { owner: "x" }));
    expect(error).toMatchObject({
      message: "Hub repos/get: 404 No [secret] here",
      kind: "not-found",
      status: 404,
      body: { message: "No [secret] here" },
      bodyFormat: "json",
      requestId: "r1",
      operation: "repos/get",
      attempts: 1,
      retryable: false,
    });
    expect(isServiceError(error) && error.headers).toMatchObject({ via: "[secret]" });
    expect(isServiceError(error) && error.headers).not.toHaveProperty("set-cookie");
    expect(get.isError(error)).toBe(true);
  });

  it("hold text without the credential, too", async () => {
    fake.service.reply({
      status: 500,
      headers: { "content-type": "text/plain" },
      body: "t0p-secret",
    });
    const error = await rejection(get(fake.client(), { owner: "x" }, { retry: false }));
    expect(error).toMatchObject({ kind: "server", body: "[secret]", bodyFormat: "text" });
  });

  it("name what broke", async () => {
    fake.service.reply({ fault: "drop-before-answer" });
    expect(await rejection(get(fake.client(), { owner: "x" }, { retry: false }))).toMatchObject({
      kind: "network",
      message: expect.stringMatching(/^Hub repos\/get: (?:UND_ERR_SOCKET|ECONNRESET)$/),
      attempts: 1,
      retryable: true,
    });
  });

  it("tell a token that could not be had from a request that failed", async () => {
    const auth = bearerAuth(() => Promise.reject(new Error("no token")));
    expect(await rejection(get(fake.client({ auth }), { owner: "x" }))).toMatchObject({
      kind: "auth",
      message: "Hub repos/get: no token",
      attempts: 0,
    });
  });

  it("end a call whose time is over, and leave no timer", async () => {
    fake.service.reply({ fault: "hang" });
    const fetch = async (url: string, init: object): Promise<Response> => {
      const answer = globalThis.fetch(url, init);
      fake.clock.advance(1_000);
      return answer;
    };
    const call = get(fake.client({ fetch, timeout: 1_000 }), { owner: "x" });
    expect(await rejection(call)).toMatchObject({
      kind: "timeout",
      message: "Hub repos/get: timeout",
    });
    expect(fake.clock.pending).toBe(0);
  });

  it("end a call whose caller gave up, before it and in a wait", async () => {
    const signal = AbortSignal.abort();
    expect(await rejection(get(fake.client(), { owner: "x" }, { signal }))).toMatchObject({
      kind: "cancelled",
      attempts: 0,
    });
    const abort = new AbortController();
    fake.service.reply(() => {
      queueMicrotask(() => abort.abort());
      return { status: 503 };
    });
    const options = { signal: abort.signal };
    expect(await rejection(get(fake.client(), { owner: "x" }, options))).toMatchObject({
      kind: "cancelled",
    });
  });
});

describe("a light client's retries", () => {
  it("wait longer each time, and end with the answer", async () => {
    fake.service.reply({ status: 503 }, { fault: "drop-before-answer" }, json({ id: 1 }));
    expect(await get(fake.client(), { owner: "x" })).toEqual({ id: 1 });
    expect(fake.clock.sleeps).toEqual([250, 500]);
  });

  it("last as many attempts as the client and the call say", async () => {
    fake.service.reply({ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 });
    const client = fake.client({ retry: { attempts: 2, baseDelay: 100 } });
    const error = { kind: "server", attempts: 2, retryable: true };
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject(error);
    expect(fake.clock.sleeps).toEqual([50]);
    const once = get(client, { owner: "x" }, { retry: false });
    expect(await rejection(once)).toMatchObject({ attempts: 1 });
  });

  it("spare what is not idempotent, unless it has a key or was one too many", async () => {
    const remove = { ...get.definition, method: "POST" };
    const client = fake.client();
    fake.service.reply({ status: 503 });
    const error = await rejection(client.execute(remove, { owner: "x" }));
    expect(error).toMatchObject({ attempts: 1, retryable: false });
    fake.service.reply({ status: 503 }, json({}), { status: 429 }, json({}));
    await client.execute(remove, { owner: "x" }, { idempotencyKey: "k" });
    await client.execute(remove, { owner: "x" });
    expect(fake.service.requests).toHaveLength(5);
  });

  it("stop where the budget, the caller or the time says so", async () => {
    fake.service.reply({ status: 503 }, { status: 503 }, { status: 503 });
    const budget = new RetryBudget({ capacity: 0 });
    const stopped = [
      { retry: { budget } },
      { retry: { retryIf: () => false } },
      { timeout: 200 },
    ] as const;
    for (const options of stopped) {
      const error = await rejection(get(fake.client(), { owner: "x" }, options));
      expect(error).toMatchObject({ kind: "server", attempts: 1 });
    }
    fake.service.reply({ status: 503 }, json({ id: 1 }));
    const some = new RetryBudget({ capacity: 1 });
    await get(fake.client(), { owner: "x" }, { retry: { budget: some } });
    expect(some.tokens).toBe(1);
  });
});

describe("a light client and its service's limit", () => {
  const now = Date.UTC(2026, 0, 1) / 1000;
  const used = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now + 30) };

  it("waits until the reset when nothing is left", async () => {
    fake.service.reply(json({ id: 1 }, { headers: used }), json({ id: 2 }));
    const client = fake.client();
    await get(client, { owner: "x" });
    await get(client, { owner: "x" });
    expect(fake.clock.sleeps).toEqual([30_000]);
  });

  it("fails at once when the reset is after the call's time", async () => {
    fake.service.reply(json({ id: 1 }, { headers: used }));
    const client = fake.client({ timeout: 10_000 });
    await get(client, { owner: "x" });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "rate-limit",
      message: "Hub repos/get: no calls are taken for 30000 ms",
      attempts: 0,
    });
  });

  it("waits as long as Retry-After says, whatever the method", async () => {
    fake.service.reply({ status: 403, headers: { "retry-after": "7" } }, json({ id: 1 }));
    await get(fake.client(), { owner: "x" });
    expect(fake.clock.sleeps).toEqual([7_000]);
  });

  it("counts the seconds to the reset where the service does", async () => {
    const rateLimit = { ...hub.rateLimit, remaining: "left", reset: "in" } as const;
    const service = { ...hub, rateLimit: { ...rateLimit, limitedStatuses: [429] } } as const;
    const delta = { ...service, rateLimit: { ...service.rateLimit, resetUnit: "delta-seconds" } };
    fake.service.reply(json({ id: 1 }, { headers: { left: "0", in: "5" } }), json({ id: 2 }));
    const client = fake.client({}, delta as typeof hub);
    await get(client, { owner: "x" });
    await get(client, { owner: "x" });
    expect(fake.clock.sleeps).toEqual([5_000]);
  });

  it("knows Retry-After of a service that describes no limit", async () => {
    fake.service.reply({ status: 403, headers: { "retry-after": "1" } }, json({ id: 1 }));
    await get(fake.client({}, { name: "Hub", baseUrl: hub.baseUrl }), { owner: "x" });
    expect(fake.clock.sleeps).toEqual([1_000]);
  });
});

describe("a light client's credentials", () => {
  const service = (auth: typeof hub.auth): typeof hub => ({ ...hub, ...(auth && { auth }) });

  it("are none when there is no token", async () => {
    fake.service.reply(json({ id: 1 }));
    await get(fake.client({ auth: bearerAuth(undefined) }), { owner: "x" });
    expect(fake.service.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("stand where the description says: basic, header, query and cookie", async () => {
    const described = service([
      [
        { type: "basic", username: "user", password: "pass" },
        { type: "apiKey", in: "header", name: "X-Key", option: "key" },
        { type: "apiKey", in: "query", name: "k", option: "key" },
        { type: "apiKey", in: "cookie", name: "c", option: "key" },
      ],
    ]);
    fake.service.reply(json({ id: 1 }));
    const inputs = { user: "u", pass: async () => "pä", key: "a b" };
    const client = fake.client({ auth: serviceAuth(described, inputs) }, described);
    await get(client, { owner: "x" });
    const [request] = fake.service.requests;
    expect(request?.rawQuery).toBe("?k=a%20b");
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("u:pä").toString("base64")}`,
      "x-key": "a b",
      cookie: "c=a%20b",
    });
  });

  it("may be left out where the description says so, and fail the call where it does not", async () => {
    fake.service.reply(json({ id: 1 }));
    await get(fake.client({ auth: serviceAuth(hub, {}) }), { owner: "x" });
    const needed = service([[{ type: "bearer", option: "token" }]]);
    const client = fake.client({ auth: serviceAuth(needed, {}) }, needed);
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "auth",
      message: "Hub repos/get: no credentials were given: set token",
    });
    const none = { ...hub, auth: [] };
    fake.service.reply(json({ id: 1 }));
    await get(fake.client({ auth: serviceAuth(none, {}) }, none), { owner: "x" });
  });

  it("go to no other origin than the service's own, also when it redirects there", async () => {
    const requests: [string, string | null, string][] = [];
    const fetch = async (url: string, init: { headers: Headers; redirect: string }) => {
      requests.push([url, init.headers.get("authorization"), init.redirect]);
      return new Response("{}", { headers: { "content-type": "application/json" } });
    };
    const client = fake.client({ fetch, baseUrl: undefined, headers: { cookie: "a=b" } });
    await client.execute(
      { ...get.definition, baseUrl: "https://other.example/x/" },
      { owner: "o" },
    );
    await get(client, { owner: "o" });
    const keys = {
      auth: serviceAuth(service([[{ type: "apiKey", in: "header", name: "k", option: "key" }]]), {
        key: "1",
      }),
    };
    await get(fake.client({ fetch, ...keys }), { owner: "o" });
    await client.execute({ ...get.definition, method: "DELETE" }, { owner: "o" });
    expect(requests.map(([, authorization, redirect]) => [authorization, redirect])).toEqual([
      [null, "follow"],
      ["Bearer t0p-secret", "follow"],
      [null, "manual"],
      ["Bearer t0p-secret", "manual"],
    ]);
    expect(requests[0]?.[0]).toBe("https://other.example/x/repos/o");
  });
});
