import type { OAuthGrant } from "@agentflow/core/runtime";
import { FakeService } from "@agentflow/core/testing";
import { expect } from "vitest";
import { comparable } from "./comparable.js";
import { expectRequest } from "./wire-comparison.js";
import {
  readWire,
  readWireService,
  repliesTo,
  testCredential,
  valueOf,
  type WireCredential,
} from "./wire-data.js";

/**
 * Fails unless a call sends the request of a case, credentials included, and resolves with its answer.
 * @param connect makes the client; it is closed afterwards
 * @param auth where the credentials stand that the client was given; left out: those of the case
 * @param headers fields that the client was given, by lower-case name
 */
export async function expectCall<Client extends { close(): Promise<void> }>(
  [group, key]: readonly [group: string, key: string],
  connect: (baseUrl: string) => Client,
  call: (client: Client) => Promise<unknown>,
  auth?: readonly WireCredential[],
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { request: expected, answer } = readWire(group)(key);
  const sent = { ...expected, headers: { ...expected.headers, ...headers } };
  const wire = { request: { ...sent, ...(auth && { auth }) }, answer };
  const fake = await FakeService.start();
  const client = connect(fake.url);
  try {
    fake.reply(...repliesTo(wire.answer));
    const expected = valueOf(wire.answer.body);
    expect(comparable(await call(client), expected)).toEqual(expected);
    const [request] = fake.requests;
    if (!request) throw new Error(`${group} ${key} sent nothing.`);
    expectRequest(`${group} ${key}`, request, wire, readWireService());
  } finally {
    await client.close();
    await fake.close();
  }
}

/**
 * Fails unless a client that was given its id and secret asks for a token, and sends it with the call.
 * @param connect makes the client; it is closed afterwards
 */
export async function expectOwnToken<Client extends { close(): Promise<void> }>(
  [group, key]: readonly [group: string, key: string],
  connect: (baseUrl: string, grant: OAuthGrant) => Client,
  call: (client: Client) => Promise<unknown>,
): Promise<void> {
  const { answer } = readWire(group)(key);
  const fake = await FakeService.start();
  const tokenUrl = `${fake.url}/token-of-tests`;
  const client = connect(fake.url, {
    clientId: "id",
    clientSecret: testCredential("id"),
    tokenUrl,
  });
  try {
    const token = testCredential("token");
    fake.reply(
      { body: JSON.stringify({ access_token: token, token_type: "bearer", expires_in: 3600 }) },
      ...repliesTo(answer),
    );
    await call(client);
    const [asked, called] = fake.requests;
    expect(asked?.path).toBe("/token-of-tests");
    expect(new URLSearchParams(asked?.body.toString()).get("grant_type")).toBe(
      "client_credentials",
    );
    expect(called?.headers.authorization).toBe(`Bearer ${token}`);
  } finally {
    await client.close();
    await fake.close();
  }
}
