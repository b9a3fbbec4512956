import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../json-object.js";
import { pointerBelow } from "../json-pointer.js";
import {
  childOf,
  type DraftArray,
  type DraftObject,
  type OverlayDraft,
  setChild,
} from "./overlay-draft.js";

/** A member of an update that does not go with what the document has. */
export interface MergeConflict {
  /** Pointer within the update. */
  readonly pointer: string;
  /** The end of a sentence that begins with the place. */
  readonly problem: string;
}

/**
 * Merges an update into an object: objects member by member, arrays by adding the items of the update, and everything
 * else by replacing it. What is not of the same kind is left as it is and given back: a member that was left empty in
 * YAML would else remove a whole part of a document. (Overlay 1.0.0 calls it incompatible, 1.1.0 an error.)
 */
export function mergeUpdate(
  target: DraftObject,
  update: JsonObject,
  draft: OverlayDraft,
  pointer: string,
): MergeConflict | undefined {
  for (const key of Object.keys(update)) {
    const value = update[key] ?? null;
    const place = pointerBelow(pointer, key);
    const present = childOf(target, key);
    if (present === undefined) {
      setChild(target, key, value);
      continue;
    }
    if (kindOf(present) !== kindOf(value)) {
      return {
        pointer: place,
        problem: `is ${kindOf(value)}, and in the document ${kindOf(present)} stands there`,
      };
    }
    if (isJsonArray(present) && isJsonArray(value)) {
      const owned = draft.own(present) as DraftArray; // A copy of an array is an array.
      for (const item of value) owned.push(item);
      setChild(target, key, owned);
    } else if (isJsonObject(present) && isJsonObject(value)) {
      const owned = draft.own(present) as DraftObject; // A copy of an object is an object.
      setChild(target, key, owned);
      const conflict = mergeUpdate(owned, value, draft, place);
      if (conflict) return conflict;
    } else {
      setChild(target, key, value);
    }
  }
  return undefined;
}

/** What a value is, for a message. */
export function kindOf(value: Json): "an object" | "an array" | "a plain value" {
  if (isJsonArray(value)) return "an array";
  return isJsonObject(value) ? "an object" : "a plain value";
}
