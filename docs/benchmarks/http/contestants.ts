/** One call each: sent, answered, and its JSON parsed. Every client is as its makers deliver it. */
import assert from "node:assert/strict";
import { type ClientOptions, createClient, defineOperation } from "@agentflow/core/runtime";
import type { Contestant } from "../contest.ts";
import { everythingOn } from "../everything-on.ts";
import { axios, extended, octokit, stripe } from "../http-clients.ts";
import { callInFlight } from "../in-flight.ts";
import { Peers } from "../peers.ts";
import { undici } from "../runtime-undici.ts";
import { answer } from "./answer.ts";

type Call = () => Promise<unknown>;

const token = "an-access-token";
const path = "/repos/octocat/Hello-World";
const headers = { authorization: `Bearer ${token}`, accept: "application/json" };

const getRepository = defineOperation<{ owner: string; repo: string }, typeof answer>({
  id: "repos/get",
  method: "GET",
  path: "/repos/{owner}/{repo}",
  parameters: { owner: "path", repo: "path" },
  accept: "application/json",
  errors: [404],
});

/** A call of a generated adapter. */
function adapterCall(origin: string, options: ClientOptions): Call {
  const client = createClient(
    { name: "GitHub", baseUrl: origin, auth: [[{ type: "bearer", option: "token" }]] },
    { credentials: { token }, ...options },
  );
  return () => getRepository(client, { owner: "octocat", repo: "Hello-World" });
}

const calls: Record<string, (origin: string, peers: Peers) => Call | Promise<Call>> = {
  "undici.request": (origin) => {
    const pool = new undici.Pool(origin);
    return async () => (await pool.request({ method: "GET", path, headers })).body.json();
  },
  "adapter (plain)": (origin) => adapterCall(origin, {}),
  "adapter (everything on)": (origin) => adapterCall(origin, everythingOn()),
  stripe: async (origin, peers) => {
    const client = await stripe(peers, origin);
    return () => client.customers.retrieve("cus_octocat");
  },
  "@octokit/rest": async (origin, peers) => {
    const Octokit = await octokit(peers);
    const client = new Octokit({ auth: token, baseUrl: origin });
    return async () => (await client.repos.get({ owner: "octocat", repo: "Hello-World" })).data;
  },
  axios: async (origin, peers) => {
    const client = await axios(peers, { baseURL: origin, headers });
    return async () => (await client.get(path)).data;
  },
  ky: async (origin, peers) => {
    const client = await extended(peers, "ky", { headers });
    return () => client(origin + path).json();
  },
  got: async (origin, peers) => {
    const client = await extended(peers, "got", { headers });
    return () => client(origin + path).json();
  },
  "openapi-fetch": async (origin, peers) => {
    interface Client {
      GET(path: string, options: object): Promise<{ data?: unknown }>;
    }
    const { default: create } = await peers.load<{ default: (options: object) => Client }>(
      "openapi-fetch",
    );
    const client = create({ baseUrl: origin, headers });
    const params = { path: { owner: "octocat", repo: "Hello-World" } };
    return async () => (await client.GET("/repos/{owner}/{repo}", { params })).data;
  },
  ofetch: async (origin, peers) => {
    interface Module {
      ofetch: { create(options: object): (path: string) => Promise<unknown> };
    }
    const { ofetch } = await peers.load<Module>("ofetch");
    const client = ofetch.create({ baseURL: origin, headers });
    return () => client(path);
  },
  fetch: (origin) => async () => (await fetch(origin + path, { headers })).json(),
};

export const contestants: Record<string, Contestant> = Object.fromEntries(
  Object.entries(calls).map(([name, makeCall]): [string, Contestant] => [
    name,
    async ({ origin, peers }) => {
      const call = await makeCall(origin, new Peers(peers));
      assert.deepEqual(await call(), answer);
      return (count, inFlight) => callInFlight(count, inFlight, call);
    },
  ]),
);
