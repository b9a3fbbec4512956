import { errorChain, propertyOf } from "./error-chain.js";
import type { ErrorKind } from "./error-kind.js";

/** What kind of failure a thrown value is, and whether the same try may succeed later. */
export interface FailureClass {
  readonly kind: ErrorKind;
  readonly transient: boolean;
}

// Each by itself: what reads a property when a module is loaded stays in every bundle.
const network: FailureClass = { kind: "network", transient: true };
const timeout: FailureClass = { kind: "timeout", transient: true };
// Neither a certificate nor a protocol becomes right by asking again.
const certificate: FailureClass = { kind: "network", transient: false };
const tls: FailureClass = { kind: "network", transient: false };
const cancelled: FailureClass = { kind: "cancelled", transient: false };
const response: FailureClass = { kind: "response", transient: false };
const validation: FailureClass = { kind: "validation", transient: false };
const unclassified: FailureClass = { kind: "unknown", transient: false };

/**
 * Codes of Node's system errors (libuv's and those of its resolver), of Node itself, of undici (its
 * `types/errors.d.ts`) and of Bun's `fetch`.
 */
const classesByCode: ReadonlyMap<unknown, FailureClass> = new Map<unknown, FailureClass>([
  ["ECONNABORTED", network],
  ["ECONNREFUSED", network],
  ["ECONNRESET", network],
  ["EADDRNOTAVAIL", network],
  ["EHOSTDOWN", network],
  ["EHOSTUNREACH", network],
  ["EMFILE", network],
  ["ENFILE", network],
  ["ENETDOWN", network],
  ["ENETRESET", network],
  ["ENETUNREACH", network],
  ["ENODATA", network],
  ["ENOTCONN", network],
  ["ENOTFOUND", network],
  ["EPIPE", network],
  ["ESERVFAIL", network],
  ["ERR_HTTP2_GOAWAY_SESSION", network],
  ["ERR_HTTP2_STREAM_CANCEL", network],
  ["ERR_SOCKET_CLOSED", network],
  ["ERR_STREAM_PREMATURE_CLOSE", network],
  ["UND_ERR_SOCKET", network],
  ["UND_ERR_INFO", network],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", network],
  ["UND_ERR_PRX_CONN", network],
  ["ConnectionClosed", network],
  ["ConnectionRefused", network],
  ["EPROTO", tls],
  ["UND_ERR_PRX_TLS", tls],
  ["ETIMEDOUT", timeout],
  ["ETIMEOUT", timeout],
  ["ERR_SOCKET_CONNECTION_TIMEOUT", timeout],
  ["UND_ERR_CONNECT_TIMEOUT", timeout],
  ["UND_ERR_HEADERS_TIMEOUT", timeout],
  ["UND_ERR_BODY_TIMEOUT", timeout],
  ["ABORT_ERR", cancelled],
  ["ECANCELED", cancelled],
  ["ECANCELLED", cancelled],
  ["UND_ERR_ABORTED", cancelled],
  ["UND_ERR_CLOSED", cancelled],
  ["UND_ERR_DESTROYED", cancelled],
  ["UND_ERR_RES_EXCEEDED_MAX_SIZE", response],
  ["UND_ERR_HEADERS_OVERFLOW", response],
  ["UND_ERR_INVALID_ARG", validation],
  ["UND_ERR_NOT_SUPPORTED", validation],
  ["UND_ERR_REQ_CONTENT_LENGTH_MISMATCH", validation],
  ["ERR_INVALID_CHAR", validation],
  ["ERR_INVALID_HTTP_TOKEN", validation],
  ["ERR_INVALID_URL", validation],
  ["ERR_UNESCAPED_CHARACTERS", validation],
  ["ERR_TLS_CERT_ALTNAME_INVALID", certificate],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", certificate],
  ["HOSTNAME_MISMATCH", certificate],
  ["INVALID_CA", certificate],
  ["INVALID_PURPOSE", certificate],
  ["PATH_LENGTH_EXCEEDED", certificate],
  ["SELF_SIGNED_CERT_IN_CHAIN", certificate],
]);

/** Beginnings of codes: of Node's HTTP parser, its resolver, TLS, and OpenSSL's verification (`tls` of Node's docs). */
const families: readonly (readonly [prefix: string, failureClass: FailureClass])[] = [
  ["HPE_", response],
  ["EAI_", network],
  ["CERT_", certificate],
  ["CRL_", certificate],
  ["UNABLE_TO_", certificate],
  ["ERROR_IN_C", certificate],
  ["ERR_TLS_", tls],
  ["ERR_SSL_", tls],
];

const classesByName: ReadonlyMap<unknown, FailureClass> = new Map<unknown, FailureClass>([
  ["AbortError", cancelled],
  ["TimeoutError", timeout],
  // What undici 8's own parser throws, without a code.
  ["HTTPParserError", response],
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
  return unclassified;
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
  if (typeof error === "string" && error !== "") return error;
  const chain = errorChain(error);
  const known = chain.find((each) => classOf(each) !== undefined);
  // What follows it in the chain are its own causes.
  const candidates = known === undefined ? chain : [...chain.slice(chain.indexOf(known)), ...chain];
  const texts = candidates.map((each) => propertyOf(each, "message"));
  const message = [...texts, propertyOf(known, "code"), propertyOf(known, "name")].find(isText);
  if (message === undefined) return "no message";
  const isCertificate = known !== undefined && classOf(known) === certificate;
  return isCertificate && !/certificate/i.test(message)
    ? `the certificate is not accepted: ${message}`
    : message;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
