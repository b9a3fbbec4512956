import { describe, expect, it } from "vitest";
import { defineOperation, MetricsCollector, ErrorHandler, secret } from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { create, download, get, hub, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

describe("a request", () => {
  it("has method, path, query and headers of the operation, the service and the client", async () => {
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({
      credentials: { token: secret("TOKEN", { TOKEN: "t0ken-value" }) },
      headers: { "X-Team": "blue" },
    });
    expect(await get(client, { owner: "a/b" })).toEqual({ id: 1 });
    expect(fake.service.requests[0]).toMatchObject({
      method: "GET",
      path: "/repos/a%2Fb",
      rawQuery: "",
      headers: {
        accept: "application/json",
        authorization: "Bearer t0ken-value",
        "user-agent": "agentflow (Hub)",
        "x-hub-version": "2",
        "x-team": "blue",
      },
    });
  });

  it("appends paths to the base URL's own path", async () => {
    fake.service.reply(json({ id: 1 }));
    await get(fake.client({ baseUrl: `${fake.service.url}/api/v3/` }), { owner: "x" });
    expect(fake.service.requests[0]?.path).toBe("/api/v3/repos/x");
  });

  it("lets the call's headers win over the client's, and the client's over the service's", async () => {
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({
      headers: { "x-hub-version": "3", "x-a": "client" },
      userAgent: "mine/1.0",
    });
    await get(client, { owner: "x" }, { headers: { "X-A": "call", "user-agent": "mine/2.0" } });
    expect(fake.service.requests[0]?.headers).toMatchObject({
      "x-hub-version": "3",
      "x-a": "call",
      "user-agent": "mine/2.0",
    });
  });

  it("sends a JSON body with its type", async () => {
    fake.service.reply(json({ id: 1 }));
    await create(fake.client(), { body: { name: "ü" } });
    const [request] = fake.service.requests;
    expect(request?.headers["content-type"]).toBe("application/json");
    expect(request?.body.toString()).toBe('{"name":"ü"}');
  });

  it("sends bytes and streams as they are, with the type the call names", async () => {
    fake.service.reply(json({ id: 1 }), json({ id: 2 }), json({ id: 3 }));
    const client = fake.client();
    const bytes = Uint8Array.of(0, 255, 1);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield bytes;
      yield bytes;
    }
    const stream = new Response(bytes).body ?? undefined;
    const contentType = "application/octet-stream";
    await create(client, { body: bytes }, { contentType });
    await create(client, { body: chunks() }, { contentType });
    await create(client, { body: stream }, { contentType });
    expect(fake.service.requests.map(({ body }) => [...body])).toEqual([
      [0, 255, 1],
      [0, 255, 1, 0, 255, 1],
      [0, 255, 1],
    ]);
    expect(fake.service.requests[1]?.headers["content-type"]).toBe(contentType);
  });

  it("has no body and no type when none is given", async () => {
    fake.service.reply(json({ id: 1 }));
    await create(fake.client());
    expect(fake.service.requests[0]?.headers["content-type"]).toBeUndefined();
    expect(fake.service.requests[0]?.body).toHaveLength(0);
  });

  it("is not sent with a value that cannot be sent", async () => {
    const client = fake.client();
    for (const [owner, text] of [
      ["..", "a segment"],
      ["", "is missing or empty"],
      ["\uD800", "well-formed"],
    ] as const) {
      expect(await rejection(get(client, { owner }))).toMatchObject({
        kind: "validation",
        message: expect.stringMatching(`^Hub repos/get: .*${text}`),
        attempts: 0,
      });
    }
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(await rejection(create(client, { body: cycle }))).toMatchObject({ kind: "validation" });
    expect(
      await rejection(get(client, { owner: "x" }, { headers: { "x-a": "b\r\nx-c: d" } })),
    ).toMatchObject({ kind: "validation" });
    expect(fake.service.requests).toEqual([]);
  });
});

