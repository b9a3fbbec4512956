import type { Diagnostic, Json } from "@agentflow/core";
import { applyOverlays } from "../../../src/document/overlay/apply-overlays.js";
import { readOverlay } from "../../../src/document/overlay/read-overlay.js";
import { type ParsedDocument, parsedDocument } from "../../../src/document/parsed-document.js";

/** A document of which only the text matters. */
export function textDocument(source: string, text: string) {
  return { source, text, digest: `sha256-of ${text}` };
}

/** The actions of an overlay as the text of one. */
export function overlayText(...actions: readonly object[]): string {
  return JSON.stringify({ overlay: "1.0.0", info: { title: "T", version: "1" }, actions });
}

/** A document with overlays, each given by its text. */
export function overlaid(
  root: Json | string,
  ...overlays: readonly string[]
): { readonly document: ParsedDocument; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const text = typeof root === "string" ? root : JSON.stringify(root);
  const document = applyOverlays(
    parsedDocument(textDocument("openapi.json", text)),
    overlays.map((overlay, index) =>
      readOverlay(textDocument(`${index + 1}.overlay.yaml`, overlay)),
    ),
    (diagnostic) => diagnostics.push(diagnostic),
  );
  return { document, diagnostics };
}
