import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";

/** A result code's name, and what it means. */
type ResultCode = readonly [name: string, kind: DatabaseErrorKind];

/** By number: extended codes, and primary ones for all of theirs that are not listed ("Result and Error Codes"). */
const codes: ReadonlyMap<number, ResultCode> = new Map<number, ResultCode>([
  [1, ["SQLITE_ERROR", "syntax"]],
  [3, ["SQLITE_PERM", "permission"]],
  [5, ["SQLITE_BUSY", "timeout"]],
  [517, ["SQLITE_BUSY_SNAPSHOT", "serialization"]],
  [6, ["SQLITE_LOCKED", "timeout"]],
  [8, ["SQLITE_READONLY", "permission"]],
  [9, ["SQLITE_INTERRUPT", "cancelled"]],
  [10, ["SQLITE_IOERR", "unknown"]],
  [11, ["SQLITE_CORRUPT", "unknown"]],
  [13, ["SQLITE_FULL", "unknown"]],
  [14, ["SQLITE_CANTOPEN", "connection"]],
  [18, ["SQLITE_TOOBIG", "data"]],
  [19, ["SQLITE_CONSTRAINT", "check-violation"]],
  [275, ["SQLITE_CONSTRAINT_CHECK", "check-violation"]],
  [787, ["SQLITE_CONSTRAINT_FOREIGNKEY", "foreign-key-violation"]],
  [1299, ["SQLITE_CONSTRAINT_NOTNULL", "not-null-violation"]],
  [1555, ["SQLITE_CONSTRAINT_PRIMARYKEY", "unique-violation"]],
  [1811, ["SQLITE_CONSTRAINT_TRIGGER", "check-violation"]],
  [2067, ["SQLITE_CONSTRAINT_UNIQUE", "unique-violation"]],
  [2579, ["SQLITE_CONSTRAINT_ROWID", "unique-violation"]],
  [3091, ["SQLITE_CONSTRAINT_DATATYPE", "data"]],
  [20, ["SQLITE_MISMATCH", "data"]],
  [23, ["SQLITE_AUTH", "permission"]],
  [25, ["SQLITE_RANGE", "data"]],
  [26, ["SQLITE_NOTADB", "connection"]],
]);

/** What `SQLITE_ERROR` also stands for: a value that a function cannot take. */
const aboutValue =
  /^(?:integer overflow|malformed JSON|bad JSON path|JSON (?:path|cannot)|LIKE or GLOB pattern too complex|ESCAPE expression|string or blob too big)/;

/** The name and the kind of a result code. @param message tells apart what has one code */
export function resultCode(number: number, message: string): ResultCode {
  // The first eight bits of an extended code are its primary one.
  const code = codes.get(number) ?? codes.get(number & 255);
  if (code === undefined) return [`SQLITE_${number}`, "unknown"];
  const [name] = code;
  return name === "SQLITE_ERROR" && aboutValue.test(message) ? [name, "data"] : code;
}
