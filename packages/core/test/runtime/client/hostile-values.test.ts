import { describe, expect, it } from "vitest";
import { type CallOptions, type ClientOptions, defineOperation } from "../../../src/runtime.js";
import { type FakeAnswer } from "../../../src/testing.js";
import { create, get, hub, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();
const transports: readonly (readonly [transport: string, options: ClientOptions])[] = [
  ["undici", {}],
  ["fetch", { fetch: (url, init) => globalThis.fetch(url, init) }],
];
const breaks = ["\r\nx-admin: 1", "\nx-admin: 1", "\rx-admin: 1", "\0", "\u2028", "\u{1F600}"];

describe.each(transports)("a value in a path, sent by %s,", (_transport, options) => {
  it.each([
    "../",
    "../../admin",
    "a/../../admin",
    "..\\..\\admin",
    "%2f",
    "%2e%2e%2fadmin",
    "%2e%2e",
    "%2E.",
    "?",
    "x?admin=true",
    "#",
    "x#admin",
    "//other.example",
    "@other.example",
    ";admin=true",
    "x;/../admin",
    "&a=b",
    "a b",
    "...",
    ".a",
    "a.",
    "\r\nx-admin: 1",
    "\0",
    "\u2028",
    "ü",
  ])("stays one segment, and itself: %j", async (owner) => {
    fake.service.reply((request): FakeAnswer => {
      const segments = request.path.split("/");
      return json({ id: segments.length, owner: decodeURIComponent(segments.at(-1) ?? "") });
    });
    expect(await get(fake.client(options), { owner })).toEqual({ id: 3, owner });
    expect(fake.service.requests[0]).toMatchObject({ rawQuery: "" });
    expect(fake.service.requests[0]?.headers).not.toHaveProperty("x-admin");
  });

  it.each([".", "..", ""])("is refused where it would be another path: %j", async (owner) => {
    expect(await rejection(get(fake.client(options), { owner }))).toMatchObject({
      kind: "validation",
      attempts: 0,
    });
    expect(fake.service.requests).toEqual([]);
  });

  it("is refused also where only its neighbours make it another path", async () => {
    const file = defineOperation<{ readonly name: string }, unknown>({
      id: "file",
      method: "GET",
      path: "/files/.{name}",
      parameters: { name: "path" },
    });
    expect(await rejection(file(fake.client(options), { name: "." }))).toMatchObject({
      kind: "validation",
    });
  });
});

describe.each(breaks)("a header value that holds %j is refused", (end) => {
  const value = `a${end}`;
  const search = defineOperation<{ readonly tag?: string }, unknown>({
    id: "search",
    method: "GET",
    path: "/search",
    parameters: { tag: "header" },
  });

  it.each<[string, CallOptions]>([
    ["headers", { headers: { "x-a": value } }],
    ["idempotencyKey", { idempotencyKey: value }],
    ["accept", { accept: value }],
    ["contentType", { contentType: `application/octet-stream; a=${value}` }],
  ])("in the option %s of a call", async (_option, options) => {
    const body = new Uint8Array(1);
    expect(await rejection(create(fake.client(), { body }, options))).toMatchObject({
      kind: "validation",
      attempts: 0,
    });
    expect(fake.service.requests).toEqual([]);
  });

  it("in a parameter", async () => {
    expect(await rejection(search(fake.client(), { tag: value }))).toMatchObject({
      kind: "validation",
      attempts: 0,
    });
    expect(fake.service.requests).toEqual([]);
  });

  it("in a credential, which the error does not show", async () => {
    const credentials = { token: `t0ken-value${end}` };
    const error = await rejection(get(fake.client({ credentials }), { owner: "x" }));
    expect(error).toMatchObject({ kind: "validation", attempts: 0 });
    expect(String(error)).not.toContain("t0ken");
    expect(fake.service.requests).toEqual([]);
  });

  it("in a key in a header", async () => {
    const auth = [[{ type: "apiKey", in: "header", name: "x-key", option: "key" }]] as const;
    const client = fake.client({ credentials: { key: value } }, { ...hub, auth });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({ kind: "validation" });
  });

  it("in the headers of a client, when it is made", () => {
    expect(() => fake.client({ headers: { "x-a": value } })).toThrow("x-a");
    expect(() => fake.client({ userAgent: value })).toThrow("user-agent");
    expect(() => fake.client({}, { ...hub, headers: { "x-a": value } })).toThrow("x-a");
  });
});

describe("a value that goes where it is encoded", () => {
  it.each(breaks)("is sent in a cookie and in the query as it is: %j", async (value) => {
    const visit = defineOperation<{ readonly theme: string; readonly q: string }, unknown>({
      id: "visit",
      method: "GET",
      path: "/visit",
      parameters: { theme: "cookie", q: "query" },
    });
    fake.service.reply({});
    await visit(fake.client(), { theme: value, q: value });
    const [request] = fake.service.requests;
    expect(request?.headers).not.toHaveProperty("x-admin");
    expect(request?.headers.cookie).toBe(`theme=${encodeURIComponent(value)}`);
    expect(request?.rawQuery).toBe(`?q=${encodeURIComponent(value)}`);
  });
});
