import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oauthToken, type TokenEndpoint, type TokenInput } from "../../../src/runtime.js";
import { get, hub, json, rejection, useFakeHub } from "../hub.js";
import { client, type IdentityProvider, startIdentityProvider } from "./identity-provider.js";

const fake = useFakeHub();

describe.each(["client_secret_basic", "client_secret_post"] as const)(
  "tokens of oidc-provider, which knows the client by %s,",
  (method) => {
    let provider: IdentityProvider;
    beforeAll(async () => {
      provider = await startIdentityProvider(method);
    });
    afterAll(() => provider.close());

    const discovered = (): TokenEndpoint => ({ discoveryUrl: provider.issuer });
    const sent = (): string =>
      String(fake.service.requests.at(-1)?.headers.authorization).slice("Bearer ".length);
    const calling = async (input: TokenInput, endpoint: TokenEndpoint): Promise<void> => {
      fake.service.reply(json({ id: 1 }));
      const token = oauthToken(input, endpoint);
      await get(fake.client({ credentials: { token } }, hub), { owner: "x" });
    };

    it("are the client's own, found by discovery", async () => {
      await calling({ ...client, scopes: ["read", "write"] }, discovered());
      expect(await provider.introspect(sent())).toMatchObject({
        active: true,
        scope: "read write",
      });
    });

    it("are found at the address of the metadata too", async () => {
      const discoveryUrl = `${provider.issuer}/.well-known/openid-configuration`;
      await calling(client, { discoveryUrl });
      expect(await provider.introspect(sent())).toMatchObject({ active: true });
    });

    it("are refreshed, with the newest refresh token each time", async () => {
      const refreshToken = await provider.refreshToken();
      const rotated: string[] = [];
      const token = oauthToken(
        { ...client, refreshToken, onRefreshToken: (each) => void rotated.push(each) },
        discovered(),
      );
      fake.service.reply(json({ id: 1 }), { status: 401 }, json({ id: 1 }));
      const calls = fake.client({ credentials: { token } });
      await get(calls, { owner: "x" });
      const first = sent();
      await get(calls, { owner: "x" });
      expect(sent()).not.toBe(first);
      expect(await provider.introspect(sent())).toMatchObject({ active: true });
      expect(new Set([refreshToken, ...rotated]).size).toBe(3);
    });

    it("are asked for once, however many calls need one", async () => {
      const before = provider.given();
      fake.service.reply(...Array.from({ length: 20 }, () => json({ id: 1 })));
      const calls = fake.client({ credentials: { token: oauthToken(client, discovered()) } });
      await Promise.all(Array.from({ length: 20 }, () => get(calls, { owner: "x" })));
      expect(provider.given() - before).toBe(1);
    });

    it("are refused to a client with another secret, whose secret no error shows", async () => {
      const token = oauthToken({ ...client, clientSecret: "another-secret" }, discovered());
      const error = await rejection(get(fake.client({ credentials: { token } }), { owner: "x" }));
      expect(error).toMatchObject({
        kind: "auth",
        attempts: 0,
        cause: { code: "AF_TOKEN_REFUSED" },
        message: expect.stringContaining("invalid_client"),
      });
      expect(JSON.stringify(error)).not.toContain("another-secret");
    });
  },
);
