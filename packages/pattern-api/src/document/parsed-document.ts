import type { Json, SourceDocument } from "@agentflow/core";
import { parseDocument } from "./parse-document.js";
import { recogniseText } from "./recognise-document.js";
import { refusedDocument } from "./refused-document.js";

/** A description that was parsed, as it is written or with overlays applied. */
export interface ParsedDocument extends SourceDocument {
  readonly root: Json;
  /** The overlays that were applied, in this order. */
  readonly overlays: readonly SourceDocument[];
  /** Where a place of `root` stands in the text: the same place, or what is nearest to it there. */
  readonly writtenPlace: (pointer: string) => string;
}

/**
 * A description as it is written. One that is parsed already stays as it is.
 * @throws what `parseDocument` throws; AF_DOCUMENT_UNSUPPORTED and AF_DOCUMENT_UNRECOGNISED for text of another kind
 */
export function parsedDocument(document: SourceDocument | ParsedDocument): ParsedDocument {
  if ("root" in document) return document;
  const other = recogniseText(document.text);
  if (other) throw refusedDocument(document.source, other);
  return {
    ...document,
    root: parseDocument(document),
    overlays: [],
    writtenPlace: (pointer) => pointer,
  };
}
