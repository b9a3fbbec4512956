import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { ExchangeError } from "../http/exchange.js";
import { requestHeaders } from "../http/request-headers.js";
import {
  jsonMembers,
  textMember,
  tokenExchange,
  type TokenExchangeOptions,
} from "./token-exchange.js";
import { tokenUrl } from "./token-url.js";

/** What a provider's metadata say of its token endpoint. */
export interface DiscoveredEndpoint {
  readonly url: URL;
  /** Absent when the metadata leave it open: then it is `basic`. */
  readonly clientAuthentication: "basic" | "body" | undefined;
}

const wellKnown = "/.well-known/openid-configuration";

/**
 * Asks an OpenID provider for its token endpoint (OpenID Connect Discovery 1.0 §4).
 * @param address of the metadata, or of the issuer, whose metadata are at a place known to all
 * @throws {ExchangeError} when there is no answer, or one that is of no use
 * @throws AF_CONFIG_INVALID when it or the token endpoint is not reached by https
 */
export async function discoverEndpoint(
  address: string,
  options: TokenExchangeOptions,
): Promise<DiscoveredEndpoint> {
  const url = tokenUrl(address);
  if (!url.pathname.includes("/.well-known/")) {
    url.pathname = url.pathname.replace(/\/+$/, "") + wellKnown;
  }
  const answer = await tokenExchange(
    {
      method: "GET",
      origin: url.origin,
      path: url.pathname + url.search,
      headers: requestHeaders({ accept: "application/json" }),
      body: undefined,
    },
    options,
  );
  if (answer.status !== 200) {
    const transient = answer.status === 429 || answer.status >= 500;
    throw new ExchangeError(
      `the OpenID provider's metadata answered with status ${answer.status}`,
      transient ? "server" : "response",
      transient,
    );
  }
  const metadata = jsonMembers(answer, "the OpenID provider's metadata");
  const endpoint = textMember(metadata, "token_endpoint");
  if (endpoint === undefined) {
    throw new AgentFlowError(
      errorCodes.configInvalid,
      `The OpenID provider at "${url.origin}" names no token endpoint.`,
      { help: "Give the token endpoint's https: URL as `tokenUrl`." },
    );
  }
  const methods = metadata["token_endpoint_auth_methods_supported"];
  const onlyBody =
    Array.isArray(methods) &&
    !methods.includes("client_secret_basic") &&
    methods.includes("client_secret_post");
  return { url: tokenUrl(endpoint), clientAuthentication: onlyBody ? "body" : undefined };
}
