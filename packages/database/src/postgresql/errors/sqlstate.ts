import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";

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
