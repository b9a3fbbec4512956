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
 * nothing stands, to the nearest place above. Looks through the text once. In the order of the pointers.
 */
export function textPlaces(text: string, pointers: readonly string[]): readonly TextPlace[] {
  const root = wantedPlaces(pointers);
  if (isYaml(text)) findYamlPlaces(text, root);
  else findJsonPlaces(text, root);
  return placesOf(
    text,
    pointers.map((pointer) => offsetOf(pointer, root)),
  );
}

/** Lines and columns of offsets, in the order of the offsets. */
function placesOf(text: string, offsets: readonly number[]): readonly TextPlace[] {
  const places: TextPlace[] = offsets.map(() => ({ line: 1, column: 1 }));
  const sorted = offsets.map((offset, index) => ({ offset, index }));
  sorted.sort((left, right) => left.offset - right.offset);
  const lineEnd = /\r\n|\n|\r/g;
  let line = 1;
  let start = 0;
  let next = lineEnd.exec(text);
  for (const { offset, index } of sorted) {
    while (next && next.index < offset) {
      line += 1;
      start = lineEnd.lastIndex;
      next = lineEnd.exec(text);
    }
    places[index] = { line, column: offset - start + 1 };
  }
  return places;
}
