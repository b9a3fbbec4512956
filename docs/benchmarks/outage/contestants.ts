import { createClient, defineOperation } from "@agentflow/core/runtime";
import { everythingOn } from "../everything-on.ts";
import { axios, extended, octokit, stripe } from "../http-clients.ts";
import type { Peers } from "../peers.ts";

/** A call that fails when the service does, after all its retries. */
export type Call = () => Promise<unknown>;

/** Milliseconds that waits between tries are shortened to, where a client lets them be: their number stays. */
const baseDelay = 1;
const maxDelay = 10;

const getItem = defineOperation({
  id: "items/get",
  method: "GET",
  path: "/item",
  accept: "application/json",
});
const service = { name: "Service", baseUrl: "http://127.0.0.1" };

async function fetchOrThrow(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** Every client with as many tries as its makers chose. */
export const contestants: Record<string, (origin: string, peers: Peers) => Call | Promise<Call>> = {
  fetch: (origin) => () => fetchOrThrow(`${origin}/item`),
  adapter: (baseUrl) => {
    const client = createClient(service, { baseUrl, retry: { baseDelay, maxDelay } });
    return () => getItem(client);
  },
  "adapter (everything on)": (baseUrl) => {
    const client = createClient(service, {
      ...everythingOn(),
      baseUrl,
      retry: { baseDelay, maxDelay },
    });
    return () => getItem(client);
  },
  "AWS SDK (DynamoDB)": async (origin, peers) => {
    interface Module {
      DynamoDBClient: new (options: object) => { send(command: unknown): Promise<unknown> };
      ListTablesCommand: new (input: object) => unknown;
    }
    const { DynamoDBClient, ListTablesCommand } = await peers.load<Module>(
      "@aws-sdk/client-dynamodb",
    );
    const client = new DynamoDBClient({
      endpoint: origin,
      region: "us-east-1",
      credentials: { accessKeyId: "id", secretAccessKey: "key" },
    });
    return () => client.send(new ListTablesCommand({}));
  },
  stripe: async (origin, peers) => {
    const client = await stripe(peers, origin);
    return () => client.customers.retrieve("item");
  },
  got: async (origin, peers) => {
    const client = await extended(peers, "got", { retry: { backoffLimit: maxDelay } });
    return () => client(`${origin}/item`).json();
  },
  ky: async (origin, peers) => {
    const client = await extended(peers, "ky", { retry: { backoffLimit: maxDelay } });
    return () => client(`${origin}/item`).json();
  },
  "axios + axios-retry": async (origin, peers) => {
    const client = await axios(peers, { baseURL: origin });
    const { default: addRetry } = await peers.load<{ default: (to: typeof client) => void }>(
      "axios-retry",
    );
    addRetry(client);
    return () => client.get("/item");
  },
  "@octokit/rest + plugin-retry": async (origin, peers) => {
    const Octokit = await octokit(peers);
    const { retry } = await peers.load<{ retry: unknown }>("@octokit/plugin-retry");
    const silent = Object.fromEntries(
      ["debug", "info", "warn", "error"].map((level) => [level, () => undefined]),
    );
    const client = new (Octokit.plugin(retry))({
      baseUrl: origin,
      log: silent,
      retry: { retryAfterBaseValue: baseDelay },
    });
    return () => client.request("GET /item");
  },
  "undici RetryAgent": async (origin, peers) => {
    interface Module {
      Agent: new () => unknown;
      RetryAgent: new (dispatcher: unknown, options: object) => unknown;
      readonly request: (
        url: string,
        options: object,
      ) => Promise<{ body: { json(): Promise<unknown> } }>;
    }
    const { Agent, RetryAgent, request } = await peers.load<Module>("undici");
    const dispatcher = new RetryAgent(new Agent(), {
      minTimeout: baseDelay,
      maxTimeout: maxDelay,
    });
    return async () => (await request(`${origin}/item`, { dispatcher })).body.json();
  },
  "p-retry around fetch": async (origin, peers) => {
    const { default: retry } = await peers.load<{
      default: (run: () => Promise<unknown>, options: object) => Promise<unknown>;
    }>("p-retry");
    const options = { minTimeout: baseDelay, maxTimeout: maxDelay };
    return () => retry(() => fetchOrThrow(`${origin}/item`), options);
  },
};
