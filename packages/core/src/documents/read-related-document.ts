import { realpath } from "node:fs/promises";
import type { RelatedRules, SourceDocument } from "../contract/inspect-context.js";
import { parseDocumentAddress } from "./document-address.js";
import { readDocument, type ReadDocumentOptions } from "./read-document.js";
import { isInside, mayAsk, refusedOutside, relatedAddress } from "./related-address.js";

/**
 * Reads a document that another one refers to, where the rules let it: a description must not be able to have anything
 * read that its user did not mean to give.
 * @param reference as it stands in `from`, without its fragment
 * @throws AF_REFERENCE_REFUSED when it leads anywhere else, also by a link or a redirect
 * @throws what `readDocument` throws
 */
export async function readRelatedDocument(
  reference: string,
  from: string,
  rules: RelatedRules,
  options: ReadDocumentOptions,
): Promise<SourceDocument> {
  const { source, address, folder } = relatedAddress(reference, from, rules, options.directory);
  if (address.kind === "file" && folder !== undefined) {
    // What is not there is told by reading it.
    const path = await realpath(address.path).catch(() => undefined);
    if (path !== undefined && !isInside(path, await realpath(folder))) {
      throw refusedOutside(reference, from);
    }
  }
  const root = parseDocumentAddress(rules.root.source, options.directory);
  return readDocument(source, { ...options, allows: (url) => mayAsk(url, root, rules.hosts) });
}
