import { FakeClock, type FakeReply, FakeService } from "@agentflow/core/testing";
import { openAdapter, operationOf } from "../generated-adapter.js";
import { officialClient } from "./comparison.js";

const json = { "content-type": "application/json" };
const failed = JSON.stringify({ error: { type: "api_error", message: "It failed." } });
const answered: FakeReply = { headers: json, body: '{"id":"ch_1"}' };

function refusal(status: number, headers: Record<string, string> = {}): FakeReply {
  return { status, headers: { ...json, ...headers }, body: failed };
}

/** What goes wrong with the first request of a call. */
const faults: Readonly<Record<string, FakeReply>> = {
  "400": refusal(400),
  "402": refusal(402),
  "409": refusal(409),
  "429": refusal(429),
  "429, should retry": refusal(429, { "stripe-should-retry": "true" }),
  "429, should not retry": refusal(429, { "stripe-should-retry": "false" }),
  "400, should retry": refusal(400, { "stripe-should-retry": "true" }),
  "500": refusal(500),
  "500, should not retry": refusal(500, { "stripe-should-retry": "false" }),
  "501": refusal(501),
  "503": refusal(503),
  "reset before the answer": { fault: "drop-before-answer" },
};

/** The call that is made, by both clients. */
interface Calls {
  readonly theirs: () => Promise<unknown>;
  readonly ours: () => Promise<unknown>;
}

/** For each method and fault: requests of the official client and of ours, and whether their keys are as they should. */
export async function repetitions(directory: string): Promise<Readonly<Record<string, string>>> {
  const service = await FakeService.start();
  const official = officialClient(service.url, 2);
  // Seconds. It has no clock of its own to be given.
  Object.assign(official, {
    getInitialNetworkRetryDelay: () => 0.001,
    getMaxNetworkRetryDelay: () => 0.001,
  });
  const stripe = await openAdapter(directory, {
    baseUrl: service.url,
    apiKey: "not-a-real-key",
    clock: new FakeClock(),
  });
  const charges = (name: string, params: object) => () =>
    operationOf(stripe, "charges", name)(params);
  const calls: Readonly<Record<string, Calls>> = {
    POST: {
      theirs: () => official.charges.create({ amount: 100 }),
      ours: charges("create", { body: { amount: 100 } }),
    },
    GET: {
      theirs: () => official.charges.retrieve("ch_1"),
      ours: charges("retrieve", { charge: "ch_1" }),
    },
    DELETE: {
      theirs: () => official.customers.del("cus_1"),
      ours: () => operationOf(stripe, "customers", "delete")({ customer: "cus_1" }),
    },
  };
  const run = async (method: string, fault: FakeReply, call: () => Promise<unknown>) => {
    service.reset();
    service.reply(fault, answered);
    const [{ status }] = await Promise.allSettled([call()]);
    const keys = service.requests.map(({ headers }) => headers["idempotency-key"]);
    const isKeyed = keys.every((key) => (typeof key === "string") === (method === "POST"));
    const isSame = new Set(keys).size === 1;
    return `${keys.length}, ${status}${isKeyed && isSame ? "" : ", with wrong keys"}`;
  };
  const found: Record<string, string> = {};
  for (const [method, { theirs, ours }] of Object.entries(calls)) {
    for (const [name, fault] of Object.entries(faults)) {
      const [their, our] = [await run(method, fault, theirs), await run(method, fault, ours)];
      found[`${method} ${name}`] = their === our ? `both ${our}` : `theirs ${their}; ours ${our}`;
    }
  }
  await stripe.close();
  await service.close();
  return found;
}
