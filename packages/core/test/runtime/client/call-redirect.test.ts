import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type AuthDescription,
  type AuthScheme,
  defineOperation,
  type ServiceDescription,
} from "../../../src/runtime.js";
import { type FakeAnswer, FakeClock, FakeService } from "../../../src/testing.js";
import { create, get, hub, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();
/** Another origin: the same machine, another port. */
let stranger: FakeService;
beforeAll(async () => {
  stranger = await FakeService.start();
});
afterEach(() => {
  stranger.reset();
});
afterAll(() => stranger.close());

const credentials = { token: "t0ken-value-1" };

function to(location: string, status = 302): FakeAnswer {
  return { status, headers: { location } };
}

function withAuth(auth: AuthScheme): ServiceDescription {
  return { ...hub, auth: [[auth], []] };
}

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])("of a GET by %d is followed", async (status) => {
    fake.service.reply(to("/elsewhere?a=b", status), json({ id: 1 }));
    expect(await get(fake.client({ credentials }), { owner: "x" })).toEqual({ id: 1 });
    expect(fake.service.requests[1]).toMatchObject({
      method: "GET",
      path: "/elsewhere",
      rawQuery: "?a=b",
      headers: { authorization: "Bearer t0ken-value-1", "x-hub-version": "2" },
    });
  });

  it("is relative to where it came from", async () => {
    fake.service.reply(to("other"), json({ id: 1 }));
    await get(fake.client(), { owner: "x" });
    expect(fake.service.requests[1]?.path).toBe("/repos/other");
  });

  it("is followed five times and no more", async () => {
    fake.service.reply(...Array.from({ length: 5 }, () => to("/again")), json({ id: 1 }));
    expect(await get(fake.client(), { owner: "x" })).toEqual({ id: 1 });
    fake.service.reply(...Array.from({ length: 6 }, () => to("/again")));
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      kind: "redirect",
      message: "Hub repos/get: redirected more than 5 times",
    });
  });

  it.each([301, 302, 303])("of a POST by %d is an error", async (status) => {
    fake.service.reply(to("/elsewhere", status));
    expect(await rejection(create(fake.client(), { body: {} }))).toMatchObject({
      kind: "redirect",
      status,
      attempts: 1,
    });
  });

  it.each([307, 308])("of a POST by %d keeps method and body", async (status) => {
    fake.service.reply(to("/elsewhere", status), json({ id: 1 }));
    await create(fake.client(), { body: { a: 1 } });
    const sent = fake.service.requests.map(({ method, body }) => [method, body.toString()]);
    expect(sent).toEqual([
      ["POST", '{"a":1}'],
      ["POST", '{"a":1}'],
    ]);
  });

  it("of a stream is an error, because a stream can be sent once", async () => {
    fake.service.reply(to("/elsewhere", 307));
    const body = new Response("abc").body ?? undefined;
    const options = { contentType: "application/octet-stream" };
    expect(await rejection(create(fake.client(), { body }, options))).toMatchObject({
      kind: "redirect",
    });
  });

  it.each([301, 302, 303, 307, 308])("of a GET with a stream by %d is one, too", async (status) => {
    const search = defineOperation<{ readonly body: AsyncIterable<Uint8Array> }, unknown>({
      id: "search",
      method: "GET",
      path: "/search",
      body: { contentType: "application/octet-stream" },
    });
    async function* query(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("what?");
    }
    fake.service.reply(to("/elsewhere", status), json({ id: 1 }));
    expect(await rejection(search(fake.client(), { body: query() }))).toMatchObject({
      kind: "redirect",
      status,
    });
    expect(fake.service.requests.map(({ body }) => body.toString())).toEqual(["what?"]);
  });

  it.each(["file:///etc/passwd", "javascript:alert(1)"])("to %s is an error", async (location) => {
    fake.service.reply(to(location));
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      kind: "redirect",
      message: expect.stringContaining("redirects to a"),
    });
  });

  it.each([{ status: 302 }, to("http://[")])("to nowhere is an error: %j", async (answer) => {
    fake.service.reply(answer);
    expect(await rejection(get(fake.client(), { owner: "x" }))).toMatchObject({
      kind: "redirect",
      status: 302,
    });
  });

  it("sends no user and password that stand in its URL", async () => {
    const url = new URL(stranger.url);
    url.username = "user";
    url.password = "word";
    fake.service.reply(to(url.href));
    stranger.reply(json({ id: 1 }));
    await get(fake.client(), { owner: "x" });
    expect(stranger.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("begins anew when the request is sent again", async () => {
    fake.service.reply(to("/elsewhere"), { status: 500 }, json({ id: 1 }));
    await get(fake.client({ clock: new FakeClock() }), { owner: "x" });
    expect(fake.service.requests.map(({ path }) => path)).toEqual([
      "/repos/x",
      "/elsewhere",
      "/repos/x",
    ]);
  });
});

describe("credentials", () => {
  const password = "pa55word-value";
  it.each<[string, AuthScheme, Record<string, string>]>([
    ["bearer", { type: "bearer", option: "token" }, { authorization: "Bearer t0ken-value-1" }],
    [
      "basic",
      { type: "basic", username: "user", password: "password" },
      { authorization: `Basic ${Buffer.from(`octocat:${password}`).toString("base64")}` },
    ],
    [
      "key in a header",
      { type: "apiKey", in: "header", name: "X-Key", option: "token" },
      { "x-key": "t0ken-value-1" },
    ],
    [
      "key in a cookie",
      { type: "apiKey", in: "cookie", name: "session", option: "token" },
      { cookie: "session=t0ken-value-1" },
    ],
  ])("are sent as %s, and not to another origin", async (_kind, auth, headers) => {
    fake.service.reply(to(`${stranger.url}/x`));
    stranger.reply(json({ id: 1 }));
    const all = { ...credentials, user: "octocat", password };
    await get(fake.client({ credentials: all }, withAuth(auth)), { owner: "x" });
    expect(fake.service.requests[0]?.headers).toMatchObject(headers);
    expect(stranger.requests).toHaveLength(1);
    expect(Object.keys(stranger.requests[0]?.headers ?? {})).not.toContain(Object.keys(headers)[0]);
    expect(JSON.stringify(stranger.requests)).not.toMatch(/t0ken|pa55/);
  });

  it("are sent as a query parameter, and not to another origin that is told it", async () => {
    const auth: AuthScheme = { type: "apiKey", in: "query", name: "api key", option: "token" };
    fake.service.reply(to("/same?page=2"), to(`${stranger.url}/x?api%20key=t0ken-value-1&a=b`));
    stranger.reply(json({ id: 1 }));
    await get(fake.client({ credentials }, withAuth(auth)), { owner: "x" });
    expect(fake.service.requests.map(({ rawQuery }) => rawQuery)).toEqual([
      "?api%20key=t0ken-value-1",
      "?page=2&api%20key=t0ken-value-1",
    ]);
    expect(stranger.requests[0]?.rawQuery).toBe("?a=b");
  });

  it.each(["api%20key", "api+key", "%61pi%20key", "api%20%6bey"])(
    "are not sent to another origin that is told their parameter as %s",
    async (name) => {
      const auth = { type: "apiKey", in: "query", name: "api key", option: "token" } as const;
      fake.service.reply(to(`${stranger.url}/x?${name}=t0ken-value-1&a=b&100%`));
      stranger.reply(json({ id: 1 }));
      await get(fake.client({ credentials }, withAuth(auth)), { owner: "x" });
      expect(stranger.requests[0]?.rawQuery).toBe("?a=b&100%");
    },
  );

  it("are added to the cookies of a call", async () => {
    const auth: AuthScheme = {
      type: "apiKey",
      in: "cookie",
      name: "session",
      option: "token",
    };
    fake.service.reply(json({ id: 1 }));
    const client = fake.client({ credentials }, withAuth(auth));
    await get(client, { owner: "x" }, { headers: { cookie: "theme=dark" } });
    expect(fake.service.requests[0]?.headers.cookie).toBe("theme=dark; session=t0ken-value-1");
  });

  it("go to further origins that the description trusts", async () => {
    fake.service.reply(to(`${stranger.url}/x`));
    stranger.reply(json({ id: 1 }));
    const trusting = { ...hub, credentialOrigins: [stranger.url] };
    await get(fake.client({ credentials }, trusting), { owner: "x" });
    expect(stranger.requests[0]?.headers.authorization).toBe("Bearer t0ken-value-1");
  });

  it("given as headers stay with the origin, too", async () => {
    fake.service.reply(to(`${stranger.url}/x`));
    stranger.reply(json({ id: 1 }));
    const client = fake.client({ headers: { Authorization: "custom abc" } });
    await get(client, { owner: "x" }, { headers: { Cookie: "a=b" } });
    expect(fake.service.requests[0]?.headers).toMatchObject({
      authorization: "custom abc",
      cookie: "a=b",
    });
    expect(stranger.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(stranger.requests[0]?.headers).not.toHaveProperty("cookie");
  });

  it("come back when a redirect leads back", async () => {
    fake.service.reply(to(`${stranger.url}/x`), json({ id: 1 }));
    stranger.reply(to(`${fake.service.url}/back`));
    await get(fake.client({ credentials }), { owner: "x" });
    expect(fake.service.requests[1]?.headers.authorization).toBe("Bearer t0ken-value-1");
  });

  it("are not sent to an operation's own server, unless it is trusted", async () => {
    const upload = defineOperation<Record<string, never>, unknown>({
      id: "upload",
      method: "GET",
      path: "/up",
      baseUrl: `${stranger.url}/v1`,
    });
    stranger.reply({ status: 204 }, { status: 204 });
    const elsewhere = { ...hub, baseUrl: fake.service.url };
    await upload(fake.client({ baseUrl: undefined, credentials }, elsewhere));
    const trusting = { ...elsewhere, credentialOrigins: [stranger.url] };
    await upload(fake.client({ baseUrl: undefined, credentials }, trusting));
    expect(stranger.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/v1/up", undefined],
      ["/v1/up", "Bearer t0ken-value-1"],
    ]);
  });

  it("and calls all go to a base URL that the client is given", async () => {
    const upload = defineOperation<Record<string, never>, unknown>({
      id: "upload",
      method: "GET",
      path: "/up",
      baseUrl: stranger.url,
    });
    fake.service.reply({ status: 204 });
    await upload(fake.client({ credentials }));
    expect(fake.service.requests[0]?.headers.authorization).toBe("Bearer t0ken-value-1");
    expect(stranger.requests).toEqual([]);
  });

  it("are those of the first alternative that is given whole", async () => {
    const auth: AuthDescription = [
      [],
      [{ type: "basic", username: "user", password: "password" }],
      [{ type: "apiKey", in: "header", name: "x-key", option: "key" }],
      [{ type: "bearer", option: "token" }],
    ];
    fake.service.reply(json({ id: 1 }));
    await get(fake.client({ credentials: { user: "u", ...credentials } }, { ...hub, auth }), {
      owner: "x",
    });
    expect(fake.service.requests[0]?.headers.authorization).toBe("Bearer t0ken-value-1");
  });

  it("from a function are asked for at every call", async () => {
    let count = 0;
    const token = (): Promise<string> => {
      count += 1;
      return Promise.resolve(`token-${count}`);
    };
    fake.service.reply(json({ id: 1 }), json({ id: 1 }));
    const client = fake.client({ credentials: { token } });
    await get(client, { owner: "x" });
    await get(client, { owner: "x" });
    const sent = fake.service.requests.map(({ headers }) => headers.authorization);
    expect(sent).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("that are undefined are missing", async () => {
    const auth: AuthScheme = { type: "basic", username: "user", password: "password" };
    // What a program without types may give.
    const given = { user: undefined, password } as unknown as Record<string, string>;
    fake.service.reply(json({ id: 1 }));
    await get(fake.client({ credentials: given }, withAuth(auth)), { owner: "x" });
    expect(fake.service.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("that are missing let the call be anonymous, unless the service requires them", async () => {
    fake.service.reply(json({ id: 1 }));
    await get(fake.client(), { owner: "x" });
    expect(fake.service.requests[0]?.headers.authorization).toBeUndefined();
    const auth: AuthDescription = [
      [{ type: "basic", username: "user", password: "password" }],
      [{ type: "bearer", option: "token" }],
    ];
    const strict = fake.client({}, { ...hub, auth });
    expect(await rejection(get(strict, { owner: "x" }))).toMatchObject({
      kind: "auth",
      message: "Hub repos/get: no credentials were given: set user and password, or token",
      attempts: 0,
    });
    expect(fake.service.requests).toHaveLength(1);
  });

  it("that cannot be read fail the call before it is sent", async () => {
    const { secret } = await import("../../../src/runtime.js");
    const missing = fake.client({ credentials: { token: secret("HUB_TOKEN", {}) } });
    expect(await rejection(get(missing, { owner: "x" }))).toMatchObject({
      kind: "auth",
      message: expect.stringContaining('"HUB_TOKEN" is not set'),
      cause: { code: "AF_SECRET_MISSING" },
    });
    const broken = fake.client({
      credentials: { token: () => Promise.reject(new Error("vault sealed")) },
    });
    expect(await rejection(get(broken, { owner: "x" }))).toMatchObject({
      message: "Hub repos/get: vault sealed",
    });
    const empty = fake.client({ credentials: { token: "" } });
    expect(await rejection(get(empty, { owner: "x" }))).toMatchObject({
      kind: "auth",
      message: expect.stringContaining('"token" is empty'),
    });
    const forged = fake.client({ credentials: { token: "a\r\nx-admin: 1" } });
    expect(await rejection(get(forged, { owner: "x" }))).toMatchObject({ kind: "validation" });
    expect(fake.service.requests).toEqual([]);
  });
});
