import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { isSecure } from "../http/secure-url.js";

/**
 * An address that may be told a client's secret: encrypted, or on this machine (RFC 6749 §3.2).
 * @throws AF_CONFIG_INVALID when it is no URL, or another one
 */
export function tokenUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && isSecure(url) && url.username === "" && url.password === "") return url;
  throw new AgentFlowError(
    errorCodes.configInvalid,
    `Tokens cannot be asked for at "${url === undefined ? text : url.origin + url.pathname}": it is no https: URL without a user.`,
    { help: "Give the token endpoint's https: URL as `tokenUrl`; http: is allowed on localhost." },
  );
}
