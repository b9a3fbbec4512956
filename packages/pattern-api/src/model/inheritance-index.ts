import { isAgentFlowError } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { Located, References } from "../document/references.js";

/** Which of a document's named schemas inherit from which, by `allOf`. */
export interface InheritanceIndex {
  /** Pointers of the schemas that inherit from the one at `pointer`, directly or not, in the document's order. */
  heirs(pointer: string): ReadonlySet<string>;
}

/** Parts of one `allOf` that are looked at, nested ones included. */
const partLimit = 1000;

/** @param components pointer of the object that holds the schemas by name */
export function indexInheritance(components: string, references: References): InheritanceIndex {
  const direct = new Map<string, string[]>();
  const schemas = found(components, "#", references)?.value;
  for (const [name, schema] of Object.entries(isJsonObject(schemas) ? schemas : {})) {
    const heir = pointerBelow(components, name);
    for (const base of basesOf({ pointer: heir, value: schema }, references)) {
      const heirs = direct.get(base);
      if (heirs) heirs.push(heir);
      else direct.set(base, [heir]);
    }
  }
  return {
    heirs(pointer) {
      const heirs = new Set(direct.get(pointer));
      // A set yields what is added while it is gone through.
      for (const heir of heirs) for (const further of direct.get(heir) ?? []) heirs.add(further);
      return heirs;
    },
  };
}

/** Pointers of the schemas that an `allOf` refers to. */
function basesOf({ pointer, value }: Located, references: References): ReadonlySet<string> {
  const bases = new Set<string>();
  const waiting = [value];
  for (let count = 0, next = waiting.pop(); next !== undefined; next = waiting.pop(), count++) {
    const parts = isJsonObject(next) ? next["allOf"] : undefined;
    if (!isJsonArray(parts) || count >= partLimit) continue;
    for (const part of parts.slice(0, partLimit)) {
      const reference = isJsonObject(part) ? part["$ref"] : undefined;
      if (typeof reference !== "string") waiting.push(part);
      else {
        const base = found(reference, pointer, references);
        if (base) bases.add(base.pointer);
      }
    }
  }
  return bases;
}

/** What a reference leads to. One that leads nowhere is reported where it is read. */
function found(reference: string, from: string, references: References): Located | undefined {
  try {
    return references.find(reference, from);
  } catch (error) {
    if (!isAgentFlowError(error)) throw error;
    return undefined;
  }
}
