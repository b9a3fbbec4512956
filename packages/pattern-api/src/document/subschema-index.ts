import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "./json-object.js";
import { pointerBelow } from "./json-pointer.js";

/** Places of a document that have names of their own (JSON Schema 2020-12 §8.2). */
export interface SubschemaIndex {
  /** Pointers by `$anchor` or `$dynamicAnchor`; the first of several counts. */
  readonly anchors: ReadonlyMap<string, string>;
  /** Names that more than one `$dynamicAnchor` has: which of them is meant depends on where a reading began. */
  readonly repeated: ReadonlySet<string>;
  /** Pointers by `$id`. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Looks through a whole document; does not recurse, so that no depth exhausts the stack. */
export function indexSubschemas(root: Json): SubschemaIndex {
  const anchors = new Map<string, string>();
  const ids = new Map<string, string>();
  const dynamic = new Set<Json>();
  const repeated = new Set<string>();
  const waiting: { readonly value: Json; readonly pointer: string }[] = [
    { value: root, pointer: "#" },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, pointer } = next;
    if (isJsonArray(value)) {
      for (const [index, item] of value.entries()) {
        waiting.push({ value: item, pointer: `${pointer}/${index}` });
      }
    }
    if (!isJsonObject(value)) continue;
    for (const keyword of ["$anchor", "$dynamicAnchor", "$id"]) {
      const name = value[keyword];
      const names = keyword === "$id" ? ids : anchors;
      if (typeof name === "string" && !names.has(name)) names.set(name, pointer);
    }
    const { $dynamicAnchor } = value;
    if (typeof $dynamicAnchor === "string" && dynamic.has($dynamicAnchor))
      repeated.add($dynamicAnchor);
    if ($dynamicAnchor !== undefined) dynamic.add($dynamicAnchor);
    for (const key of Object.keys(value).toReversed()) {
      waiting.push({ value: value[key] ?? null, pointer: pointerBelow(pointer, key) });
    }
  }
  return { anchors, repeated, ids };
}
