import { posix } from "node:path";
import {
  AgentFlowError,
  type Diagnostic,
  errorCodes,
  type RelatedRules,
  type SourceDocument,
} from "@agentflow/core";
import { apiPattern } from "../../src/pattern.js";
import type { ApiModel } from "../../src/model/api-model.js";

/** What came of reading a description. */
export interface InspectResult {
  readonly model: ApiModel;
  readonly diagnostics: readonly Diagnostic[];
  /** References that were asked for, with the document that has them. */
  readonly asked: readonly string[];
  readonly rules: RelatedRules | undefined;
}

/** Reads `api/openapi.yaml` of these files as the pattern does. */
export async function inspected(
  files: Readonly<Record<string, string>>,
  options: object = {},
  onReport: (diagnostic: Diagnostic) => void = () => undefined,
): Promise<InspectResult> {
  const diagnostics: Diagnostic[] = [];
  const asked: string[] = [];
  let rules: RelatedRules | undefined;
  const open = (source: string): SourceDocument => {
    const text = files[source];
    if (text === undefined) {
      throw new AgentFlowError(errorCodes.documentNotFound, `"${source}" does not exist.`, {
        help: "Check the path.",
      });
    }
    return { source, text, digest: `sha256-${source} ${text}` };
  };
  const model = await apiPattern.inspect(
    apiPattern.input.parse({ name: "Pets", document: "api/openapi.yaml", ...options }),
    {
      signal: new AbortController().signal,
      document: async (source) => open(source),
      related: async (reference, from, given) => {
        rules = given;
        asked.push(`${from.source} ${reference}`);
        return open(posix.join(posix.dirname(from.source), reference));
      },
      path: (path) => path,
      secret: async () => "",
      report: (diagnostic) => {
        diagnostics.push(diagnostic);
        onReport(diagnostic);
      },
    },
  );
  return { model, diagnostics, asked, rules };
}
