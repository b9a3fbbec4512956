import { systemErrorCode } from "../errors/system-error.js";
import { visible } from "../template/literal.js";

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

/** Why there was no answer, as the end of a sentence that begins with the host. */
export function describeNetworkFailure(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = systemErrorCode(cause) ?? "";
    if (/CERT|SELF_SIGNED|SIGNATURE|ALTNAME/.test(code)) {
      return `has a TLS certificate that is not trusted (${code})`;
    }
    if (/^(?:ERR_SSL|ERR_TLS|EPROTO)/.test(code)) return `does not speak TLS as expected (${code})`;
    const known = failures[code];
    if (known !== undefined) return known;
  }
  return `could not be reached (${visible(error instanceof Error ? error.message : String(error))})`;
}
