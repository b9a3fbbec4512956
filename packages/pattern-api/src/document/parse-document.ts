import { type Json, parseJsonDocument, type SourceDocument } from "@agentflow/core";
import { parseYamlDocument } from "./parse-yaml-document.js";
import { isYaml } from "./recognise-document.js";

/**
 * The JSON that a document holds or, in YAML, stands for.
 * @throws AF_DOCUMENT_EMPTY, AF_DOCUMENT_MALFORMED with line and column, AF_DOCUMENT_TOO_LARGE for aliases that multiply
 */
export function parseDocument(document: SourceDocument): Json {
  return isYaml(document.text) ? parseYamlDocument(document) : parseJsonDocument(document);
}
