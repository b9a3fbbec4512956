import { AgentFlowError, errorCodes, type Json, type SourceDocument } from "@agentflow/core";
import { quoted } from "../findings.js";

/** Changes to a description (OpenAPI Overlay Specification 1.0.0). */
export interface Overlay {
  readonly document: SourceDocument;
  /** Reference to the description that it was made for. */
  readonly extends?: string | undefined;
  readonly actions: readonly OverlayAction[];
}

/** One change at every place that its target selects. */
export interface OverlayAction {
  /** A JSONPath query (RFC 9535). */
  readonly target: string;
  readonly update?: Json | undefined;
  readonly remove?: boolean | undefined;
}

/**
 * An error at a place of an overlay.
 * @param problem the end of a sentence that begins with the place
 */
export function invalidOverlay(
  { source }: Pick<SourceDocument, "source">,
  pointer: string,
  problem: string,
  help = "Correct the overlay: https://spec.openapis.org/overlay/v1.0.0.html says what it may have.",
): AgentFlowError {
  const where = pointer === "" ? "" : ` at ${quoted(pointer.slice(1))}`;
  return new AgentFlowError(
    errorCodes.overlayInvalid,
    `The overlay ${quoted(source)}${where} ${problem}.`,
    { help, location: { source, pointer } },
  );
}
