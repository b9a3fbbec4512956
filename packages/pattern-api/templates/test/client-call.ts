import { FakeService } from "@agentflow/core/testing";
import { expect } from "vitest";
import { comparable } from "./comparable.js";
import { expectRequest } from "./wire-comparison.js";
import { readWire, readWireService, repliesTo, valueOf } from "./wire-data.js";

/**
 * Fails unless a call sends the request of a case, credentials included, and resolves with its answer.
 * @param connect makes the client; it is closed afterwards
 */
export async function expectCall<Client extends { close(): Promise<void> }>(
  [group, key]: readonly [group: string, key: string],
  connect: (baseUrl: string) => Client,
  call: (client: Client) => Promise<unknown>,
): Promise<void> {
  const wire = readWire(group)(key);
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
