import { isYaml } from "../recognise-document.js";
import { findJsonPlaces } from "./json-places.js";
import { offsetOf, wantedPlaces } from "./wanted-place.js";
import { findYamlPlaces } from "./yaml-places.js";

/** A place in a text, both from 1; the column in UTF-16 code units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where JSON pointers lead in the text of a document that could be parsed: to the name of a member, or to an item; where
 * nothing stands, to the nearest place above. Looks through the text once.
 */
export function textPlaces(
  text: string,
  pointers: ReadonlySet<string>,
): ReadonlyMap<string, TextPlace> {
  const root = wantedPlaces(pointers);
  if (isYaml(text)) findYamlPlaces(text, root);
  else findJsonPlaces(text, root);
  const offsets = [...pointers].map((pointer) => ({ pointer, offset: offsetOf(pointer, root) }));
  return linesOf(
    text,
    offsets.toSorted((left, right) => left.offset - right.offset),
  );
}

/** @param offsets sorted */
function linesOf(
  text: string,
  offsets: readonly { readonly pointer: string; readonly offset: number }[],
): ReadonlyMap<string, TextPlace> {
  const places = new Map<string, TextPlace>();
  const lineEnd = /\r\n|\n|\r/g;
  let line = 1;
  let start = 0;
  let next = lineEnd.exec(text);
  for (const { pointer, offset } of offsets) {
    while (next && next.index < offset) {
      line += 1;
      start = lineEnd.lastIndex;
      next = lineEnd.exec(text);
    }
    places.set(pointer, { line, column: offset - start + 1 });
  }
  return places;
}
