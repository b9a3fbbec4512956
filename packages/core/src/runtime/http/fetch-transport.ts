import {
  ExchangeError,
  type ExchangeLimits,
  type WireAnswer,
  type WireRequest,
} from "./exchange.js";
import { answerHeaders } from "./fetch-answer.js";
import { FetchExchange } from "./fetch-exchange.js";
import type { FetchFunction } from "./fetch-request.js";
import type { OpenAnswer, OpenLimits, Transport } from "./transport.js";

export interface FetchTransportOptions {
  /** Default: the platform's own. */
  readonly fetch?: FetchFunction;
  /**
   * Content codings that this `fetch` takes off by itself, in lower case.
   * Default: gzip, x-gzip, deflate, br, zstd.
   */
  readonly decodes?: readonly string[];
}

/**
 * Sends requests by `fetch`, for Bun, Deno and edge runtimes. Not for browsers, which hide where redirects lead.
 *
 * `fetch` decompresses by itself, so bodies come decoded, `maxBytes` counts decoded bytes, and the fields that
 * tell of the coding are left out. `accept-encoding` is the runtime's to write; only `identity` is passed on.
 * What `fetch` cannot send (a body with GET or HEAD, the method TRACE) is refused as "validation".
 */
export class FetchTransport implements Transport {
  readonly #fetch: FetchFunction;
  readonly #decodes: ReadonlySet<string>;
  #underWay = 0;
  #closed = false;
  #waiting: (() => void)[] = [];

  constructor({
    // Not read off once: what wraps the global `fetch` later counts too.
    fetch = (url, init) => globalThis.fetch(url, init),
    decodes = ["gzip", "x-gzip", "deflate", "br", "zstd"],
  }: FetchTransportOptions = {}) {
    this.#fetch = fetch;
    this.#decodes = new Set(decodes);
  }

  async exchange(request: WireRequest, limits: ExchangeLimits): Promise<WireAnswer> {
    const exchange = this.#begin(limits, undefined);
    const { status, headers } = await exchange.send(this.#fetch, request);
    const body = await exchange.readAll();
    return { status, headers: answerHeaders(headers, this.#decodes), body };
  }

  async open(request: WireRequest, limits: OpenLimits): Promise<OpenAnswer> {
    const exchange = this.#begin(limits, limits.idleTimeout);
    const { status, headers } = await exchange.send(this.#fetch, request);
    return { status, headers: answerHeaders(headers, this.#decodes), body: exchange };
  }

  /** Waits for the requests under way. The connections are the runtime's, which closes them when it likes. */
  close(): Promise<void> {
    this.#closed = true;
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #begin(limits: ExchangeLimits, idleTimeout: number | undefined): FetchExchange {
    if (this.#closed) throw new ExchangeError("the client was closed", "cancelled", false);
    const exchange = new FetchExchange(limits, idleTimeout, () => {
      this.#underWay -= 1;
      if (this.#underWay > 0) return;
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
    this.#underWay += 1;
    return exchange;
  }
}
