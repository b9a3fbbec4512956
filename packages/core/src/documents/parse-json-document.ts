import type { SourceDocument } from "../contract/inspect-context.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { type Json, stringLiteral } from "../template/literal.js";
import { documentEmpty } from "./decode-document.js";
import { documentPlace } from "./document-place.js";
import { findJsonSyntaxError } from "./json-syntax-error.js";

/**
 * The JSON that a document holds.
 * @throws AF_DOCUMENT_EMPTY when it has nothing but white space
 * @throws AF_DOCUMENT_MALFORMED, with line and column, where it stops being JSON
 */
export function parseJsonDocument(document: SourceDocument): Json {
  const { source, text } = document;
  if (!/\S/.test(text)) throw documentEmpty(source);
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    const found = findJsonSyntaxError(text);
    if (!found) throw error;
    const place = documentPlace(text, found.offset);
    throw new AgentFlowError(
      errorCodes.documentMalformed,
      `${stringLiteral(source)} ${found.problem}, at line ${place.line}, column ${place.column}.`,
      {
        help: "Check that it is JSON and that the download is complete.",
        location: { source, ...place },
        cause: error,
      },
    );
  }
}
