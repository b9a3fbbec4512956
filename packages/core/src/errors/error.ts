import type { Diagnostic } from "./diagnostic.js";
import type { ErrorCode } from "./error-codes.js";
import { redact } from "./redact.js";

const brand = Symbol.for("agentflow.error");

/** Where in the user's input an error or a diagnostic points. */
export interface SourceLocation {
  /** File path, URL or `npm:` address, as the user gave it. */
  readonly source: string;
  /** JSON pointer into the document (RFC 6901), such as `/paths/~1repos/get`. */
  readonly pointer?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;
}

export interface AgentFlowErrorOptions {
  /** What to do next, as an imperative sentence. */
  readonly help: string;
  readonly location?: SourceLocation;
  /** What was found on the way to it: warnings, or each of several problems. Default: nothing. */
  readonly diagnostics?: readonly Diagnostic[];
  readonly cause?: unknown;
}

/**
 * The one error the tools throw on purpose: a code from the closed list, a sentence that names the value,
 * and what to do next. Secrets are removed from the texts here, before anything can print them.
 */
export class AgentFlowError extends Error {
  override readonly name = "AgentFlowError";
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly help: string;
  readonly location: SourceLocation | undefined;
  readonly diagnostics: readonly Diagnostic[];

  constructor(code: ErrorCode, message: string, options: AgentFlowErrorOptions) {
    super(redact(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.help = redact(options.help);
    this.diagnostics = options.diagnostics ?? [];
    this.location = options.location && {
      ...options.location,
      source: redact(options.location.source),
    };
  }
}

/** Survives two copies of core in one tree, which `instanceof` does not. */
export function isAgentFlowError(error: unknown): error is AgentFlowError {
  return error instanceof Error && brand in error;
}
