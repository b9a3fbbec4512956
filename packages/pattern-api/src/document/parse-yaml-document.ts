import {
  AgentFlowError,
  documentPlace,
  errorCodes,
  type Json,
  type SourceDocument,
  stringLiteral,
} from "@agentflow/core";
import {
  CORE_SCHEMA,
  defineScalarTag,
  floatCoreTag,
  load,
  mergeTag,
  NOT_RESOLVED,
  YAMLException,
} from "js-yaml";
import { depthLimit } from "./nesting.js";
import { checkAliases } from "./yaml-aliases.js";

/** JSON has no infinities: `.inf` and `.nan` stay the text that they are. */
const finiteFloat = defineScalarTag<number>(floatCoreTag.tagName, {
  implicit: true,
  implicitFirstChars: floatCoreTag.implicitFirstChars,
  identify: () => false,
  resolve: (source, isExplicit, tagName) => {
    const value = floatCoreTag.resolve(source, isExplicit, tagName);
    return typeof value === "number" && Number.isFinite(value) ? value : NOT_RESOLVED;
  },
});

/** The scalars of YAML 1.2, in which dates and `on` are texts, and the merge key that many documents use. */
const schema = CORE_SCHEMA.withTags(finiteFloat, mergeTag);

/**
 * The JSON that a YAML document stands for. Where a key comes twice, the last one counts, as in JSON.
 * @throws AF_DOCUMENT_MALFORMED, with line and column, where it is no YAML, or YAML that no JSON can stand for
 */
export function parseYamlDocument({ source, text }: SourceDocument): Json {
  try {
    const value = load(text, { schema, json: true, maxDepth: depthLimit });
    checkAliases(value, source);
    // The schema makes nothing but what JSON has.
    return value as Json;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = documentPlace(text, error.mark?.position ?? 0);
    throw new AgentFlowError(
      errorCodes.documentMalformed,
      `${stringLiteral(source)} is no YAML: ${error.reason}, at line ${place.line}, column ${place.column}.`,
      {
        help: "Check that it is YAML 1.2 and that the download is complete.",
        location: { source, ...place },
        cause: error,
      },
    );
  }
}
