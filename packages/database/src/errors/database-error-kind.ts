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

/** Kinds by SQLSTATE, or by its class where all of a class are the same (PostgreSQL manual, appendix A). */
const kinds: ReadonlyMap<string, DatabaseErrorKind> = new Map<string, DatabaseErrorKind>([
  ["08", "connection"],
  ["22", "data"],
  ["21000", "data"],
  ["23001", "foreign-key-violation"],
  ["23502", "not-null-violation"],
  ["23503", "foreign-key-violation"],
  ["23505", "unique-violation"],
  ["23514", "check-violation"],
  ["23P01", "exclusion-violation"],
  ["25006", "permission"],
  ["25P03", "timeout"],
  ["25P04", "timeout"],
  ["28", "permission"],
  ["3D000", "syntax"],
  ["3F000", "syntax"],
  ["40001", "serialization"],
  ["40P01", "deadlock"],
  ["42", "syntax"],
  ["42501", "permission"],
  ["44000", "check-violation"],
  ["53300", "connection"],
  ["55P03", "timeout"],
  ["57014", "cancelled"],
  ["57P01", "connection"],
  ["57P02", "connection"],
  ["57P03", "connection"],
  ["57P04", "connection"],
  ["57P05", "connection"],
]);

/** The kind of error that a SQLSTATE stands for. */
export function kindOfState(code: string): DatabaseErrorKind {
  return kinds.get(code) ?? kinds.get(code.slice(0, 2)) ?? "unknown";
}

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
