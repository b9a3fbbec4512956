import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
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
  /** Connections of the transport's own pool to one origin at once. Default: no bound. */
  readonly connections?: number | undefined;
}

/** Sends requests over the connections of an undici dispatcher. Only for Node. */
export class UndiciTransport implements Transport {
  readonly #dispatcher: Dispatcher;
  readonly #own: boolean;

  /** @throws RangeError when `connections` is no whole number from 1 on */
  constructor({ dispatcher, connections }: UndiciTransportOptions = {}) {
    if (connections !== undefined && !(Number.isInteger(connections) && connections > 0)) {
      throw new RangeError(`connections is ${connections}; it must be a whole number from 1 on.`);
    }
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
 */
export function createDispatcher(
  environment: Readonly<Record<string, string | undefined>>,
  connections?: number,
): Dispatcher {
  const pool = { connections: connections ?? null };
  const variable = (name: string): string | undefined =>
    environment[name] ?? environment[name.toUpperCase()];
  if (!variable("http_proxy") && !variable("https_proxy")) return new Agent(pool);
  const excluded = variable("no_proxy") ?? "";
  return new EnvHttpProxyAgent({
    ...pool,
    httpProxy: variable("http_proxy") ?? "",
    httpsProxy: variable("https_proxy") ?? variable("http_proxy") ?? "",
    noProxy: excluded.trim() === "*" ? "*" : `${excluded},localhost,127.0.0.1,::1`,
  });
}
