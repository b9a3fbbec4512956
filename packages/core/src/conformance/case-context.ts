import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { InspectContext, SourceDocument } from "../contract/inspect-context.js";
import { digestOf } from "../documents/decode-document.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import type { PatternCase } from "./pattern-case.js";

/** A context whose outside world is the files of a case. Secrets are the text `secret`; reports are dropped. */
export function caseContext(
  { directory, documents }: Pick<PatternCase, "directory" | "documents">,
  signal: AbortSignal,
): InspectContext {
  const read = (source: string): SourceDocument => {
    const file = Object.hasOwn(documents, source) ? documents[source] : undefined;
    if (file === undefined) {
      throw new AgentFlowError(
        errorCodes.documentNotFound,
        `The case has no document for "${source}".`,
        { help: "Put the file into the folder of the case, or name it below `documents`." },
      );
    }
    const text = readFileSync(file, "utf8");
    return { source, text, digest: digestOf(text) };
  };
  return {
    signal,
    document: async (source) => read(source),
    related: async (reference) => read(reference),
    path: (path) => resolve(directory, path),
    secret: async () => "secret",
    report: () => {},
  };
}
