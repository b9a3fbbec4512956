import { createHash } from "node:crypto";
import type { SourceDocument } from "@agentflow/core";
import type { RelatedDocuments } from "./related-documents.js";

/** Digest of a description: its own, or where it refers to others, one of all, whatever their order. */
export function documentsDigest(
  { digest }: Pick<SourceDocument, "digest">,
  related: RelatedDocuments,
): string {
  if (related.size === 0) return digest;
  const lines = [...related].map(([name, document]) => `${document.digest} ${name}\n`);
  const text = [`${digest}\n`, ...lines.toSorted()].join("");
  return `sha256-${createHash("sha256").update(text).digest("hex")}`;
}
