import {
  AgentFlowError,
  type Diagnostic,
  type ErrorCode,
  isAgentFlowError,
  type Json,
  stringLiteral,
} from "@agentflow/core";
import { nearestPointer } from "./json-pointer.js";

/** Takes what was found in a document; the caller decides what becomes of it. */
export type Report = (diagnostic: Diagnostic) => void;

/** Reports faults of one document, each place and sentence once. */
export class Findings {
  readonly #source: string;
  readonly #report: Report;
  readonly #reported = new Set<string>();
  readonly #declared: Json | undefined;

  /** @param declared the document as it was read, where what is worked with has further places */
  constructor(source: string, report: Report, declared?: Json) {
    this.#source = source;
    this.#report = report;
    this.#declared = declared;
  }

  /** @param pointer where in the document, as `#/…` */
  warn(code: ErrorCode, pointer: string, message: string, help: string): void {
    const location = { source: this.#source, pointer: pointer.slice(1) };
    this.#once({ code, severity: "warning", message, location, help });
  }

  /** What `read` gives; when it throws an AgentFlowError, that is reported and the result is undefined. */
  attempt<Result>(read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      if (!isAgentFlowError(error)) throw error;
      this.warnOf(error);
      return undefined;
    }
  }

  /** What an error says, as a warning: the rest of the document goes on without that part. */
  warnOf(error: AgentFlowError): void {
    const { code, message, help } = error;
    const location = error.location ?? { source: this.#source };
    this.#once({ code, severity: "warning", message, location, help });
  }

  /** An error for one place, to be thrown. */
  error(code: ErrorCode, pointer: string, message: string, help: string): AgentFlowError {
    const location = { source: this.#source, pointer: pointer.slice(1) };
    return new AgentFlowError(code, message, { help, location });
  }

  #once(found: Diagnostic): void {
    const diagnostic = this.#declared === undefined ? found : placed(found, this.#declared);
    const key = `${diagnostic.code} ${diagnostic.location?.pointer} ${diagnostic.message}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#report(diagnostic);
  }
}

/** With a place that the document has. */
function placed(diagnostic: Diagnostic, declared: Json): Diagnostic {
  const { location } = diagnostic;
  if (location?.pointer === undefined) return diagnostic;
  const pointer = nearestPointer(declared, `#${location.pointer}`).slice(1);
  return { ...diagnostic, location: { ...location, pointer } };
}

/** A text of the document for a message: quoted, escaped, at most 120 characters. */
export function quoted(text: string): string {
  return stringLiteral(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
