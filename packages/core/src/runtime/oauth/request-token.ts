import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { logText } from "../failure/log-text.js";
import { ExchangeError, type WireAnswer } from "../http/exchange.js";
import { requestHeaders, setHeader } from "../http/request-headers.js";
import { isSecret } from "../secrets/is-secret.js";
import { SecretFilter } from "../secrets/secret-filter.js";
import type { DiscoveredEndpoint } from "./discover-endpoint.js";
import type { FixedSecret, OAuthGrant } from "./oauth-grant.js";
import {
  jsonMembers,
  textMember,
  tokenExchange,
  type TokenExchangeOptions,
} from "./token-exchange.js";

/** What a token endpoint gave. */
export interface TokenAnswer {
  readonly token: string;
  /** Milliseconds that it is good for; `undefined` when the service does not say. */
  readonly lifetime: number | undefined;
  /** The refresh token that replaces the one before; `undefined` when it stays. */
  readonly refreshToken: string | undefined;
}

/**
 * Asks for a token (RFC 6749 §4.4.2, §6).
 * @param refreshToken the newest; `undefined` asks for a token of the client's own
 * @throws AF_TOKEN_REFUSED when the service gives none
 * @throws {ExchangeError} when there is no answer, or one that is of no use
 */
export async function requestToken(
  grant: OAuthGrant,
  { url, clientAuthentication }: DiscoveredEndpoint,
  refreshToken: string | undefined,
  options: TokenExchangeOptions,
): Promise<TokenAnswer> {
  const clientId = revealed(grant.clientId);
  const clientSecret = grant.clientSecret === undefined ? undefined : revealed(grant.clientSecret);
  const form = new URLSearchParams({
    ...grant.parameters,
    grant_type: refreshToken === undefined ? "client_credentials" : "refresh_token",
  });
  if (refreshToken !== undefined) form.set("refresh_token", refreshToken);
  if (grant.scopes !== undefined) form.set("scope", grant.scopes.join(" "));
  const headers = requestHeaders({
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  });
  const inBody = (grant.clientAuthentication ?? clientAuthentication) === "body";
  let pair: string | undefined;
  if (clientSecret === undefined || inBody) {
    form.set("client_id", clientId);
    if (clientSecret !== undefined) form.set("client_secret", clientSecret);
  } else {
    // Both are encoded as in a form before they are joined (RFC 6749 §2.3.1).
    pair = Buffer.from(`${formText(clientId)}:${formText(clientSecret)}`).toString("base64");
    setHeader(headers, "authorization", `Basic ${pair}`);
  }
  const answer = await tokenExchange(
    {
      method: "POST",
      origin: url.origin,
      path: url.pathname + url.search,
      headers,
      body: form.toString(),
    },
    options,
  );
  if (answer.status !== 200) {
    const secrets = [clientSecret, refreshToken, pair].filter((each) => each !== undefined);
    throw refusal(answer, url, new SecretFilter(secrets));
  }
  return tokenOf(answer);
}

function tokenOf(answer: WireAnswer): TokenAnswer {
  const members = jsonMembers(answer, "the token endpoint");
  const token = textMember(members, "access_token");
  const type = textMember(members, "token_type")?.toLowerCase() ?? "bearer";
  if (token === undefined || type !== "bearer") {
    const text =
      token === undefined ? "gave no access_token" : "gave a token that is no bearer token";
    throw new ExchangeError(`the token endpoint ${text}`, "response", false);
  }
  // Some services send the number as text.
  const seconds = Number(members["expires_in"] ?? Number.NaN);
  return {
    token,
    lifetime: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined,
    refreshToken: textMember(members, "refresh_token"),
  };
}

/** The `error` of RFC 6749 §5.2 says what is wrong; what stands beside it may repeat what was sent. */
function refusal(answer: WireAnswer, url: URL, filter: SecretFilter): Error {
  const { status } = answer;
  if (status === 429 || status >= 500) {
    return new ExchangeError(
      `the token endpoint answered with status ${status}`,
      status === 429 ? "rate-limit" : "server",
      true,
    );
  }
  let error: string | undefined;
  try {
    error = textMember(jsonMembers(answer, ""), "error");
  } catch {
    // The status has to do.
  }
  const reason = error === undefined ? "" : ` (${logText(filter.text(error), 60)})`;
  return new AgentFlowError(
    errorCodes.tokenRefused,
    `${url.origin} gave no token: status ${status}${reason}.`,
    {
      help: "Check the client's id and secret, its scopes, and whether the refresh token is still good.",
    },
  );
}

/** The value of a secret, or of a text. */
export function revealed(secret: FixedSecret): string {
  return isSecret(secret) ? secret.reveal() : secret;
}

function formText(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice("=".length);
}
