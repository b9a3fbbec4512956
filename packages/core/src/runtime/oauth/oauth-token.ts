import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { isSecret } from "../secrets/is-secret.js";
import type { SecretInput } from "../secrets/secret.js";
import type { OAuthGrant, TokenEndpoint } from "./oauth-grant.js";
import type { TokenExchangeOptions } from "./token-exchange.js";
import { TokenSource } from "./token-source.js";

/** A token, what gives one, or what the client gets its own tokens with. */
export type TokenInput = SecretInput | OAuthGrant;

/**
 * What a client is given as its token. With a grant, tokens are asked for when a call needs one: one request is under
 * way at a time, a token is kept until 30 s before it ends (RFC 6749 §5.1 `expires_in`; a tenth of its life where that
 * is less), and replaced once when the service refuses it. A call whose token cannot be had fails with a `ServiceError`
 * of kind `auth`, `network`, `timeout`, `server` or `response`.
 * @param endpoint where the service gives tokens, from its description
 * @throws AF_CONFIG_INVALID when nobody says where, or the place is reached neither by https nor on this machine
 */
export function oauthToken(
  input: TokenInput,
  endpoint: TokenEndpoint,
  options: TokenExchangeOptions = {},
): SecretInput {
  if (typeof input !== "object" || isSecret(input)) return input;
  const source = new TokenSource(input, endpoint, options);
  if (!source.hasEndpoint) {
    throw new AgentFlowError(
      errorCodes.configInvalid,
      "The service's description does not say where tokens are given.",
      { help: "Give the token endpoint's https: URL as `tokenUrl`." },
    );
  }
  return source.token;
}
