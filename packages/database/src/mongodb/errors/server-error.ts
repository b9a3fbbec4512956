import type { MongoServerError } from "mongodb";
import { isPlainObject } from "../../documents/place.js";
import { textWithoutValues } from "../../documents/text-without-values.js";
import { quoted } from "../../errors/clean-text.js";
import { DatabaseError } from "../../errors/database-error.js";
import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";
import { failingPaths } from "./failing-paths.js";
import { kindOfCode } from "./mongo-codes.js";
import { type MongoFailure, unknownOutcome } from "./mongo-error.js";

/** What the server says of a failure, without values. */
interface Report {
  readonly code: number;
  readonly kind: DatabaseErrorKind;
  readonly columns: readonly string[];
  readonly constraint: string | undefined;
}

/** The data layer's own error for what a server reported. */
export function serverError(error: MongoServerError, failure: MongoFailure): DatabaseError {
  const report = reportOf(error, failure);
  const { code, kind, columns, constraint } = report;
  const { collection, readOnly = false, inTransaction = false, secrets } = failure;
  const committing = error.hasErrorLabel("UnknownTransactionCommitResult");
  const lost = kind === "connection" && !readOnly && !inTransaction;
  const outcomeUnknown = committing || (lost && !error.hasErrorLabel("NoWritesPerformed"));
  const message = messageOf(report, error, collection, secrets);
  return new DatabaseError(outcomeUnknown ? `${message} ${unknownOutcome}` : message, {
    kind,
    code: String(code),
    table: collection,
    columns,
    constraint,
    outcomeUnknown,
    retryable: kind === "serialization" || (kind === "connection" && !outcomeUnknown),
    // The driver's own holds the values that were refused.
    cause: Object.assign(new Error(`MongoDB reported error ${code}${nameOf(error)}.`), { code }),
  });
}

function reportOf(error: MongoServerError, { uniques = {} }: MongoFailure): Report {
  const { code, first } = firstFailure(error);
  const transient = error.hasErrorLabel("TransientTransactionError");
  const kind = transient ? "serialization" : kindOfCode(code);
  if (kind === "unique-violation") {
    const constraint = / index: (\S+)/.exec(
      typeof first["errmsg"] === "string" ? first["errmsg"] : error.message,
    )?.[1];
    const known =
      constraint !== undefined && Object.hasOwn(uniques, constraint)
        ? uniques[constraint]
        : undefined;
    const pattern = first["keyPattern"];
    const columns = isPlainObject(pattern) ? Object.keys(pattern) : (known ?? []);
    return { code, kind, columns, constraint };
  }
  const columns = kind === "check-violation" ? failingPaths(first["errInfo"]) : [];
  return { code, kind, columns, constraint: undefined };
}

/** Of several writes in one command the first that failed has what is to be said. */
function firstFailure(error: MongoServerError): {
  readonly code: number;
  readonly first: Readonly<Record<string, unknown>>;
} {
  const own = error as unknown as Readonly<Record<string, unknown>>; // the server's fields are its properties
  const [write]: readonly unknown[] = Array.isArray(own["writeErrors"]) ? own["writeErrors"] : [];
  const inner: unknown =
    typeof write === "object" && write !== null ? Reflect.get(write, "err") : undefined;
  // The driver words some anew.
  const original = own["originalError"];
  const first = isPlainObject(inner)
    ? inner
    : original instanceof Error
      ? (original as unknown as typeof own) // of the same class
      : own;
  const code = Number(first["code"] ?? error.code);
  return { code: Number.isNaN(code) ? 0 : code, first };
}

function messageOf(
  { code, kind, columns, constraint }: Report,
  error: MongoServerError,
  collection: string | undefined,
  secrets: readonly string[] | undefined,
): string {
  const where = collection === undefined ? "" : ` in the collection ${quoted(collection)}`;
  const names = columns.map((column) => quoted(column)).join(", ");
  switch (kind) {
    case "unique-violation":
      return `There is a document with the same ${names || "key"} already${where}${
        constraint === undefined ? "" : ` (index ${quoted(constraint)})`
      }.`;
    case "check-violation":
      return `The validator refused the document${where}${names && `: ${names}`}.`;
    case "serialization":
      return `The transaction got in another's way${where} (${code}${nameOf(error)}).`;
    case "syntax":
    case "permission":
    case "connection":
      return `MongoDB refused${where}: ${textWithoutValues(error.message, secrets)} (${code}${nameOf(error)}).`;
    default:
      return `MongoDB refused${where} (${code}${nameOf(error)}).`;
  }
}

function nameOf({ codeName }: MongoServerError): string {
  return typeof codeName === "string" && /^\w+$/.test(codeName) ? ` ${codeName}` : "";
}
