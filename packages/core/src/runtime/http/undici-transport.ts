import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import type { DispatchHandler } from "./dispatch-handler.js";
import {
  cancelled,
  type ExchangeError,
  type ExchangeLimits,
  type WireAnswer,
  type WireRequest,
} from "./exchange.js";
import { MultipartBody } from "./multipart-body.js";
import { requestHeaders, type RequestHeaders } from "./request-headers.js";
import { OpenAnswerHandler } from "./open-answer-handler.js";
import type { OpenAnswer, OpenLimits, Transport } from "./transport.js";
import { WholeAnswerHandler } from "./whole-answer-handler.js";

export interface UndiciTransportOptions {
  /** Stays open when the transport is closed. Default: a keep-alive pool of the transport's own. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Connections of the transport's own pool to one origin at once, from 1 on. Default: no bound. */
  readonly connections?: number | undefined;
}

/** Sends requests over the connections of an undici dispatcher. Only for Node. */
export class UndiciTransport implements Transport {
  readonly #dispatcher: Dispatcher;
  readonly #own: boolean;

  /** @throws AF_CONFIG_INVALID when the environment names a proxy by something else than a URL */
  constructor({ dispatcher, connections }: UndiciTransportOptions = {}) {
    this.#dispatcher = dispatcher ?? createDispatcher(process.env, connections);
    this.#own = dispatcher === undefined;
  }

  exchange(request: WireRequest, limits: ExchangeLimits): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      if (isOver(limits.signal, reject)) return;
      this.#send(request, new WholeAnswerHandler(limits, resolve, reject));
    });
  }

  open(request: WireRequest, limits: OpenLimits): Promise<OpenAnswer> {
    return new Promise((resolve, reject) => {
      if (isOver(limits.signal, reject)) return;
      this.#send(request, new OpenAnswerHandler(limits, resolve, reject));
    });
  }

  async close(): Promise<void> {
    if (this.#own) await this.#dispatcher.close();
  }

  #send({ origin, method, path, headers, body }: WireRequest, handler: DispatchHandler): void {
    const options: Dispatcher.DispatchOptions = {
      origin,
      method,
      path,
      headers: withLength(headers, body),
      // undici takes async iterables, which its types leave out.
      body: (body ?? null) as Dispatcher.DispatchOptions["body"] & {},
      // One timer of ours holds for the whole exchange.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    try {
      this.#dispatcher.dispatch(options, handler);
    } catch (error) {
      // A dispatcher that is closed, or one of the user's own making.
      handler.onResponseError(undefined, error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** A form whose length is known is sent with it: some services refuse one that comes in chunks. */
function withLength(headers: RequestHeaders, body: WireRequest["body"]): RequestHeaders {
  if (!(body instanceof MultipartBody) || body.size === undefined) return headers;
  return { ...requestHeaders(headers), "content-length": String(body.size) };
}

/** A signal that has aborted before will not say so again. */
function isOver(signal: AbortSignal | undefined, reject: (error: ExchangeError) => void): boolean {
  if (signal?.aborted !== true) return false;
  reject(cancelled(signal));
  return true;
}

/**
 * A keep-alive pool; through a proxy where the environment names one, but never to this machine itself
 * (as Go's `http.ProxyFromEnvironment` has it).
 * @throws AF_CONFIG_INVALID when it names one by something else than a URL
 */
export function createDispatcher(
  environment: Readonly<Record<string, string | undefined>>,
  connections?: number,
): Dispatcher {
  const pool = { connections: connections ?? null };
  const variable = (name: string): string | undefined =>
    environment[name] ?? environment[name.toUpperCase()];
  if (!variable("http_proxy") && !variable("https_proxy")) return new Agent(pool);
  for (const name of ["http_proxy", "https_proxy"]) checkProxy(name, variable(name));
  const excluded = variable("no_proxy") ?? "";
  return new EnvHttpProxyAgent({
    ...pool,
    httpProxy: variable("http_proxy") ?? "",
    httpsProxy: variable("https_proxy") ?? variable("http_proxy") ?? "",
    noProxy: excluded.trim() === "*" ? "*" : `${excluded},localhost,127.0.0.1,::1`,
  });
}

/** The value is not shown: it may hold a password. */
function checkProxy(name: string, value: string | undefined): void {
  if (!value || (/^(?:https?|socks5?):\/\//i.test(value) && URL.canParse(value))) return;
  throw new AgentFlowError(
    errorCodes.configInvalid,
    `The environment variable "${name}" is not the URL of a proxy.`,
    { help: "Write it as http://host:port, or unset it." },
  );
}
