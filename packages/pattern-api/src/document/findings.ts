import {
  AgentFlowError,
  type Diagnostic,
  type ErrorCode,
  isAgentFlowError,
  stringLiteral,
} from "@agentflow/core";
import { sourcePlace } from "./source-place.js";

/** What of a document places in messages need. */
type PlacedDocument = Parameters<typeof sourcePlace>[1];

/** Takes what was found in a document; the caller decides what becomes of it. */
export type Report = (diagnostic: Diagnostic) => void;

/** Reports faults of one document, each place and sentence once. */
export class Findings {
  readonly #document: PlacedDocument;
  readonly #report: Report;
  /** Places by what was said of them. Sentences are short; the places may be so long that V8 hashes their length alone. */
  readonly #reported = new Map<string, Set<string>>();

  constructor(document: PlacedDocument, report: Report) {
    this.#document = document;
    this.#report = report;
  }

  /** @param pointer where in the document, as `#/…` */
  warn(code: ErrorCode, pointer: string, message: string, help: string): void {
    const location = sourcePlace(pointer, this.#document);
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
    const location = error.location ?? { source: this.#document.source };
    this.#once({ code, severity: "warning", message, location, help });
  }

  /** An error for one place, to be thrown. */
  error(code: ErrorCode, pointer: string, message: string, help: string): AgentFlowError {
    const location = sourcePlace(pointer, this.#document);
    return new AgentFlowError(code, message, { help, location });
  }

  #once(diagnostic: Diagnostic): void {
    const sentence = `${diagnostic.code} ${diagnostic.message}`;
    const places = this.#reported.get(sentence) ?? new Set();
    const place = diagnostic.location?.pointer ?? "";
    if (places.has(place)) return;
    this.#reported.set(sentence, places.add(place));
    this.#report(diagnostic);
  }
}

/** A text of the document for a message: quoted, escaped, at most 120 characters. */
export function quoted(text: string): string {
  return stringLiteral(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
