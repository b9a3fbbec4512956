import type { ErrorKind } from "@agentflow/core/runtime";

/** What went wrong, in terms of what a caller can do about it. A closed list. */
export type DatabaseErrorKind =
  | "unique-violation"
  | "foreign-key-violation"
  | "check-violation"
  | "not-null-violation"
  | "exclusion-violation"
  /** Transactions at the same time got in each other's way: the whole transaction can be run again. */
  | "serialization"
  | "deadlock"
  /** No connection, or one that broke. */
  | "connection"
  /** The statement, a lock or the transaction took longer than it may. */
  | "timeout"
  /** A signal aborted, or an administrator cancelled the statement. */
  | "cancelled"
  /** The role may not do this, or was not let in. */
  | "permission"
  /** The statement is wrong, or what it names does not exist. */
  | "syntax"
  /** A value is not one of its type. */
  | "data"
  /** The row was changed by somebody else (optimistic locking). */
  | "conflict"
  | "not-found"
  /** The driver or the transaction has ended. */
  | "closed"
  /** None of these. */
  | "unknown";

const classes: Readonly<Record<DatabaseErrorKind, ErrorKind>> = {
  "unique-violation": "conflict",
  "foreign-key-violation": "conflict",
  "exclusion-violation": "conflict",
  "check-violation": "validation",
  "not-null-violation": "validation",
  serialization: "conflict",
  deadlock: "conflict",
  connection: "network",
  timeout: "timeout",
  cancelled: "cancelled",
  permission: "permission",
  syntax: "validation",
  data: "validation",
  conflict: "conflict",
  "not-found": "not-found",
  closed: "cancelled",
  unknown: "unknown",
};

/** The kind by which the runtime's retries, metrics and logs know an error. */
export function errorKindOf(kind: DatabaseErrorKind): ErrorKind {
  return classes[kind];
}
