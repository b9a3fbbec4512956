import { type Json, parseJsonDocument, type SourceDocument } from "@agentflow/core";
import { checkValues } from "./check-values.js";
import { parseYamlDocument } from "./parse-yaml-document.js";
import { isYaml } from "./recognise-document.js";

/**
 * The JSON that a document holds or, in YAML, stands for.
 * @throws AF_DOCUMENT_EMPTY, AF_DOCUMENT_MALFORMED with line and column, AF_DOCUMENT_TOO_LARGE for aliases that
 * multiply and for texts that no printer takes
 */
export function parseDocument(document: SourceDocument): Json {
  const json = isYaml(document.text) ? parseYamlDocument(document) : parseJsonDocument(document);
  checkValues(json, document.source);
  return json;
}
