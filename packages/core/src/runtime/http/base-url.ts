import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";

/** A base URL, taken apart for building requests. */
export interface BaseUrl {
  /** Scheme, host and port: what decides who gets credentials (RFC 6454). */
  readonly origin: string;
  /** Without a final slash, so that a path can follow. */
  readonly path: string;
}

/**
 * @throws AF_CONFIG_INVALID when it is no `http:` or `https:` URL, or holds a user, a query or a fragment
 */
export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    (url.protocol !== "https:" && url.protocol !== "http:") ||
    url.username !== "" ||
    url.password !== "" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    throw new AgentFlowError(
      errorCodes.configInvalid,
      `The base URL "${text}" is not an http: or https: URL without user, query and fragment.`,
      { help: "Give scheme, host and path only; credentials have an option of their own." },
    );
  }
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, "") };
}
