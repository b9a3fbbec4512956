import { isJsonObject, type JsonObject } from "../json-object.js";
import type { ParsedDocument } from "../parsed-document.js";

/**
 * What a specific pattern knows better than the description that it is for: the root as it should be, from the root as
 * it was read. Pure; what it does not change is shared.
 */
export type Correction = (root: JsonObject) => JsonObject;

/** The description with a correction; one that is no object stays as it is, to be refused later. */
export function corrected(document: ParsedDocument, correction: Correction): ParsedDocument {
  const { root } = document;
  return isJsonObject(root) ? { ...document, root: correction(root) } : document;
}
