import { createLightClient, serviceAuth } from "@agentflow/core/light";
import {
  type Caller,
  type Client,
  type ClientOptions,
  createClient,
  isServiceError,
  type ServiceDescription,
  type StreamCaller,
} from "@agentflow/core/runtime";
import { FakeService } from "@agentflow/core/testing";
import { afterAll, beforeAll, expect } from "vitest";
import { comparable } from "./comparable.js";
import { expectRequest } from "./wire-comparison.js";
import {
  readWire,
  readWireService,
  repliesTo,
  testCredentials,
  valueOf,
  type WireCase,
} from "./wire-data.js";

type Call<Client = Caller> = (client: Client) => Promise<unknown>;
/** Yields the items of pages, or of a stream. */
type YieldingCall<Client = Caller> = (client: Client) => AsyncIterable<unknown>;

/** Drives the operations of one group against a service on this machine: by the whole client, and by the light one. */
export interface WireTest {
  /** The call sends the request of the case, and resolves with what the service answers. */
  answers(key: string, call: Call): Promise<void>;
  /**
   * The call sends the request, and yields what the one page of the answer holds.
   * @param path of properties that leads to the items; none: the answer is the list
   */
  yields(key: string, call: YieldingCall, ...path: readonly string[]): Promise<void>;
  /** The call sends the request, and yields the items of the stream that the service answers. */
  streams(key: string, call: YieldingCall<StreamCaller>): Promise<void>;
  /** The call sends the request, and is rejected with the documented error that the service answers. */
  rejects(key: string, operation: { isError(error: unknown): boolean }, call: Call): Promise<void>;
}

/**
 * Starts a service for the tests of one file, and stops it after them.
 * @param group name of the file under `test/wire` that holds the expected requests and the answers
 * @param options what the client is given beside what the tests need
 */
export function wireTest(
  service: ServiceDescription,
  group: string,
  options: Pick<ClientOptions, "validate"> = {},
): WireTest {
  const find = readWire(group);
  const common = readWireService();
  let fake: FakeService;
  let client: Client;
  let light: Caller;

  beforeAll(async () => {
    fake = await FakeService.start();
    client = createClient(service, {
      ...options,
      baseUrl: fake.url,
      credentials: testCredentials(),
      retry: false,
    });
    light = createLightClient(service, {
      baseUrl: fake.url,
      auth: serviceAuth(service, testCredentials()),
      retry: false,
    });
  });
  afterAll(async () => {
    await client.close();
    await fake.close();
  });

  /** Answers one call, compares what it sent, and gives its outcome. */
  async function drive<Driven>(
    label: string,
    wire: WireCase,
    client: Driven,
    call: Call<Driven>,
  ): Promise<PromiseSettledResult<unknown>> {
    // What an earlier test left over is not this one's.
    fake.reset();
    fake.reply(...repliesTo(wire.answer));
    const [outcome] = await Promise.allSettled([call(client)]);
    const [request, ...others] = fake.requests;
    // A call that failed before it sent anything says best itself why.
    if (!request)
      throw outcome.status === "rejected" ? outcome.reason : new Error(`${label} sent nothing.`);
    expectRequest(label, request, wire, common);
    const followed = others.map(({ method, path }) => `${method} ${path}`);
    expect(followed, `${label}: further requests`).toEqual(
      wire.answer.redirect === undefined ? [] : [`${wire.request.method} ${wire.answer.redirect}`],
    );
    return outcome;
  }

  /** The clients that can send a case, and what a failure says of them. */
  function clients(
    key: string,
    { request, answer }: WireCase,
  ): readonly [label: string, client: Caller][] {
    const whole: [string, Caller] = [`${group} ${key}`, client];
    const { method, body, headers = {}, auth = common.auth } = request;
    const names = [...Object.keys(headers), ...auth.map(({ name }) => name)];
    // What the Fetch Standard forbids or handles itself (407 of a proxy; 421, which asks again), a field that Node's
    // `fetch` loses, and redirects that could take a credential or a body along, which this client does not follow.
    const isUnfit =
      (answer.redirect !== undefined &&
        (!/^(?:GET|HEAD)$/.test(method) || auth.some((sent) => sent.name !== "authorization"))) ||
      method === "TRACE" ||
      answer.status === 407 ||
      answer.status === 421 ||
      (/^(?:GET|HEAD)$/.test(method) && body !== undefined) ||
      names.includes("__proto__");
    return isUnfit ? [whole] : [whole, [`${group} ${key} by the light client`, light]];
  }

  return {
    async answers(key, call) {
      const wire = find(key);
      for (const [label, each] of clients(key, wire)) {
        const outcome = await drive(label, wire, each, call);
        if (outcome.status === "rejected") throw outcome.reason;
        const expected = valueOf(wire.answer.body);
        expect(comparable(outcome.value, expected), `${label}: result`).toEqual(expected);
      }
    },
    async yields(key, call, ...path) {
      const wire = find(key);
      for (const [label, each] of clients(key, wire)) {
        const outcome = await drive(label, wire, each, collecting(call));
        if (outcome.status === "rejected") throw outcome.reason;
        const page = valueOf(wire.answer.body);
        const items = path.reduce((found, name) => Reflect.get(Object(found), name), page);
        expect(comparable(outcome.value, items), `${label}: items`).toEqual(items);
      }
    },
    async streams(key, call) {
      const label = `${group} ${key}`;
      const wire = find(key);
      const outcome = await drive(label, wire, client, collecting(call));
      if (outcome.status === "rejected") throw outcome.reason;
      const { items } = wire.answer;
      expect(comparable(outcome.value, items), `${label}: items`).toEqual(items);
    },
    async rejects(key, operation, call) {
      const wire = find(key);
      for (const [label, each] of clients(key, wire)) {
        const outcome = await drive(label, wire, each, call);
        const error: unknown = outcome.status === "rejected" ? outcome.reason : undefined;
        if (!isServiceError(error))
          throw new Error(`${label} was not rejected with a ServiceError.`, { cause: error });
        expect(operation.isError(error), `${label}: isError`).toBe(true);
        const expected = [wire.answer.status, valueOf(wire.answer.body)];
        const actual = comparable([error.status, error.body], expected);
        expect(actual, `${label}: status and body`).toEqual(expected);
      }
    },
  };
}

/** A call that resolves with all that another one yields. */
function collecting<Driven>(call: YieldingCall<Driven>): Call<Driven> {
  return async (client) => {
    const items: unknown[] = [];
    for await (const item of call(client)) items.push(item);
    return items;
  };
}
