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

const severities: Readonly<Record<ErrorKind, ErrorSeverity>> = {
  cancelled: "info",
  "not-modified": "info",
  network: "warning",
  timeout: "warning",
  "rate-limit": "warning",
  "circuit-open": "warning",
  validation: "warning",
  "not-found": "warning",
  conflict: "warning",
  redirect: "warning",
  permission: "error",
  server: "error",
  response: "error",
  // Every further call fails too until somebody acts.
  auth: "critical",
  unknown: "critical",
};

/** How urgent an error of a kind is. */
export function severityOf(kind: ErrorKind): ErrorSeverity {
  return severities[kind];
}

/** Recognises a kind, such as one that another copy of the runtime gave. */
export function isErrorKind(value: unknown): value is ErrorKind {
  return typeof value === "string" && Object.hasOwn(severities, value);
}

const kindsByStatus: Readonly<Record<number, ErrorKind>> = {
  304: "not-modified",
  401: "auth",
  402: "permission",
  403: "permission",
  404: "not-found",
  407: "auth",
  408: "timeout",
  409: "conflict",
  410: "not-found",
  412: "conflict",
  423: "conflict",
  429: "rate-limit",
  451: "permission",
  511: "auth",
};

/** The kind of error an HTTP status stands for (RFC 9110 §15, RFC 6585). */
export function kindOfStatus(status: number): ErrorKind {
  const kind = kindsByStatus[status];
  if (kind !== undefined) return kind;
  if (status >= 500) return "server";
  if (status >= 400) return "validation";
  return status >= 300 ? "redirect" : "response";
}

/** Statuses that the same request may not get a second time. */
export const transientStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];
