import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "../json-object.js";
import type { Location } from "./json-path.js";

/** A container that may be changed. */
export type DraftObject = { [key: string]: Json };
export type DraftArray = Json[];

/**
 * A document that is being changed. Only what a change lies in is copied, once: the document that was read stays as it
 * is, and where YAML aliases make two places share a value, a change at one of them does not reach the other.
 */
export class OverlayDraft {
  /** What a copied container was copied from. */
  readonly originals = new Map<Json, Json>();
  #root: Json;

  constructor(root: Json) {
    this.#root = root;
  }

  get root(): Json {
    return this.#root;
  }

  /** The object or array at a place, to be changed; undefined when something else or nothing is there. */
  container(location: Location): DraftObject | DraftArray | undefined {
    this.#root = this.own(this.#root);
    let place: Json = this.#root;
    for (const step of location) {
      const below: Json | undefined = childOf(place, step);
      if (below === undefined) return undefined;
      const owned = this.own(below);
      if (owned !== below) setChild(place as DraftObject | DraftArray, step, owned);
      place = owned;
    }
    // Owned above: a copy that only this draft has.
    return isJsonObject(place) || isJsonArray(place)
      ? (place as DraftObject | DraftArray)
      : undefined;
  }

  /** The value itself, or where it is a container that is not a copy yet, its copy. */
  own(value: Json): Json {
    if (typeof value !== "object" || value === null || this.originals.has(value)) return value;
    const copy = isJsonArray(value) ? [...value] : { ...value };
    this.originals.set(copy, value);
    return copy;
  }
}

/** What stands one step below a value. */
export function childOf(value: Json, step: string | number): Json | undefined {
  if (isJsonArray(value)) return typeof step === "number" ? value[step] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Sets a member or item; also one called `__proto__`, which an assignment would not set. */
export function setChild(
  container: DraftObject | DraftArray,
  step: string | number,
  value: Json,
): void {
  Object.defineProperty(container, step, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
