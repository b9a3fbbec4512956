/** What went wrong, in terms of what a caller can do about it. A closed list. */
export type ErrorKind =
  /** No connection, or one that broke. */
  | "network"
  /** No answer in time. */
  | "timeout"
  /** The caller's signal aborted, or the client was closed. */
  | "cancelled"
  /** The service wants fewer calls. */
  | "rate-limit"
  /** The service failed so often that it is not asked for a while. */
  | "circuit-open"
  /** No credentials, or wrong ones. */
  | "auth"
  /** The credentials do not allow this. */
  | "permission"
  /** The request itself is wrong. */
  | "validation"
  | "not-found"
  | "conflict"
  /** What the caller has is still right (304). */
  | "not-modified"
  /** A redirect that is not followed. */
  | "redirect"
  /** The service failed. */
  | "server"
  /** The answer cannot be understood. */
  | "response"
  /** None of these. */
  | "unknown";

/** How urgently a person should look. */
export type ErrorSeverity = "info" | "warning" | "error" | "critical";

/** How urgent an error of a kind is. */
export function severityOf(kind: ErrorKind): ErrorSeverity {
  // Every further call fails too until somebody acts.
  if (/^(?:auth|unknown)$/.test(kind)) return "critical";
  if (/^(?:permission|server|response)$/.test(kind)) return "error";
  return /^(?:cancelled|not-modified)$/.test(kind) ? "info" : "warning";
}

/** A record, so that a new one cannot be forgotten. */
const errorKinds: Readonly<Record<ErrorKind, true>> = {
  network: true,
  timeout: true,
  cancelled: true,
  "rate-limit": true,
  "circuit-open": true,
  auth: true,
  permission: true,
  validation: true,
  "not-found": true,
  conflict: true,
  "not-modified": true,
  redirect: true,
  server: true,
  response: true,
  unknown: true,
};

/** Recognises a kind, such as one that another copy of the runtime gave. */
export function isErrorKind(value: unknown): value is ErrorKind {
  return typeof value === "string" && Object.hasOwn(errorKinds, value);
}

const kindsOfStatuses: readonly (readonly [ErrorKind, ...number[]])[] = [
  ["not-modified", 304],
  ["auth", 401, 407, 511],
  ["permission", 402, 403, 451],
  ["not-found", 404, 410],
  ["timeout", 408],
  ["conflict", 409, 412, 423],
  ["rate-limit", 429],
];

/** The kind of error an HTTP status stands for (RFC 9110 §15, RFC 6585). */
export function kindOfStatus(status: number): ErrorKind {
  const found = kindsOfStatuses.find((kind) => kind.includes(status));
  if (found) return found[0];
  if (status >= 500) return "server";
  if (status >= 400) return "validation";
  return status >= 300 ? "redirect" : "response";
}

/** Statuses that the same request may not get a second time. */
export const transientStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];
