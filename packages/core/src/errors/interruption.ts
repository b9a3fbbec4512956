import { AgentFlowError, isAgentFlowError } from "./error.js";
import { errorCodes } from "./error-codes.js";

/** AF_INTERRUPTED. */
export function interrupted(cause?: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.interrupted, "The command was interrupted.", {
    help: "Run it again; what stood there before is untouched.",
    cause,
  });
}

/** What a run that ended with `error` is to throw: after an abort every failure is a consequence of it. */
export function afterAbort(error: unknown, signal: AbortSignal): unknown {
  if (!signal.aborted || (isAgentFlowError(error) && error.code === errorCodes.interrupted))
    return error;
  return interrupted(error);
}
