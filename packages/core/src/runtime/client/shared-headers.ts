import { type RequestHeaders, requestHeaders, setHeader } from "../http/request-headers.js";
import type { Credential } from "./credentials.js";

interface Shared {
  readonly credential: Credential | undefined;
  readonly headers: RequestHeaders;
}

/**
 * The header fields of requests that have none of their own, made once for each `Accept` and shared by all of them:
 * copying and checking them for every call costs as much as the rest of preparing it.
 */
export class SharedHeaders {
  readonly #fields: RequestHeaders;
  /** By `Accept`, of which a service's description has few. */
  readonly #shared = new Map<string | undefined, Shared>();

  /** @param fields those of the client and its service, checked */
  constructor(fields: RequestHeaders) {
    this.#fields = fields;
  }

  /**
   * Frozen, so that nobody changes the requests of others.
   * @param accept as the operation's description has it, not as a call asks for it
   * @throws {ParameterError} when a value cannot stand in a header
   */
  get(accept: string | undefined, credential: Credential | undefined): RequestHeaders {
    const shared = this.#shared.get(accept);
    if (shared !== undefined && shared.credential === credential) return shared.headers;
    const headers = requestHeaders(this.#fields);
    if (accept !== undefined) setHeader(headers, "accept", accept);
    for (const placement of credential?.placements ?? []) {
      if (placement.in === "header") setHeader(headers, placement.name, placement.value);
    }
    this.#shared.set(accept, { credential, headers: Object.freeze(headers) });
    return headers;
  }
}
