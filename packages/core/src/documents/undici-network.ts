import type { Dispatcher, EnvHttpProxyAgent } from "undici";
import { describeNetworkFailure } from "./network-failure.js";
import {
  type Network,
  NetworkError,
  type NetworkOptions,
  type NetworkRequest,
  type NetworkResponse,
} from "./network.js";

const maximumRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** The network as undici reaches it: through proxies, with two further tries, five redirects at most. */
export function createNetwork(options: NetworkOptions = {}): Network {
  let opened: Promise<Connections> | undefined;

  async function get(
    url: URL,
    { signal, accept, authorization, allows }: NetworkRequest,
  ): Promise<NetworkResponse> {
    if (!allows(url)) throw new NetworkError(url, "is not asked: its address is not secure");
    const connections = await (opened ??= openConnections(options));
    let current = url;
    for (let redirects = 0; redirects <= maximumRedirects; redirects += 1) {
      const headers = {
        accept,
        "user-agent": "agentflow",
        ...(authorization !== undefined && current.origin === url.origin && { authorization }),
      };
      const response = await connections
        .request(current, { signal, headers })
        .catch((error: unknown) => {
          throw new NetworkError(current, describeNetworkFailure(error), error);
        });
      const location = response.headers["location"];
      if (!redirectStatuses.has(response.statusCode) || typeof location !== "string") {
        const length = Number(response.headers["content-length"]);
        return {
          url: current,
          status: response.statusCode,
          contentLength: Number.isFinite(length) ? length : undefined,
          body: readBody(current, response.body),
        };
      }
      await response.body.dump();
      current = redirected(current, location, allows);
    }
    throw new NetworkError(url, `redirects more than ${maximumRedirects} times`);
  }

  return {
    get,
    async close() {
      await (await opened)?.agent.destroy();
    },
  };
}

interface Connections {
  readonly agent: EnvHttpProxyAgent;
  request(
    url: URL,
    options: { readonly signal: AbortSignal; readonly headers: Record<string, string> },
  ): Promise<Dispatcher.ResponseData>;
}

async function openConnections({
  ca,
  timeout = 60_000,
  retryDelay = 500,
  ...proxies
}: NetworkOptions): Promise<Connections> {
  // Imported here, because it takes longer to load than a cached document takes to read.
  const undici = await import("undici");
  const agent = new undici.EnvHttpProxyAgent({
    // undici falls back to the process's own variables for what is undefined, not for what is empty.
    httpProxy: proxies.httpProxy ?? "",
    httpsProxy: proxies.httpsProxy ?? "",
    noProxy: proxies.noProxy ?? "",
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connect: { timeout, ...(ca !== undefined && { ca }) },
    ...(ca !== undefined && { requestTls: { ca } }),
  });
  const dispatcher = agent.compose(
    undici.interceptors.retry({
      maxRetries: 2,
      minTimeout: retryDelay,
      maxTimeout: 30_000,
      throwOnError: false,
    }),
  );
  return { agent, request: (url, options) => undici.request(url, { ...options, dispatcher }) };
}

function redirected(from: URL, location: string, allows: (url: URL) => boolean): URL {
  const to = URL.parse(location, from.href);
  if (!to) throw new NetworkError(from, "redirects to something that is not a URL");
  if (!allows(to) || (from.protocol === "https:" && to.protocol !== "https:")) {
    throw new NetworkError(from, `redirects to ${to.protocol}//${to.host}, which is not secure`);
  }
  return to;
}

async function* readBody(url: URL, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new NetworkError(url, describeNetworkFailure(error), error);
  }
}
