import { posix } from "node:path";
import {
  AgentFlowError,
  errorCodes,
  type InspectContext,
  isAgentFlowError,
  type Json,
  type SourceDocument,
  stringLiteral,
} from "@agentflow/core";
import { parseDocument } from "./parse-document.js";
import type { ParsedDocument } from "./parsed-document.js";
import { RelatedDocuments } from "./related-documents.js";

/** More documents than any description has that people wrote. */
const mostDocuments = 5_000;

/** A `$ref` that does not begin with `#`, in JSON or YAML. */
const leadsOut = /\$ref["']?\s*:\s*["']?[^"'#\s]/;

/**
 * Reads the documents that a description refers to, and those that they refer to. One that cannot be read is told where
 * it is needed.
 * @param hosts that the user allowed
 * @throws AF_DOCUMENT_TOO_LARGE when there are more than 5,000, and what the context throws when it is aborted
 */
export async function readRelatedDocuments(
  root: ParsedDocument,
  context: Pick<InspectContext, "related" | "signal">,
  hosts: readonly string[] = [],
): Promise<RelatedDocuments> {
  const related = new RelatedDocuments();
  if (![root, ...root.overlays].some(({ text }) => leadsOut.test(text))) return related;
  const names = new Map([[sourceKey(root.source), ""]]);
  const waiting: {
    readonly name: string;
    readonly document: SourceDocument;
    readonly json: Json;
  }[] = [{ name: "", document: root, json: root.root }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { name: from, document: holder, json } = next;
    for (const reference of outerReferences(json)) {
      try {
        const document = await context.related(reference, holder, { root, hosts });
        const known = names.get(sourceKey(document.source));
        const name = known ?? nameOf(document.source, root.source);
        related.link(from, reference, name);
        if (known !== undefined) continue;
        names.set(sourceKey(document.source), name);
        if (related.size >= mostDocuments) throw tooMany(root.source);
        const parsed = parseDocument(document);
        related.add(name, { ...document, root: parsed });
        waiting.push({ name, document, json: parsed });
      } catch (error) {
        if (!isAgentFlowError(error) || context.signal.aborted) throw error;
        if (related.size >= mostDocuments) throw error;
        related.link(from, reference, error);
      }
    }
  }
  return related;
}

/** References out of a document, without their fragments, each once, in the document's order. */
function outerReferences(json: Json): readonly string[] {
  const found = new Set<string>();
  const waiting: Json[] = [json];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const reference = "$ref" in value ? value["$ref"] : undefined;
    if (typeof reference === "string" && !reference.startsWith("#")) {
      found.add(reference.split("#", 1)[0] ?? "");
    }
    waiting.push(...Object.values(value).toReversed());
  }
  return [...found];
}

/** The same for every way to write one address. */
function sourceKey(source: string): string {
  return URL.canParse(source) ? source : posix.normalize(source);
}

/** Short where a document stands beside the description, and never with a `#`, which begins the place within it. */
function nameOf(source: string, root: string): string {
  const folder = sourceKey(root).replace(/[^/]*$/, "");
  const key = sourceKey(source);
  const name = folder !== "" && key.startsWith(folder) ? key.slice(folder.length) : key;
  return name.replaceAll("#", "%23");
}

function tooMany(source: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.documentTooLarge,
    `${stringLiteral(source)} refers to more than ${mostDocuments} documents.`,
    { help: "Bundle the description into one document.", location: { source } },
  );
}
