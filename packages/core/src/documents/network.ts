import { EnvHttpProxyAgent, interceptors, request } from "undici";
import { systemErrorCode } from "../errors/system-error.js";
import { visible } from "../template/literal.js";

/** An answer whose body has not been read. */
export interface NetworkResponse {
  /** Where it came from, after redirects. */
  readonly url: URL;
  readonly status: number;
  readonly contentLength: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/** One GET request. */
export interface NetworkRequest {
  readonly signal: AbortSignal;
  readonly accept: string;
  /** Sent to the origin of the first URL only, never to one that it redirects to. */
  readonly authorization?: string | undefined;
  /** Which URLs may be asked: the first and each that it redirects to. */
  readonly allows: (url: URL) => boolean;
}

/** Reading from the network, as a parameter. */
export interface Network {
  /** @throws NetworkError when there is no answer; an answer of any status is one */
  get(url: URL, request: NetworkRequest): Promise<NetworkResponse>;
  /** Drops every connection, also of bodies that were not read. */
  close(): Promise<void>;
}

/** How the network is reached. */
export interface NetworkOptions {
  /** Certificates, in PEM, to trust instead of Node's own. */
  readonly ca?: string | undefined;
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
  /** Milliseconds without a byte after which a request is given up. Default: 60,000. */
  readonly timeout?: number;
  /** Milliseconds before the first of two further tries. Default: 500. */
  readonly retryDelay?: number;
}

/** No answer, with the reason as the end of a sentence that begins with the host. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  readonly url: URL;

  constructor(url: URL, problem: string, cause?: unknown) {
    super(problem, { cause });
    this.url = url;
  }
}

const maximumRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** The network as undici reaches it: through proxies, with two further tries, five redirects at most. */
export function createNetwork(options: NetworkOptions = {}): Network {
  const { ca, timeout = 60_000, retryDelay = 500 } = options;
  const agent = new EnvHttpProxyAgent({
    // undici falls back to the process's own variables for what is undefined, not for what is empty.
    httpProxy: options.httpProxy ?? "",
    httpsProxy: options.httpsProxy ?? "",
    noProxy: options.noProxy ?? "",
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connect: { timeout, ...(ca !== undefined && { ca }) },
    ...(ca !== undefined && { requestTls: { ca } }),
  });
  const dispatcher = agent.compose(
    interceptors.retry({
      maxRetries: 2,
      minTimeout: retryDelay,
      maxTimeout: 30_000,
      throwOnError: false,
    }),
  );

  async function get(
    url: URL,
    { signal, accept, authorization, allows }: NetworkRequest,
  ): Promise<NetworkResponse> {
    if (!allows(url)) throw new NetworkError(url, "is not asked: its address is not secure");
    let current = url;
    for (let redirects = 0; redirects <= maximumRedirects; redirects += 1) {
      const headers = {
        accept,
        "user-agent": "agentflow",
        ...(authorization !== undefined && current.origin === url.origin && { authorization }),
      };
      const response = await request(current, { dispatcher, signal, headers }).catch(
        (error: unknown) => {
          throw new NetworkError(current, describeNetworkFailure(error), error);
        },
      );
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

  return { get, close: () => agent.destroy() };
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

const failures: Readonly<Record<string, string>> = {
  ENOTFOUND: "is not a known host name",
  EAI_AGAIN: "cannot be looked up: the name service does not answer",
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "dropped the connection",
  UND_ERR_SOCKET: "dropped the connection",
  UND_ERR_CONNECT_TIMEOUT: "did not accept a connection in time",
  UND_ERR_HEADERS_TIMEOUT: "did not answer in time",
  UND_ERR_BODY_TIMEOUT: "stopped sending before the end",
};

function describeNetworkFailure(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = systemErrorCode(cause) ?? "";
    if (/CERT|SELF_SIGNED|SIGNATURE|ALTNAME|^ERR_(?:SSL|TLS)/.test(code)) {
      return `has a TLS certificate that is not trusted (${code})`;
    }
    const known = failures[code];
    if (known !== undefined) return known;
  }
  return `could not be reached (${visible(error instanceof Error ? error.message : String(error))})`;
}