describe("an answer", () => {
  it.each([
    ["application/json", '{"a":[1]}', { a: [1] }],
    ["application/problem+json; charset=utf-8", '"x"', "x"],
    ["text/plain", "plain ü", "plain ü"],
    ["text/html; charset=utf-8", "<p>", "<p>"],
    ["text/plain; charset=unheard-of", "x", "x"],
  ])("of type %s is read by its type", async (type, body, value) => {
    fake.service.reply({ headers: { "content-type": type }, body });
    expect(await download(fake.client())).toEqual(value);
  });

  it("is decoded from the character set that it names", async () => {
    const headers = { "content-type": 'text/plain; charset="iso-8859-1"' };
    fake.service.reply({ headers, body: Uint8Array.of(0xfc) });
    expect(await download(fake.client())).toBe("ü");
  });

  it("of any other type is bytes", async () => {
    const body = Uint8Array.of(1, 0, 255);
    fake.service.reply({ headers: { "content-type": "application/zip" }, body }, { body });
    const client = fake.client();
    expect([...((await download(client)) as Uint8Array)]).toEqual([1, 0, 255]);
    expect([...((await download(client)) as Uint8Array)]).toEqual([1, 0, 255]);
  });

  it("in many pieces is put together", async () => {
    const body = "x".repeat(1_000_000);
    fake.service.reply({ headers: { "content-type": "text/plain" }, body });
    expect(await download(fake.client())).toBe(body);
  });

  it("without a body is undefined where its status says so", async () => {
    fake.service.reply({ status: 204 });
    expect(await get(fake.client(), { owner: "x" })).toBeUndefined();
  });

  it("without a body is undefined where the service documents it", async () => {
    const check = defineOperation({ ...get.definition, mayBeEmpty: true });
    fake.service.reply({ status: 200 });
    expect(await check(fake.client(), { owner: "x" })).toBeUndefined();
  });

  it("without a body, with status 200, where JSON was asked for, is an error", async () => {
    fake.service.reply({ status: 200 });
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      kind: "response",
      message: "Hub repos/get: the answer is empty instead of JSON",
    });
  });

  it("to HEAD is undefined, whatever length it announces", async () => {
    const head = defineOperation<Record<string, never>, undefined>({
      id: "head",
      method: "HEAD",
      path: "/",
      accept: "application/json",
    });
    fake.service.reply(json({ id: 1 }));
    expect(await head(fake.client())).toBeUndefined();
  });

  it.each([{ accept: "text/plain" }, { headers: { accept: "text/plain" } }])(
    "may be of another type where the call asks for it: %j",
    async (options) => {
      fake.service.reply({ headers: { "content-type": "text/plain" }, body: "seven" });
      expect(await get(fake.client(), { owner: "x" }, options)).toBe("seven");
    },
  );

  it("without a type is JSON where only JSON was asked for", async () => {
    fake.service.reply({ body: '{"id":7}' });
    expect(await get(fake.client(), { owner: "x" })).toEqual({ id: 7 });
  });

  it("comes with status and headers from .response()", async () => {
    fake.service.reply(json({ id: 1 }, { status: 201, headers: { "x-a": ["1", "2"] } }));
    const { data, status, headers } = await get.response(fake.client(), { owner: "x" });
    expect({ data, status, a: headers["x-a"] }).toEqual({
      data: { id: 1 },
      status: 201,
      a: ["1", "2"],
    });
  });

  it("pollutes nothing with __proto__", async () => {
    fake.service.reply({
      headers: { "content-type": "application/json", __proto__: "x" },
      body: '{"__proto__":{"polluted":true},"id":1}',
    });
    const { data, headers } = await get.response(fake.client(), { owner: "x" });
    expect(Object.keys(data)).toEqual(["__proto__", "id"]);
    expect(Object.getPrototypeOf(headers)).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });

  it.each([
    [
      "HTML",
      { headers: { "content-type": "text/html" }, body: "<h1>Sign in</h1>" },
      "text/html instead",
    ],
    ["truncated JSON", json({ id: 12345678 }, { fault: "truncate" }), "not valid JSON"],
    ["bytes without a type", { body: Uint8Array.of(0, 1) }, "not valid JSON"],
    [
      "an encoding nobody knows",
      json({ id: 1 }, { headers: { "content-encoding": "rot13" } }),
      'encoded as "rot13"',
    ],
  ])("of %s instead of JSON is an error that quotes it", async (_what, answer, text) => {
    fake.service.reply(answer);
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      name: "ServiceError",
      kind: "response",
      message: expect.stringContaining(text),
      retryable: false,
      attempts: 1,
    });
  });

  it("that declares to be in no encoding is read", async () => {
    fake.service.reply(json({ id: 1 }, { headers: { "content-encoding": "identity" } }));
    expect(await get(fake.client(), { owner: "x" })).toEqual({ id: 1 });
  });

  it("is checked against the types that the call asked for", async () => {
    const html = { headers: { "content-type": "text/html" }, body: "<p>" };
    fake.service.reply(html, html);
    const client = fake.client();
    expect(await get(client, { owner: "x" }, { accept: "text/html, application/json" })).toBe(
      "<p>",
    );
    expect(fake.service.requests[0]?.headers.accept).toBe("text/html, application/json");
    expect(await rejection(download(client, {}, { accept: "application/json" }))).toMatchObject({
      kind: "response",
    });
  });

  it("beyond the size limit is not read to its end", async () => {
    fake.service.reply({ body: "x".repeat(2_000) });
    const client = fake.client({ maxResponseBytes: 1_999 });
    expect(await rejection(download(client))).toMatchObject({
      kind: "response",
      message: "Hub repos/download: the answer is longer than 1999 bytes",
    });
  });

  it("of exactly the size limit is read", async () => {
    fake.service.reply({ headers: { "content-type": "text/plain" }, body: "x".repeat(2_000) });
    expect(await download(fake.client({ maxResponseBytes: 2_000 }))).toHaveLength(2_000);
  });

  it("is a success with other statuses that the description lists", async () => {
    const operation = defineOperation<Record<string, never>, unknown>({
      id: "x",
      method: "POST",
      path: "/",
      successStatuses: [302],
    });
    fake.service.reply({ status: 302, headers: { location: "/elsewhere" } });
    const { status } = await operation.response(fake.client());
    expect(status).toBe(302);
  });
});

