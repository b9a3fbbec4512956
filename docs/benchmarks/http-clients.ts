/** Clients of others that more than one benchmark uses, as far as it uses them. */
import type { Peers } from "./peers.ts";

interface Stripe {
  readonly customers: { retrieve(id: string): Promise<unknown> };
}

/** stripe's client, which sends to `origin`. */
export async function stripe(peers: Peers, origin: string): Promise<Stripe> {
  const { default: Client } = await peers.load<{
    default: new (key: string, options: object) => Stripe;
  }>("stripe");
  const { hostname, port } = new URL(origin);
  return new Client("an-access-token", { host: hostname, port, protocol: "http" });
}

/** What is used of Octokit. */
interface Octokit {
  readonly repos: { get(params: { owner: string; repo: string }): Promise<{ data: unknown }> };
  request(route: string): Promise<unknown>;
}

interface OctokitClass {
  new (options: object): Octokit;
  plugin(plugin: unknown): OctokitClass;
}

export async function octokit(peers: Peers): Promise<OctokitClass> {
  return (await peers.load<{ Octokit: OctokitClass }>("@octokit/rest")).Octokit;
}

/** A client as ky and got make it. */
type JsonClient = (url: string) => { json(): Promise<unknown> };

/** A client of ky's or got's. */
export async function extended(
  peers: Peers,
  name: "got" | "ky",
  options: object,
): Promise<JsonClient> {
  const { default: client } = await peers.load<{
    default: { extend(options: object): JsonClient };
  }>(name);
  return client.extend(options);
}

interface AxiosClient {
  get(path: string): Promise<{ data: unknown }>;
}

/** An axios client. */
export async function axios(peers: Peers, options: object): Promise<AxiosClient> {
  const { default: client } = await peers.load<{
    default: { create(options: object): AxiosClient };
  }>("axios");
  return client.create(options);
}
