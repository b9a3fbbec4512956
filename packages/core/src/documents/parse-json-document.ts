import type { SourceDocument } from "../contract/inspect-context.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { type Json, stringLiteral } from "../template/literal.js";
import { documentEmpty } from "./decode-document.js";
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
    const place = placeOf(text, found.offset);
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

/** Line and column of an offset, both from 1; the column in UTF-16 code units. */
function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
