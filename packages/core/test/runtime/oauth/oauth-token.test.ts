import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  type ClientOptions,
  oauthToken,
  type OAuthGrant,
  secret,
  type SecretInput,
  type TokenEndpoint,
} from "../../../src/runtime.js";
import { type FakeAnswer, FakeClock } from "../../../src/testing.js";
import { get, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();
const grant = { clientId: "client-1", clientSecret: "s3cret-of-client" };
const answer = json({ id: 1 });
const token = (value: string, rest: object = {}): FakeAnswer =>
  json({ access_token: value, token_type: "Bearer", expires_in: 600, ...rest });

/** The fake service gives the tokens, too: what it is told to reply comes in the order of the requests. */
function tokenOf(
  input: Partial<OAuthGrant> = {},
  options: ClientOptions = {},
  endpoint: TokenEndpoint = { tokenUrl: `${fake.service.url}/token` },
): SecretInput {
  return oauthToken({ ...grant, ...input }, endpoint, options);
}

const paths = (): string[] => fake.service.requests.map(({ path }) => path);
const bearers = (): unknown[] =>
  fake.service.requests
    .filter(({ path }) => path !== "/token")
    .map(({ headers }) => headers.authorization);
const form = (): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(fake.service.requests[0]?.body.toString()));

describe("a token that the client gets by itself", () => {
  it("is asked for as RFC 6749 §4.4.2 says, and sent", async () => {
    fake.service.reply(token("t1"), answer);
    const given = tokenOf({ scopes: ["a", "b"], parameters: { audience: "hub" } });
    await get(fake.client({ credentials: { token: given } }), { owner: "x" });
    expect(form()).toEqual({ grant_type: "client_credentials", scope: "a b", audience: "hub" });
    expect(fake.service.requests[0]?.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      authorization: `Basic ${Buffer.from("client-1:s3cret-of-client").toString("base64")}`,
    });
    expect(bearers()).toEqual(["Bearer t1"]);
  });

  it("is asked for with id and secret in the body where the service wants it so", async () => {
    fake.service.reply(token("t1"), answer);
    const given = tokenOf({ clientAuthentication: "body" });
    await get(fake.client({ credentials: { token: given } }), { owner: "x" });
    expect(form()).toMatchObject({ client_id: "client-1", client_secret: "s3cret-of-client" });
    expect(fake.service.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("is refreshed by a public client, which has no secret, at the place for that", async () => {
    fake.service.reply(token("t1"), answer);
    const { url } = fake.service;
    const given = tokenOf(
      { clientSecret: undefined, refreshToken: secret("R", { R: "r-1" }) },
      {},
      { tokenUrl: `${url}/token`, refreshUrl: `${url}/refresh` },
    );
    await get(fake.client({ credentials: { token: given } }), { owner: "x" });
    expect(paths()[0]).toBe("/refresh");
    expect(form()).toEqual({
      grant_type: "refresh_token",
      refresh_token: "r-1",
      client_id: "client-1",
    });
  });

  it.each([
    ["30 s before a long life ends", 600, 569_999, 570_000],
    ["a tenth of its life before a short one ends", 10, 8_999, 9_000],
    ["at once when the service says so as text", "10", 8_999, 9_000],
  ])("is kept, and replaced %s", async (_, expires_in, before, end) => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply(token("t1", { expires_in }), answer, answer, token("t2"), answer);
    const client = fake.client({ clock, credentials: { token: tokenOf({}, { clock }) } });
    await get(client, { owner: "x" });
    clock.advance(before);
    await get(client, { owner: "x" });
    clock.advance(end - before);
    await get(client, { owner: "x" });
    expect(bearers()).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
  });

  it("is kept until it is refused when the service says nothing of its life", async () => {
    const clock = new FakeClock({ manual: true });
    fake.service.reply(token("t1", { expires_in: undefined }), answer, answer);
    const client = fake.client({ clock, credentials: { token: tokenOf({}, { clock }) } });
    await get(client, { owner: "x" });
    clock.advance(1e12);
    await get(client, { owner: "x" });
    expect(bearers()).toEqual(["Bearer t1", "Bearer t1"]);
  });

  it("is replaced once after a 401, and the second refusal stands", async () => {
    fake.service.reply(token("t1"), { status: 401 }, token("t2"), { status: 401 });
    const client = fake.client({ credentials: { token: tokenOf() } });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "auth",
      status: 401,
      attempts: 2,
    });
    expect(bearers()).toEqual(["Bearer t1", "Bearer t2"]);
  });

  it("is replaced once when many calls are refused at once or one after the other", async () => {
    const tokens = ["old", "new", "too many"];
    const reply = ({ path, headers }: { path: string; headers: object }): FakeAnswer => {
      if (path === "/token") return token(tokens.shift() ?? "none");
      return Reflect.get(headers, "authorization") === "Bearer old" ? { status: 401 } : answer;
    };
    const client = fake.client({ credentials: { token: tokenOf() } });
    fake.service.reply(reply, answer);
    await get(client, { owner: "x" });
    fake.service.reply(...Array.from({ length: 100 }, () => reply));
    await Promise.all(Array.from({ length: 20 }, () => get(client, { owner: "x" })));
    expect(tokens).toEqual(["too many"]);
  });

  it("is asked for again after its endpoint was down", async () => {
    fake.service.reply({ status: 503 }, token("t1"), answer);
    const client = fake.client({ credentials: { token: tokenOf() } });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({ kind: "server" });
    await get(client, { owner: "x" });
    expect(bearers()).toEqual(["Bearer t1"]);
  });

  it("keeps the refresh token where no other comes, and tells of one that does", async () => {
    const told: string[] = [];
    fake.service.reply(
      token("t1", { expires_in: 1 }),
      answer,
      token("t2", { refresh_token: "r-2" }),
      answer,
    );
    const clock = new FakeClock({ manual: true });
    const given = tokenOf(
      { refreshToken: "r-1", onRefreshToken: (each) => void told.push(each) },
      { clock },
    );
    const client = fake.client({ clock, credentials: { token: given } });
    await get(client, { owner: "x" });
    clock.advance(1000);
    await get(client, { owner: "x" });
    const sent = fake.service.requests
      .filter(({ path }) => path === "/token")
      .map(({ body }) => new URLSearchParams(body.toString()).get("refresh_token"));
    expect([sent, told]).toEqual([["r-1", "r-1"], ["r-2"]]);
  });
});

