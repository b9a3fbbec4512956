import { createHash } from "node:crypto";
import { AgentFlowError, type Diagnostic, errorCodes, type Json } from "@agentflow/core";
import { quoted, type Report } from "../findings.js";
import { isJsonArray, isJsonObject } from "../json-object.js";
import { depthLimit, nestsDeeperThan } from "../nesting.js";
import type { ParsedDocument } from "../parsed-document.js";
import { isMadeFor } from "./extended-document.js";
import { JsonPathProblem, type Location, selectLocations } from "./json-path.js";
import { kindOf, mergeUpdate } from "./merge-update.js";
import { invalidOverlay, type Overlay, type OverlayAction } from "./overlay.js";
import { type DraftArray, type DraftObject, OverlayDraft } from "./overlay-draft.js";
import { writtenPlace } from "./written-place.js";

/**
 * A description with overlays applied in their order, and their actions in theirs. Its digest is one of all of them.
 * @param report takes a warning for an action that selects nothing, and for an overlay that was made for another document
 * @throws AF_OVERLAY_INVALID for a target that is no JSONPath and for a change that cannot be made
 * @throws AF_DOCUMENT_TOO_LARGE when the description nests deeper than 200 levels
 */
export function applyOverlays(
  document: ParsedDocument,
  overlays: readonly Overlay[],
  report: Report,
): ParsedDocument {
  if (overlays.length === 0) return document;
  if (nestsDeeperThan(document.root, depthLimit)) throw tooDeep(document);
  const draft = new OverlayDraft(document.root);
  for (const overlay of overlays) {
    if (!isMadeFor(overlay, document)) report(madeForAnother(overlay, document));
    overlay.actions.forEach((action, index) => {
      const change = new Change(draft, overlay, action, `/actions/${index}`);
      if (!change.apply()) report(selectsNothing(overlay, action, index));
    });
  }
  const documents = overlays.map((overlay) => overlay.document);
  const digests = [document, ...documents].map(({ digest }) => `${digest}\n`);
  return {
    ...document,
    root: draft.root,
    digest: `sha256-${createHash("sha256").update(digests.join("")).digest("hex")}`,
    overlays: documents,
    writtenPlace: (pointer) => writtenPlace(pointer, draft),
  };
}

/** One action of an overlay on a document that is being changed. */
class Change {
  readonly #draft: OverlayDraft;
  readonly #overlay: Overlay;
  readonly #action: OverlayAction;
  readonly #pointer: string;

  constructor(draft: OverlayDraft, overlay: Overlay, action: OverlayAction, pointer: string) {
    this.#draft = draft;
    this.#overlay = overlay;
    this.#action = action;
    this.#pointer = pointer;
  }

  /** False when there is no place for it. */
  apply(): boolean {
    const locations = this.#locations();
    if (this.#action.remove === true) this.#remove(locations);
    else for (const location of locations) this.#update(location, this.#action.update ?? null);
    return locations.length > 0;
  }

  #locations(): readonly Location[] {
    try {
      return selectLocations(this.#action.target, this.#draft.root);
    } catch (error) {
      if (!(error instanceof JsonPathProblem)) throw error;
      throw this.#invalid("target", error.message);
    }
  }

  #update(location: Location, update: Json): void {
    const container = this.#draft.container(location);
    if (container === undefined) {
      throw this.#invalid(
        "target",
        `selects ${quoted(locationText(location))}, which is neither an object nor an array`,
        "Select the object that holds it, and update that.",
      );
    }
    if (Array.isArray(container)) {
      container.push(update);
      return;
    }
    if (!isJsonObject(update)) {
      throw this.#invalid(
        "update",
        `is ${kindOf(update)}, and its target selects an object, ${quoted(locationText(location))}`,
      );
    }
    const conflict = mergeUpdate(container, update, this.#draft, "");
    if (conflict) throw this.#invalid(`update${conflict.pointer}`, conflict.problem, replacing);
  }

  /** From the end, so that no removal moves a place that another one is meant for. */
  #remove(locations: readonly Location[]): void {
    for (const location of locations.toSorted(lastFirst)) {
      const key = location.at(-1);
      if (key === undefined) {
        throw this.#invalid("target", "selects the whole document, which cannot be removed");
      }
      const holder = this.#draft.container(location.slice(0, -1));
      if (holder !== undefined) removeChild(holder, key);
    }
  }

  #invalid(field: string, problem: string, help?: string): AgentFlowError {
    return invalidOverlay(this.#overlay.document, `${this.#pointer}/${field}`, problem, help);
  }
}

const replacing = "To replace it by something of another kind, remove it in an action before.";

function removeChild(holder: DraftObject | DraftArray, key: string | number): void {
  if (isJsonArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

/** Longer ways first, and of equally long ones those with the higher index. */
function lastFirst(left: Location, right: Location): number {
  return right.length - left.length || lastIndex(right) - lastIndex(left);
}

function lastIndex(location: Location): number {
  const step = location.at(-1);
  return typeof step === "number" ? step : -1;
}

function locationText(location: Location): string {
  return location.map((step) => `/${step}`).join("");
}

function selectsNothing(
  { document }: Overlay,
  { target }: OverlayAction,
  index: number,
): Diagnostic {
  return {
    code: errorCodes.overlayUnmatched,
    severity: "warning",
    message: `An action of the overlay changes nothing: ${quoted(target)} selects nothing in the document.`,
    location: { source: document.source, pointer: `/actions/${index}/target` },
    help: "Correct the target, or leave out the action when the document no longer needs it.",
  };
}

function madeForAnother(
  { document, extends: target = "" }: Overlay,
  { source }: ParsedDocument,
): Diagnostic {
  return {
    code: errorCodes.overlayUnmatched,
    severity: "warning",
    message: `The overlay is made for ${quoted(target)}, and is applied to ${quoted(source)}.`,
    location: { source: document.source, pointer: "/extends" },
    help: "Give the document that it is made for, or correct or leave out its `extends`.",
  };
}

function tooDeep({ source }: ParsedDocument): AgentFlowError {
  return new AgentFlowError(
    errorCodes.documentTooLarge,
    `${quoted(source)} nests deeper than ${depthLimit} levels, so no overlay can be applied to it.`,
    { help: "Give a document that people wrote.", location: { source } },
  );
}