describe("an error answer", () => {
  it("says service, operation, status, message and request", async () => {
    fake.service.reply(
      json(
        { message: "No such\nrepository" },
        { status: 404, headers: { "x-request-id": "ABC123" } },
      ),
    );
    const error = await rejection(get(fake.client(), { owner: "x" }));
    expect(error).toMatchObject({
      message: "Hub repos/get: 404 Not Found: No such\\u000arepository (request ABC123)",
      kind: "not-found",
      status: 404,
      body: { message: "No such\nrepository" },
      requestId: "ABC123",
      operation: "repos/get",
      attempts: 1,
      retryable: false,
    });
  });

  it("says no more than its status when that is all there is", async () => {
    fake.service.reply({ status: 404 }, json({ message: "Not Found" }, { status: 404 }), {
      status: 499,
    });
    const client = fake.client();
    for (const message of ["404 Not Found", "404 Not Found", "499"]) {
      expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
        message: `Hub repos/get: ${message}`,
      });
    }
  });

  it.each([
    [{ error: "bad" }, "bad"],
    [{ error: { message: "worse" } }, "worse"],
    [{ error: { code: 1 }, title: "Title" }, "Title"],
    [{ title: "Title", detail: "Detail" }, "Detail"],
  ])("finds the service's own message in %j", async (body, text) => {
    fake.service.reply(json(body, { status: 422 }));
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      message: `Hub repos/get: 422 Unprocessable Entity: ${text}`,
    });
  });

  it.each([
    [400, "validation"],
    [401, "auth"],
    [402, "permission"],
    [403, "permission"],
    [404, "not-found"],
    [409, "conflict"],
    [410, "not-found"],
    [422, "validation"],
    [304, "not-modified"],
    [501, "server"],
  ])("of status %d has kind %s", async (status, kind) => {
    fake.service.reply({ status });
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({ status, kind });
  });

  it.each([
    ["text/html", "<h1>", "<h1>"],
    ["application/json", '{"cut', '{"cut'],
    ["application/octet-stream", "\u0001", Buffer.from("\u0001")],
  ])("of type %s keeps its body as far as it can be read", async (type, body, value) => {
    fake.service.reply({ status: 400, headers: { "content-type": type }, body });
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({ body: value });
  });

  it("is recognised by isError when it is documented and has the documented type", async () => {
    const html = { status: 404, headers: { "content-type": "text/html" }, body: "<h1>" };
    fake.service.reply(json({ message: "x" }, { status: 404 }), html, json({}, { status: 400 }));
    const client = fake.client();
    const errors = [
      await rejection(get(client, { owner: "x" })),
      await rejection(get(client, { owner: "x" })),
      await rejection(get(client, { owner: "x" })),
      new Error("something else"),
    ];
    expect(errors.map((error) => get.isError(error))).toEqual([true, false, false, false]);
    expect(errors.map((error) => create.isError(error))).toEqual([false, false, false, false]);
  });
});

