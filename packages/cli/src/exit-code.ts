import type { ErrorCode } from "@agentflow/core";

/** What the exit code of the command means; `docs/reference/commands.md` lists the same. */
export const exitCodes = {
  done: 0,
  failed: 1,
  /** Wrong usage or configuration: the same command will never work. */
  usage: 2,
  /** The package and what was generated have drifted apart. */
  drift: 3,
  breakingChange: 4,
  /** The package does not hold: a type error, a failing test, a score below the gate. */
  verification: 5,
  budget: 6,
  /** 128 + SIGINT, as shells count. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const { failed, usage, verification } = exitCodes;

/** Total: a new error code without an exit code does not compile. */
const exitCodeByError: Readonly<Record<ErrorCode, ExitCode>> = {
  AF_USAGE_INVALID: usage,
  AF_INPUT_INVALID: usage,
  AF_CONFIG_INVALID: usage,
  AF_NODE_UNSUPPORTED: usage,
  AF_SERVICE_UNKNOWN: usage,
  AF_TYPE_UNKNOWN: usage,
  AF_PATTERN_UNKNOWN: usage,
  AF_PATTERN_TIED: usage,
  AF_MANIFEST_INVALID: usage,
  AF_CONTRACT_UNSUPPORTED: usage,
  AF_PATTERN_UNLOADABLE: failed,
  AF_PATTERN_MISMATCHED: failed,
  AF_DOCUMENT_NOT_FOUND: usage,
  AF_DOCUMENT_EMPTY: usage,
  AF_DOCUMENT_MALFORMED: usage,
  AF_DOCUMENT_UNRECOGNISED: usage,
  AF_DOCUMENT_UNSUPPORTED: usage,
  AF_DOCUMENT_TOO_LARGE: usage,
  AF_DOCUMENT_FAULTY: usage,
  AF_SERVER_UNKNOWN: usage,
  AF_DOCUMENT_UNREACHABLE: failed,
  AF_REFERENCE_UNRESOLVED: usage,
  AF_REFERENCE_REFUSED: usage,
  AF_OPERATION_UNUSABLE: usage,
  AF_BODY_ENCODED_BY_CALLER: usage,
  AF_PATTERN_UNCHECKED: usage,
  AF_PAGING_UNFIT: usage,
  AF_SELECTION_EMPTY: usage,
  AF_OVERLAY_INVALID: usage,
  AF_OVERLAY_UNMATCHED: usage,
  AF_REGISTRY_UNREACHABLE: failed,
  AF_PACKAGE_NOT_FOUND: usage,
  AF_INTEGRITY_MISMATCHED: failed,
  AF_DATABASE_UNREACHABLE: failed,
  AF_DATABASE_REFUSED: usage,
  AF_DATABASE_UNSUPPORTED: usage,
  AF_DRIVER_MISSING: failed,
  AF_DDL_INVALID: usage,
  AF_SCHEMA_INCOMPLETE: usage,
  AF_PLAN_INVALID: failed,
  AF_FILE_NOT_PLANNED: failed,
  AF_PATH_UNSAFE: failed,
  AF_TEMPLATE_INVALID: failed,
  AF_CODE_REFUSED: failed,
  AF_SUBTASK_FAILED: failed,
  AF_OUTPUT_FOREIGN: usage,
  AF_OUTPUT_EXISTS: usage,
  AF_OUTPUT_UNWRITABLE: usage,
  AF_OUTPUT_NOT_DIRECTORY: usage,
  AF_OUTPUT_OUTSIDE: usage,
  AF_OUTPUT_BUSY: failed,
  AF_WRITE_FAILED: failed,
  AF_PACKAGE_NOT_GENERATED: usage,
  AF_PACKAGE_RECORD_INVALID: verification,
  AF_MODEL_MISSING: usage,
  AF_MODEL_INVALID: verification,
  AF_PATTERN_CHANGED: usage,
  AF_FILE_MISSING: verification,
  AF_TYPECHECK_FAILED: verification,
  AF_TESTS_FAILED: verification,
  AF_SECRET_IN_SOURCE: verification,
  AF_TYPE_ESCAPE: verification,
  AF_CODE_UNSAFE: verification,
  AF_FILE_EDITED: verification,
  AF_NOT_VERIFIED: verification,
  AF_OPERATION_UNCOVERED: verification,
  AF_VERIFIER_UNAVAILABLE: failed,
  AF_SCORE_TOO_LOW: verification,
  AF_WARNINGS_REFUSED: verification,
  AF_HISTORY_INVALID: failed,
  AF_SECRET_MISSING: usage,
  AF_SECRET_INVALID: usage,
  AF_SECRET_UNREADABLE: usage,
  AF_CREDENTIALS_UNENCRYPTED: usage,
  AF_TOKEN_REFUSED: usage,
  AF_REQUEST_MISMATCHED: usage,
  AF_ANSWER_MISMATCHED: failed,
  AF_BUDGET_EXCEEDED: exitCodes.budget,
  AF_INTERRUPTED: exitCodes.interrupted,
  AF_INTERNAL: failed,
};

/** The exit code of a command that ended with this error. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return exitCodeByError[code];
}
