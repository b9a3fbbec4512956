import { AgentFlowError, isAgentFlowError } from "../errors/error.js";
import type { ErrorCode } from "../errors/error-codes.js";
import type { BuildReport } from "./build-report.js";

/** A package that was built but does not hold, and was therefore not written; `report` says what is wrong with it. */
export class BuildFailedError extends AgentFlowError {
  readonly report: BuildReport;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly help: string; readonly report: BuildReport },
  ) {
    super(code, message, { help: options.help });
    this.report = options.report;
  }
}

/** Recognises the error also when another copy of core threw it. */
export function isBuildFailedError(error: unknown): error is BuildFailedError {
  return isAgentFlowError(error) && "report" in error;
}