describe("a client", () => {
  it("records every call once, with its outcome and its time", async () => {
    const metrics = new MetricsCollector();
    const errorHandler = new ErrorHandler();
    const clock = new FakeClock();
    fake.service.reply({ status: 503 }, json({ id: 1 }), { status: 404 });
    const client = fake.client({ metrics, errorHandler, clock, random: () => 0.5 });
    await get(client, { owner: "x" });
    await rejection(get(client, { owner: "x" }));
    await rejection(create(client, { body: Symbol("no JSON") }));
    expect(metrics.snapshot()).toMatchObject([
      { operation: "repos/create", failures: 1 },
      { operation: "repos/get", calls: 2, successes: 1, failures: 1, latency: { max: 250 } },
    ]);
    expect(errorHandler.statistics()).toMatchObject({
      total: 2,
      kinds: { "not-found": 1, validation: 1 },
      operations: { "repos/create": 1, "repos/get": 1 },
    });
  });

  it("refuses calls after it was closed", async () => {
    const client = fake.client();
    await client.close();
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({ kind: "cancelled" });
  });

  it("knows its service", () => {
    expect(fake.client().service).toBe(hub);
  });

  it.each([
    "ftp://hub.example",
    "not a URL",
    "https://user:password1@hub.example",
    "https://hub.example/?a=b",
    "https://hub.example/#a",
  ])("refuses the base URL %s", (baseUrl) => {
    const problem = expect.objectContaining({ code: "AF_CONFIG_INVALID" });
    expect(() => fake.client({ baseUrl })).toThrow(problem);
    expect(() => fake.client({ baseUrl })).not.toThrow("password1");
  });

  it.each([
    { timeout: 0 },
    { attemptTimeout: -1 },
    { maxResponseBytes: Number.NaN },
    { connections: 0 },
    { connections: 1.5 },
  ])("refuses %j", (options) => {
    expect(() => fake.client(options)).toThrow(RangeError);
  });

  it("reports an unusable server of an operation with the call", async () => {
    const operation = defineOperation<Record<string, never>, unknown>({
      id: "x",
      method: "GET",
      path: "/",
      baseUrl: "mailto:x",
    });
    const client = fake.client({ baseUrl: undefined });
    expect(await rejection(operation(client))).toMatchObject({ kind: "validation" });
  });
});
