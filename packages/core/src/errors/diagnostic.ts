import type { ErrorCode } from "./error-codes.js";
import type { SourceLocation } from "./error.js";
import { AgentFlowError } from "./error.js";

export type Severity = "error" | "warning" | "info";

/** A finding that does not stop the work by itself; the shape `--json` prints. */
export interface Diagnostic {
  readonly code: ErrorCode;
  readonly severity: Severity;
  readonly message: string;
  readonly location?: SourceLocation;
  /** What to do next, as an imperative sentence. */
  readonly help: string;
}

/** The diagnostic form of an error, for a report that lists several. */
export function diagnosticOf(error: AgentFlowError, severity: Severity = "error"): Diagnostic {
  return {
    code: error.code,
    severity,
    message: error.message,
    help: error.help,
    ...(error.location && { location: error.location }),
  };
}
