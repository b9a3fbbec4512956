import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, ownValue } from "./json-object.js";

/** Escapes one step of a JSON pointer (RFC 6901 §3). */
function escapeStep(step: string): string {
  return step.includes("~") || step.includes("/")
    ? step.replaceAll("~", "~0").replaceAll("/", "~1")
    : step;
}

/** The pointer one or more steps below `pointer`. */
export function pointerBelow(pointer: string, ...steps: readonly string[]): string {
  return steps.reduce((below, step) => `${below}/${escapeStep(step)}`, pointer);
}

/**
 * The steps of a `$ref` inside its own document, percent-decoded (RFC 6901 §6); undefined when it points elsewhere.
 */
export function referenceSteps(reference: string): readonly string[] | undefined {
  if (reference === "#") return [];
  if (!reference.startsWith("#/")) return undefined;
  return reference
    .slice(2)
    .split("/")
    .map((step) => percentDecoded(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The pointer itself, or as much of it as leads to something in `root`. */
export function nearestPointer(root: Json, pointer: string): string {
  let place = root;
  let nearest = "#";
  for (const step of referenceSteps(pointer) ?? []) {
    const next = valueAt(place, step);
    if (next === undefined) break;
    place = next;
    nearest = pointerBelow(nearest, step);
  }
  return nearest;
}

/** What stands one step below a value. */
export function valueAt(value: Json, step: string): Json | undefined {
  if (isJsonArray(value))
    return /^(?:0|[1-9]\d{0,8})$/.test(step) ? value[Number(step)] : undefined;
  return isJsonObject(value) ? ownValue(value, step) : undefined;
}

/** The one spelling of a `$ref` inside its own document that models use: `#/…` without percent-encoding. */
export function referencePointer(reference: string): string | undefined {
  const steps = referenceSteps(reference);
  return steps && pointerBelow("#", ...steps);
}

function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray `%` is not an encoding: the step is meant as it stands.
    return text;
  }
}
