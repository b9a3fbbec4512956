import { errorChain, propertyOf } from "./error-chain.js";
import type { ErrorKind } from "./error-kind.js";

/** What kind of failure a thrown value is, and whether the same try may succeed later. */
export interface FailureClass {
  readonly kind: ErrorKind;
  readonly transient: boolean;
}

const classes = {
  network: { kind: "network", transient: true },
  timeout: { kind: "timeout", transient: true },
  // Neither a certificate nor a protocol becomes right by asking again.
  certificate: { kind: "network", transient: false },
  tls: { kind: "network", transient: false },
  cancelled: { kind: "cancelled", transient: false },
  response: { kind: "response", transient: false },
  validation: { kind: "validation", transient: false },
  unknown: { kind: "unknown", transient: false },
} satisfies Record<string, FailureClass>;

/**
 * Codes of Node's system errors (libuv's and those of its resolver), of Node itself, of undici (its
 * `types/errors.d.ts`) and of Bun's `fetch`.
 */
const classesByCode: ReadonlyMap<unknown, FailureClass> = new Map<unknown, FailureClass>([
  ["ECONNABORTED", classes.network],
  ["ECONNREFUSED", classes.network],
  ["ECONNRESET", classes.network],
  ["EADDRNOTAVAIL", classes.network],
  ["EHOSTDOWN", classes.network],
  ["EHOSTUNREACH", classes.network],
  ["EMFILE", classes.network],
  ["ENFILE", classes.network],
  ["ENETDOWN", classes.network],
  ["ENETRESET", classes.network],
  ["ENETUNREACH", classes.network],
  ["ENODATA", classes.network],
  ["ENOTCONN", classes.network],
  ["ENOTFOUND", classes.network],
  ["EPIPE", classes.network],
  ["ESERVFAIL", classes.network],
  ["ERR_HTTP2_GOAWAY_SESSION", classes.network],
  ["ERR_HTTP2_STREAM_CANCEL", classes.network],
  ["ERR_SOCKET_CLOSED", classes.network],
  ["ERR_STREAM_PREMATURE_CLOSE", classes.network],
  ["UND_ERR_SOCKET", classes.network],
  ["UND_ERR_INFO", classes.network],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", classes.network],
  ["UND_ERR_PRX_CONN", classes.network],
  ["ConnectionClosed", classes.network],
  ["ConnectionRefused", classes.network],
  ["EPROTO", classes.tls],
  ["UND_ERR_PRX_TLS", classes.tls],
  ["ETIMEDOUT", classes.timeout],
  ["ETIMEOUT", classes.timeout],
  ["ERR_SOCKET_CONNECTION_TIMEOUT", classes.timeout],
  ["UND_ERR_CONNECT_TIMEOUT", classes.timeout],
  ["UND_ERR_HEADERS_TIMEOUT", classes.timeout],
  ["UND_ERR_BODY_TIMEOUT", classes.timeout],
  ["ABORT_ERR", classes.cancelled],
  ["ECANCELED", classes.cancelled],
  ["ECANCELLED", classes.cancelled],
  ["UND_ERR_ABORTED", classes.cancelled],
  ["UND_ERR_CLOSED", classes.cancelled],
  ["UND_ERR_DESTROYED", classes.cancelled],
  ["UND_ERR_RES_EXCEEDED_MAX_SIZE", classes.response],
  ["UND_ERR_HEADERS_OVERFLOW", classes.response],
  ["UND_ERR_INVALID_ARG", classes.validation],
  ["UND_ERR_NOT_SUPPORTED", classes.validation],
  ["UND_ERR_REQ_CONTENT_LENGTH_MISMATCH", classes.validation],
  ["ERR_INVALID_CHAR", classes.validation],
  ["ERR_INVALID_HTTP_TOKEN", classes.validation],
  ["ERR_INVALID_URL", classes.validation],
  ["ERR_UNESCAPED_CHARACTERS", classes.validation],
  ["ERR_TLS_CERT_ALTNAME_INVALID", classes.certificate],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", classes.certificate],
  ["HOSTNAME_MISMATCH", classes.certificate],
  ["INVALID_CA", classes.certificate],
  ["INVALID_PURPOSE", classes.certificate],
  ["PATH_LENGTH_EXCEEDED", classes.certificate],
  ["SELF_SIGNED_CERT_IN_CHAIN", classes.certificate],
]);

/** Beginnings of codes: of Node's HTTP parser, its resolver, TLS, and OpenSSL's verification (`tls` of Node's docs). */
const families: readonly (readonly [prefix: string, failureClass: FailureClass])[] = [
  ["HPE_", classes.response],
  ["EAI_", classes.network],
  ["CERT_", classes.certificate],
  ["CRL_", classes.certificate],
  ["UNABLE_TO_", classes.certificate],
  ["ERROR_IN_C", classes.certificate],
  ["ERR_TLS_", classes.tls],
  ["ERR_SSL_", classes.tls],
];

const classesByName: ReadonlyMap<unknown, FailureClass> = new Map<unknown, FailureClass>([
  ["AbortError", classes.cancelled],
  ["TimeoutError", classes.timeout],
  // What undici 8's own parser throws, without a code.
  ["HTTPParserError", classes.response],
]);

/**
 * Classifies an error of the network layers by its code, and one of the platform by its name. Of errors in errors, such
 * as those `fetch` throws, the outermost that is known counts. Never throws.
 */
export function classifyFailure(error: unknown): FailureClass {
  for (const each of errorChain(error)) {
    const found = classOf(each);
    if (found !== undefined) return found;
  }
  return classes.unknown;
}

/** The class of one error, whatever it was made of. */
export function classOf(error: object): FailureClass | undefined {
  const code = propertyOf(error, "code");
  const known = classesByCode.get(code) ?? classesByName.get(propertyOf(error, "name"));
  if (known !== undefined || typeof code !== "string") return known;
  return families.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/**
 * What is to be said of a failure: the message of the error by which it is classified, which says that it is the
 * certificate where OpenSSL's own text does not; else that of the outermost that has one. Never throws.
 */
export function failureMessage(error: unknown): string {
  const chain = errorChain(error);
  const known = chain.find((each) => classOf(each) !== undefined);
  const candidates = known === undefined ? chain : [known, ...chain];
  const texts = candidates.map((each) => propertyOf(each, "message"));
  const message = [...texts, propertyOf(known, "code"), propertyOf(known, "name")].find(isText);
  if (message === undefined) return "no message";
  const isCertificate = known !== undefined && classOf(known) === classes.certificate;
  return isCertificate && !/certificate/i.test(message)
    ? `the certificate is not accepted: ${message}`
    : message;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
