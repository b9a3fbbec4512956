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