describe("a token endpoint that gives none", () => {
  const secrets = ["s3cret-of-client", "r-1-of-user"];
  it.each<[string, FakeAnswer, object]>([
    ["refuses", json({ error: "invalid_grant" }, { status: 400 }), { kind: "auth" }],
    ["repeats the secret", json({ error: secrets.join() }, { status: 401 }), { kind: "auth" }],
    ["refuses without a reason", { status: 403, body: "no" }, { kind: "auth" }],
    ["is busy", { status: 429 }, { kind: "rate-limit" }],
    ["redirects", { status: 302, headers: { location: "http://127.0.0.1:1/" } }, { kind: "auth" }],
    ["answers with a page", { body: `<p>${secrets.join()}` }, { kind: "response" }],
    ["answers with a list", json([]), { kind: "response" }],
    ["answers with many levels", { body: "[".repeat(1e5) }, { kind: "response" }],
    ["forgets the token", json({ token_type: "bearer" }), { kind: "response" }],
    ["gives another kind", token("t1", { token_type: "mac" }), { kind: "response" }],
    ["breaks off", { fault: "drop-before-answer" }, { kind: "network" }],
  ])("and %s fails the call before it is sent, and shows no secret", async (_, reply, expected) => {
    fake.service.reply(reply);
    const given = tokenOf({ refreshToken: "r-1-of-user" });
    const error = await rejection(
      get(fake.client({ credentials: { token: given } }), { owner: "x" }),
    );
    expect(error).toMatchObject({ ...expected, attempts: 0 });
    const shown = [inspect(error, { depth: null, showHidden: true }), JSON.stringify(error)];
    expect(secrets.filter((each) => shown.some((text) => text.includes(each)))).toEqual([]);
  });

  it("in time fails the call in its own", async () => {
    const clock = new FakeClock({ manual: true });
    const given = tokenOf({}, { clock });
    fake.service.reply(() => {
      clock.advance(1000);
      return { fault: "hang" };
    });
    const client = fake.client({ clock, timeout: 1000, credentials: { token: given } });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "timeout",
      message: expect.stringContaining("credentials did not come in time"),
    });
    clock.advance(30_000);
  });
});

describe("the place where tokens are given", () => {
  const address = (tokenUrl: string) => () => tokenOf({ tokenUrl }, {}, {});
  it.each(["http://hub.example/token", "ftp://hub.example", "no URL", "https://u:p@hub.example/"])(
    "is refused when it is %s",
    (tokenUrl) => {
      expect(address(tokenUrl)).toThrow(expect.objectContaining({ code: "AF_CONFIG_INVALID" }));
    },
  );

  it.each([
    "https://hub.example/token",
    "http://localhost:1/",
    "http://[::1]/",
    "http://127.0.0.1",
  ])("may be %s", (tokenUrl) => {
    expect(address(tokenUrl)).not.toThrow();
  });

  it("has to be given when the description has none", () => {
    expect(() => tokenOf({}, {}, {})).toThrow("does not say where tokens are given");
  });

  it.each<[string, FakeAnswer, string]>([
    ["cannot be had", { status: 500 }, "server"],
    ["are not there", { status: 404 }, "response"],
    ["name none", json({ issuer: "x" }), "validation"],
    ["name one without encryption", json({ token_endpoint: "http://hub.example" }), "validation"],
  ])(
    "is not found when the provider's metadata %s, and is looked for again",
    async (_, reply, kind) => {
      const { url } = fake.service;
      const given = tokenOf({}, {}, { discoveryUrl: `${url}/issuer/` });
      const client = fake.client({ credentials: { token: given } });
      fake.service.reply(reply);
      expect(await rejection(get(client, { owner: "x" }))).toMatchObject({ kind });
      fake.service.reply(json({ token_endpoint: `${url}/token` }), token("t1"), answer);
      await get(client, { owner: "x" });
      expect(paths()[0]).toBe("/issuer/.well-known/openid-configuration");
      expect(bearers().at(-1)).toBe("Bearer t1");
    },
  );
});

it("a token that the caller gives stays what it is", () => {
  const given = secret("TOKEN", {});
  const ask = (): string => "x";
  const inputs = ["text", given, ask];
  expect(inputs.map((each) => oauthToken(each, {}))).toEqual(inputs);
});
