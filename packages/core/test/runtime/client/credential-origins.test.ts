import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type AuthScheme, type ClientOptions, defineOperation } from "../../../src/runtime.js";
import { FakeService } from "../../../src/testing.js";
import { hub, json, useFakeHub } from "../hub.js";

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

const token = "t0ken-value/1";
const credentials = { token, user: "octocat", password: "pa55word-value" };
/** Everything that shows a credential, in every form in which it is sent. */
const shown = /t0ken|pa55|b2N0b2NhdDpwYTU1|session|x-key|api.key|cookie|authorization/i;

const ways: readonly (readonly [way: string, auth: AuthScheme])[] = [
  ["a bearer token", { type: "bearer", option: "token" }],
  ["a user and a password", { type: "basic", username: "user", password: "password" }],
  ["a key in a header", { type: "apiKey", in: "header", name: "X-Key", option: "token" }],
  ["a key in the query", { type: "apiKey", in: "query", name: "api key", option: "token" }],
  ["a key in a cookie", { type: "apiKey", in: "cookie", name: "session", option: "token" }],
];
const transports: readonly (readonly [transport: string, options: ClientOptions])[] = [
  ["undici", {}],
  ["fetch", { fetch: (url, init) => globalThis.fetch(url, init) }],
];
const cases = ways.flatMap(([way, auth]) =>
  transports.flatMap(([transport, options]) =>
    ["whole", "streamed"].map((answer) => ({ way, auth, transport, options, answer })),
  ),
);

const read = defineOperation<{ readonly page?: number }, unknown>({
  id: "read",
  method: "GET",
  path: "/items",
  parameters: { page: "query" },
});
describe.each(cases)("$way, with $answer answers by $transport,", ({ auth, options, answer }) => {
  const client = (credentialOrigins: readonly string[] = []) =>
    fake.client(
      { ...options, credentials, baseUrl: undefined },
      { ...hub, baseUrl: fake.service.url, auth: [[auth]], credentialOrigins },
    );

  async function call(of: ReturnType<typeof client>, operation: typeof read = read): Promise<void> {
    const parameters = { page: 2 };
    // What a caller gives by hand is a credential too, whatever the service's own scheme.
    const headers = { cookie: "session=by-hand", authorization: "by hand" };
    if (answer === "whole") await operation(of, parameters, { headers });
    else await (await operation.stream(of, parameters, { headers })).close();
  }

  it.each([301, 302, 303, 307, 308])(
    "stays behind when a %d leads to another origin",
    async (status) => {
      fake.service.reply((request) => ({
        status,
        headers: { location: `${stranger.url}/elsewhere${request.rawQuery}` },
      }));
      stranger.reply(json({}));
      await call(client());
      expect(JSON.stringify(fake.service.requests)).toMatch(/t0ken|b2N0b2NhdDpwYTU1/);
      expect(stranger.requests).toHaveLength(1);
      expect(stranger.requests[0]?.rawQuery).toContain("page=2");
      expect(JSON.stringify(stranger.requests)).not.toMatch(shown);
    },
  );

  it("does not go to an operation's own server on another host", async () => {
    stranger.reply(json({}));
    const elsewhere = defineOperation<{ readonly page?: number }, unknown>({
      ...read.definition,
      baseUrl: stranger.url,
    });
    await call(client(), elsewhere);
    expect(stranger.requests).toHaveLength(1);
    expect(JSON.stringify(stranger.requests)).not.toMatch(shown);
  });

  it("goes to another host that the description trusts", async () => {
    fake.service.reply({ status: 302, headers: { location: `${stranger.url}/elsewhere` } });
    stranger.reply(json({}));
    await call(client([stranger.url]));
    expect(JSON.stringify(stranger.requests)).toMatch(/t0ken|b2N0b2NhdDpwYTU1/);
  });
});
