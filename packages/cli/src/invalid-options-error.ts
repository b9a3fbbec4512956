import { AgentFlowError, type Diagnostic, type ErrorCode } from "@agentflow/core";

/** Several problems of one input, told together. */
export class InvalidOptionsError extends AgentFlowError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly help: string; readonly diagnostics: readonly Diagnostic[] },
  ) {
    super(code, message, { help: options.help });
    this.diagnostics = options.diagnostics;
  }
}
