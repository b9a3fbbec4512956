import { isJsonArray, isJsonObject } from "../json-object.js";
import { pointerBelow, referenceSteps, valueAt } from "../json-pointer.js";
import type { OverlayDraft } from "./overlay-draft.js";

/**
 * Where a place of a document with overlays stood before them: items may have moved, and what an overlay has added is
 * told by what it was added to.
 */
export function writtenPlace(pointer: string, { root, originals }: OverlayDraft): string {
  let place = root;
  let written = originals.get(root) ?? root;
  let found = "#";
  for (const step of referenceSteps(pointer) ?? []) {
    const next = valueAt(place, step);
    if (next === undefined) break;
    const was = originals.get(next) ?? next;
    const key = isJsonArray(written) ? String(written.indexOf(was)) : step;
    const there = valueAt(written, key);
    const isContainer = isJsonObject(was) || isJsonArray(was);
    if (there === undefined || (isContainer && there !== was)) break;
    place = next;
    written = there;
    found = pointerBelow(found, key);
  }
  return found;
}
