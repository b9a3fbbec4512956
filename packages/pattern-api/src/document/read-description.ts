import type { InspectContext, SourceDocument } from "@agentflow/core";
import { applyOverlays } from "./overlay/apply-overlays.js";
import type { Overlay } from "./overlay/overlay.js";
import { readOverlay } from "./overlay/read-overlay.js";
import { type ParsedDocument, parsedDocument } from "./parsed-document.js";
import type { PlacedReports } from "./places/placed-reports.js";

/** Where a description is, and what is changed in it. */
export interface DescriptionAddresses {
  readonly document: string;
  /** Addresses of overlays, in the order in which they apply. */
  readonly overlay?: readonly string[] | undefined;
}

/**
 * Reads a description and its overlays, and applies them.
 * @throws what the context throws, and parsing, reading and applying overlays
 */
export async function readDescription(
  { document, overlay = [] }: DescriptionAddresses,
  context: Pick<InspectContext, "document">,
  reports: PlacedReports,
): Promise<ParsedDocument> {
  const read = async (address: string): Promise<SourceDocument> => {
    const found = await context.document(address);
    reports.knows(found);
    return found;
  };
  const description = parsedDocument(await read(document));
  const overlays: Overlay[] = [];
  // One after the other, so that of several faults the first is told, whatever the network does.
  for (const address of overlay) overlays.push(readOverlay(await read(address)));
  return applyOverlays(description, overlays, reports.report);
}
