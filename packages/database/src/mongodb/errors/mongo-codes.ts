import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";

/** Kinds by the server's codes (mongo, src/mongo/base/error_codes.yml). */
const kinds: ReadonlyMap<number, DatabaseErrorKind> = new Map<number, DatabaseErrorKind>([
  [2, "syntax"], // BadValue
  [6, "connection"], // HostUnreachable
  [7, "connection"], // HostNotFound
  [9, "syntax"], // FailedToParse
  [11, "permission"], // UserNotFound
  [13, "permission"], // Unauthorized
  [14, "data"], // TypeMismatch
  [15, "data"], // Overflow
  [18, "permission"], // AuthenticationFailed
  [20, "syntax"], // IllegalOperation
  [24, "timeout"], // LockTimeout
  [26, "syntax"], // NamespaceNotFound
  [40, "syntax"], // ConflictingUpdateOperators
  [43, "closed"], // CursorNotFound
  [50, "timeout"], // MaxTimeMSExpired
  [52, "data"], // DollarPrefixedFieldName
  [59, "syntax"], // CommandNotFound
  [66, "data"], // ImmutableField
  [72, "syntax"], // InvalidOptions
  [73, "syntax"], // InvalidNamespace
  [89, "connection"], // NetworkTimeout
  [91, "connection"], // ShutdownInProgress
  [112, "serialization"], // WriteConflict
  [115, "syntax"], // CommandNotSupported
  [121, "check-violation"], // DocumentValidationFailure
  [166, "syntax"], // CommandNotSupportedOnView
  [189, "connection"], // PrimarySteppedDown
  [202, "timeout"], // NetworkInterfaceExceededTimeLimit
  [237, "closed"], // CursorKilled
  [246, "serialization"], // SnapshotUnavailable
  [251, "serialization"], // NoSuchTransaction
  [262, "timeout"], // ExceededTimeLimit
  [8000, "permission"], // AtlasError: of its proxies, for those that were not let in
  [10107, "connection"], // NotWritablePrimary
  [10334, "data"], // BSONObjectTooLarge
  [11000, "unique-violation"], // DuplicateKey
  [11600, "connection"], // InterruptedAtShutdown
  [11601, "cancelled"], // Interrupted
  [11602, "connection"], // InterruptedDueToReplStateChange
  [13388, "serialization"], // StaleConfig
  [13435, "connection"], // NotPrimaryNoSecondaryOk
  [13436, "connection"], // NotPrimaryOrSecondary
  [17280, "data"], // KeyTooLong
  [40324, "syntax"], // an unknown stage of a pipeline
]);

/** The kind of error that a server's code stands for. */
export function kindOfCode(code: number): DatabaseErrorKind {
  return kinds.get(code) ?? "unknown";
}
