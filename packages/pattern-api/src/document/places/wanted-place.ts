/** A place of a document whose offset is looked for, and those below it. */
export interface WantedPlace {
  readonly below: Map<string, WantedPlace>;
  /** In UTF-16 code units from the beginning of the text; undefined while it is not found. */
  offset: number | undefined;
}

/** Steps that are looked for: nothing that is read nests deeper, and a walk never comes near the stack's end. */
const mostSteps = 500;

/** The root of a tree of all places that are wanted, by JSON pointers. */
export function wantedPlaces(pointers: Iterable<string>): WantedPlace {
  const root: WantedPlace = { below: new Map(), offset: undefined };
  for (const pointer of pointers) {
    let place = root;
    for (const step of stepsOf(pointer)) {
      const next = place.below.get(step) ?? { below: new Map(), offset: undefined };
      place.below.set(step, next);
      place = next;
    }
  }
  return root;
}

/** The offset of a place, or of the nearest above it that was found. */
export function offsetOf(pointer: string, root: WantedPlace): number {
  let { offset = 0 } = root;
  let place: WantedPlace | undefined = root;
  for (const step of stepsOf(pointer)) {
    place = place?.below.get(step);
    if (place?.offset === undefined) break;
    offset = place.offset;
  }
  return offset;
}

/** Notes where a place is. Of several members with one name the last one counts, with what is in it. */
export function found(place: WantedPlace, offset: number): void {
  if (place.offset !== undefined) forget(place);
  place.offset = offset;
}

function forget(place: WantedPlace): void {
  for (const below of place.below.values()) {
    below.offset = undefined;
    forget(below);
  }
}

/** The steps of a JSON pointer (RFC 6901 §4). */
function stepsOf(pointer: string): readonly string[] {
  const steps = pointer.split("/").slice(1, mostSteps + 1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
