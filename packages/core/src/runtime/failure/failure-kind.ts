import type { ErrorKind } from "./error-kind.js";

/** What kind of failure a thrown value is, and whether the same try may succeed later. */
export interface FailureClass {
  readonly kind: ErrorKind;
  readonly transient: boolean;
}

const classes = {
  network: { kind: "network", transient: true },
  timeout: { kind: "timeout", transient: true },
  // A certificate does not become right by asking again.
  certificate: { kind: "network", transient: false },
  cancelled: { kind: "cancelled", transient: false },
  response: { kind: "response", transient: false },
  validation: { kind: "validation", transient: false },
  unknown: { kind: "unknown", transient: false },
} as const satisfies Record<string, FailureClass>;

/** Codes of Node's system errors and of undici (its `types/errors.d.ts`). */
const classesByCode: Readonly<Record<string, FailureClass>> = {
  ECONNABORTED: classes.network,
  ECONNREFUSED: classes.network,
  ECONNRESET: classes.network,
  EAI_AGAIN: classes.network,
  EHOSTDOWN: classes.network,
  EHOSTUNREACH: classes.network,
  ENETDOWN: classes.network,
  ENETRESET: classes.network,
  ENETUNREACH: classes.network,
  ENOTFOUND: classes.network,
  EPIPE: classes.network,
  UND_ERR_SOCKET: classes.network,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: classes.network,
  UND_ERR_PRX_CONN: classes.network,
  UND_ERR_PRX_TLS: classes.certificate,
  ETIMEDOUT: classes.timeout,
  UND_ERR_CONNECT_TIMEOUT: classes.timeout,
  UND_ERR_HEADERS_TIMEOUT: classes.timeout,
  UND_ERR_BODY_TIMEOUT: classes.timeout,
  ABORT_ERR: classes.cancelled,
  UND_ERR_ABORTED: classes.cancelled,
  UND_ERR_CLOSED: classes.cancelled,
  UND_ERR_DESTROYED: classes.cancelled,
  UND_ERR_RES_EXCEEDED_MAX_SIZE: classes.response,
  UND_ERR_HEADERS_OVERFLOW: classes.response,
  UND_ERR_INVALID_ARG: classes.validation,
  UND_ERR_NOT_SUPPORTED: classes.validation,
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: classes.validation,
  DEPTH_ZERO_SELF_SIGNED_CERT: classes.certificate,
  SELF_SIGNED_CERT_IN_CHAIN: classes.certificate,
  UNABLE_TO_GET_ISSUER_CERT: classes.certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: classes.certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: classes.certificate,
};

/** Classifies an error of the network layers by its code, and one of the platform by its name. */
export function classifyFailure(error: unknown): FailureClass {
  if (!(error instanceof Error)) return classes.unknown;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (Object.hasOwn(classesByCode, code)) return classesByCode[code] ?? classes.unknown;
  // Node's HTTP parser and TLS have families of codes; undici 8's parser has a name only.
  if (code.startsWith("HPE_") || error.name === "HTTPParserError") return classes.response;
  if (code.startsWith("CERT_") || code.startsWith("ERR_TLS_") || code.startsWith("ERR_SSL_")) {
    return classes.certificate;
  }
  if (error.name === "AbortError") return classes.cancelled;
  if (error.name === "TimeoutError") return classes.timeout;
  return classes.unknown;
}
