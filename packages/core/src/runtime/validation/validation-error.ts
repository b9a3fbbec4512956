import { AgentFlowError } from "../../errors/error.js";
import { errorCodes } from "../../errors/error-codes.js";
import { type Mismatch, pathText } from "./mismatch.js";

/** Differences that the message names. */
const namedLimit = 3;

/**
 * A value of a call is not what the service's description says. It holds no value: only where the differences are,
 * and what was expected there.
 */
export class ValidationError extends AgentFlowError {
  /** `OperationDescription.id`. */
  readonly operation: string;
  /** What a caller gave, or what the service answered. */
  readonly part: "request" | "answer";
  readonly mismatches: readonly Mismatch[];

  constructor(operation: string, part: "request" | "answer", mismatches: readonly Mismatch[]) {
    const named = mismatches
      .slice(0, namedLimit)
      .map(({ path, message }) => `${pathText(path)}: ${message}`);
    const others = mismatches.length - named.length;
    const text = [...named, ...(others > 0 ? [`and ${others} more`] : [])].join("; ");
    super(
      part === "request" ? errorCodes.requestMismatched : errorCodes.answerMismatched,
      `The ${part} of ${operation} is not what the description says: ${text}.`,
      {
        help:
          part === "request"
            ? "Correct the parameters of the call."
            : "Compare the answer with the description; correct that, by an overlay if it is not yours.",
      },
    );
    this.operation = operation;
    this.part = part;
    this.mismatches = mismatches;
  }
}

/** The validation error that an error is or was caused by; undefined when there is none. */
export function validationErrorOf(error: unknown): ValidationError | undefined {
  if (error instanceof ValidationError) return error;
  return error instanceof Error && error.cause instanceof ValidationError ? error.cause : undefined;
}
