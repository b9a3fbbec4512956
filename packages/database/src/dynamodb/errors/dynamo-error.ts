import { textWithoutValues } from "../../documents/text-without-values.js";
import { abortError } from "../../errors/abort-error.js";
import { cleanText, quoted } from "../../errors/clean-text.js";
import { DatabaseError, isDatabaseError } from "../../errors/database-error.js";
import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";

/** What is known about a failure beside the error itself. */
export interface DynamoFailure {
  /** `undefined` when it is of several. */
  readonly table: string | undefined;
  readonly readOnly: boolean;
  /** What a condition that does not hold means. */
  readonly condition?: DatabaseErrorKind | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Kinds by the names of errors (API reference, "Error messages and codes"). */
const kinds: ReadonlyMap<string, DatabaseErrorKind> = new Map<string, DatabaseErrorKind>([
  ["TransactionConflictException", "serialization"],
  ["TransactionInProgressException", "serialization"],
  ["ResourceNotFoundException", "syntax"],
  ["ResourceInUseException", "syntax"],
  ["UnknownOperationException", "syntax"],
  ["ValidationException", "syntax"],
  ["SerializationException", "data"],
  ["IdempotentParameterMismatchException", "data"],
  ["ItemCollectionSizeLimitExceededException", "data"],
  ["AccessDeniedException", "permission"],
  ["CredentialsProviderError", "permission"],
  ["ExpiredTokenException", "permission"],
  ["IncompleteSignatureException", "permission"],
  ["InvalidSignatureException", "permission"],
  ["MissingAuthenticationTokenException", "permission"],
  ["UnrecognizedClientException", "permission"],
]);

/** Refused before anything was done; the client has waited and tried again already. */
const throttled =
  /^(?:ProvisionedThroughputExceeded|Throttling|RequestLimitExceeded|LimitExceeded)/;

/** The data layer's own error for what the client rejected with. */
export function dynamoError(error: unknown, failure: DynamoFailure): DatabaseError {
  if (isDatabaseError(error)) return error;
  const { table, readOnly, condition = "conflict", signal } = failure;
  if (signal?.aborted) return abortError(signal.reason, !readOnly);
  const name = error instanceof Error ? error.name : "Error";
  if (name === "TransactionCanceledException") return cancelledTransaction(error, table);
  const isThrottled = throttled.test(name);
  const kind =
    name === "ConditionalCheckFailedException"
      ? condition
      : isThrottled
        ? "connection"
        : (kinds.get(name) ?? (isClientFault(error) ? "unknown" : "connection"));
  const text = textWithoutValues(error instanceof Error ? error.message : "");
  const isSize = name === "ValidationException" && /size/i.test(text);
  const outcomeUnknown = kind === "connection" && !isThrottled && !readOnly;
  const where = table === undefined ? "" : ` (table ${quoted(table)})`;
  const unknown = outcomeUnknown ? " Whether the write took effect is unknown." : "";
  return new DatabaseError(
    `${messages[kind] ?? `DynamoDB refused: ${text || name}`}${where}.${unknown}`,
    {
      kind: isSize ? "data" : kind,
      code: name,
      table,
      outcomeUnknown,
      retryable: kind === "serialization" || (kind === "connection" && !outcomeUnknown),
      // The client's own may hold the item.
      cause: new Error(`${name}${text === "" ? "" : `: ${text}`}`),
    },
  );
}

const messages: Partial<Record<DatabaseErrorKind, string>> = {
  "unique-violation": "There is an item with the same key already",
  conflict: "The item has been changed since it was read",
  "not-found": "There is no such item",
};

function isClientFault(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, "$fault") === "client";
}

/** Each write of a transaction has a reason of its own, `None` when it is not to blame (API reference). */
function cancelledTransaction(error: unknown, table: string | undefined): DatabaseError {
  const reasons: unknown =
    error instanceof Error ? Reflect.get(error, "CancellationReasons") : undefined;
  const codes = Array.isArray(reasons)
    ? reasons.map((reason: unknown) =>
        typeof reason === "object" && reason !== null
          ? String(Reflect.get(reason, "Code"))
          : "None",
      )
    : [];
  const index = codes.findIndex((code) => code !== "None");
  const code = codes[index] ?? "TransactionCanceledException";
  const conflict = code === "TransactionConflict";
  const kind = conflict
    ? "serialization"
    : code === "ConditionalCheckFailed"
      ? "conflict"
      : "unknown";
  const which =
    index === -1 ? "" : `, by write ${index + 1} of ${codes.length} (${cleanText(code)})`;
  const message = `DynamoDB cancelled the transaction${which}.`;
  return new DatabaseError(message, { kind, code, table, retryable: conflict });
}
