import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { InspectContext } from "../contract/inspect-context.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";

/**
 * A context whose outside world is a handful of files. Secrets are the text `secret`; reports are dropped.
 * @param documents files by the address that the pattern asks with
 */
export function documentContext(documents: Readonly<Record<string, URL>>): InspectContext {
  return {
    signal: new AbortController().signal,
    document: async (source) => {
      const file = Object.hasOwn(documents, source) ? documents[source] : undefined;
      if (!file) {
        throw new AgentFlowError(
          errorCodes.documentNotFound,
          `No document is given for "${source}".`,
          {
            help: "Add it to the documents of the case.",
          },
        );
      }
      const text = readFileSync(file, "utf8");
      const digest = `sha256-${createHash("sha256").update(text).digest("hex")}`;
      return { source, text, digest };
    },
    path: (path) => resolve(path),
    secret: async () => "secret",
    report: () => {},
  };
}
