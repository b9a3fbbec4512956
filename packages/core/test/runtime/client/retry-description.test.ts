import { describe, expect, it } from "vitest";
import { createRepeatingLightClient } from "../../../src/light.js";
import {
  type Caller,
  type CallOptions,
  defineOperation,
  type RetryDescription,
  type RetryOptions,
} from "../../../src/runtime.js";
import { FakeClock, type FakeReply } from "../../../src/testing.js";
import { hub, json, useFakeHub } from "../hub.js";

const fake = useFakeHub();

const read = defineOperation<object, unknown>({
  id: "things/read",
  method: "GET",
  path: "/things",
});
const add = defineOperation<object, unknown>({ id: "things/add", method: "POST", path: "/things" });

type Make = (retry: RetryDescription, own?: RetryOptions | false) => Caller;

const clients: readonly [readonly [string, Make], readonly [string, Make]] = [
  [
    "the whole client",
    (retry, own) =>
      fake.client(
        { clock: new FakeClock(), retryBudget: false, retry: own },
        { ...hub, auth: [], retry },
      ),
  ],
  [
    "the light client",
    (retry, own) =>
      createRepeatingLightClient(
        { ...hub, auth: [], retry },
        { baseUrl: fake.service.url, clock: new FakeClock(), retry: own },
      ),
  ],
];

/** Requests of a call whose first is answered like this. */
async function requests(
  call: (options?: CallOptions) => Promise<unknown>,
  first: FakeReply,
): Promise<number> {
  fake.service.reply(first, json({}));
  await call().catch(() => undefined);
  return fake.service.requests.length;
}

const refusal = (status: number, said?: string): FakeReply => ({
  status,
  headers: said === undefined ? {} : { "x-should-retry": said },
});

describe.each(clients)("%s of a service that says what may pass", (_name, make) => {
  it.each([
    [409, 2],
    [501, 2],
    [599, 2],
    [408, 1],
    [400, 1],
  ])("takes its statuses and ranges instead of the usual ones: %d", async (status, expected) => {
    const client = make({ statuses: [409, "5XX"] });
    expect(await requests(() => read(client), refusal(status))).toBe(expected);
  });

  it("takes those that the caller gives before them", async () => {
    const client = make({ statuses: [409] });
    const retry = { statuses: [404] };
    expect(await requests(() => read(client, {}, { retry }), refusal(404))).toBe(2);
  });

  it.each([
    [503, "false", 1],
    [429, "false", 1],
    [429, "true", 2],
    [503, "maybe", 2],
    [400, "maybe", 1],
  ])("lets its header win over the status: %d, %s", async (status, said, expected) => {
    const client = make({ header: "X-Should-Retry" });
    expect(await requests(() => read(client), refusal(status, said))).toBe(expected);
  });

  it("does not repeat what may have been done, whatever the header says", async () => {
    const client = make({ header: "x-should-retry" });
    expect(await requests(() => add(client), refusal(500, "true"))).toBe(1);
  });

  it("says with the error that the call will not succeed later when the service does", async () => {
    const client = make({ header: "x-should-retry" });
    fake.service.reply(refusal(503, "false"));
    await expect(read(client)).rejects.toMatchObject({ retryable: false, attempts: 1 });
  });

  it("says so of no other error", async () => {
    const client = make({ header: "x-should-retry" });
    fake.service.reply(...Array.from({ length: 3 }, () => refusal(503)));
    await expect(read(client)).rejects.toMatchObject({ retryable: true, attempts: 3 });
    await expect(read(client, {}, { headers: { "x-a": "b\nc" } })).rejects.toMatchObject({
      kind: "validation",
    });
  });

  it("lets the caller refuse, for a call and for all of them", async () => {
    const retryIf = (): boolean => false;
    const client = make({ header: "x-should-retry" }, { retryIf });
    expect(await requests(() => read(client), refusal(503))).toBe(1);
    fake.service.reset();
    expect(await requests(() => read(client, {}, { retry: { attempts: 2 } }), refusal(503))).toBe(
      1,
    );
    fake.service.reset();
    const other = make({ header: "x-should-retry" });
    expect(await requests(() => read(other, {}, { retry: { retryIf } }), refusal(503))).toBe(1);
    fake.service.reset();
    const willing = { retry: { retryIf: () => true } };
    expect(await requests(() => read(other, {}, willing), refusal(503, "false"))).toBe(1);
  });

  it("makes one try where the caller wants no other", async () => {
    const client = make({ statuses: ["5XX"] }, false);
    expect(await requests(() => read(client), refusal(503))).toBe(1);
    fake.service.reset();
    const other = make({ statuses: ["5XX"] });
    expect(await requests(() => read(other, {}, { retry: false }), refusal(503))).toBe(1);
  });
});

describe("the whole client", () => {
  const [[, make]] = clients;

  it("sends a call again when the header says so, whatever the status", async () => {
    const client = make({ header: "x-should-retry" });
    expect(await requests(() => read(client), refusal(400, "true"))).toBe(2);
  });

  it("says with the last error that it may succeed later", async () => {
    const client = make({ header: "x-should-retry" });
    fake.service.reply(...Array.from({ length: 3 }, () => refusal(400, "true")));
    await expect(read(client)).rejects.toMatchObject({ attempts: 3, retryable: true });
  });
});
