import { found, type WantedPlace } from "./wanted-place.js";

const space = /[ \t\n\r]*/y;
const scalar = /[^\s,\]}]*/y;
const structure = /["{}[\]]/g;

/** Looks for places in a text that is JSON; only what leads to one is looked at closely. */
export function findJsonPlaces(text: string, root: WantedPlace): void {
  const start = skip(text, 0, space);
  found(root, start);
  valueAt(text, start, root);
}

/** Goes over a value; gives the offset of what follows it. */
function valueAt(text: string, start: number, wanted: WantedPlace | undefined): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  if (first !== "{" && first !== "[") return skip(text, start, scalar);
  if (wanted === undefined || wanted.below.size === 0) return containerEnd(text, start);
  return first === "{" ? objectAt(text, start, wanted) : arrayAt(text, start, wanted);
}

function objectAt(text: string, start: number, wanted: WantedPlace): number {
  let offset = skip(text, start + 1, space);
  while (text[offset] === '"') {
    const end = stringEnd(text, offset);
    const name: unknown = JSON.parse(text.slice(offset, end));
    const member = wanted.below.get(String(name));
    if (member) found(member, offset);
    const value = skip(text, skip(text, end, space) + 1, space);
    offset = afterItem(text, valueAt(text, value, member));
  }
  return offset + 1;
}

function arrayAt(text: string, start: number, wanted: WantedPlace): number {
  let offset = skip(text, start + 1, space);
  for (let index = 0; offset < text.length && text[offset] !== "]"; index += 1) {
    const item = wanted.below.get(String(index));
    if (item) found(item, offset);
    offset = afterItem(text, valueAt(text, offset, item));
  }
  return offset + 1;
}

/** What comes after an item and its comma. */
function afterItem(text: string, end: number): number {
  const offset = skip(text, end, space);
  return text[offset] === "," ? skip(text, offset + 1, space) : offset;
}

/** Counts brackets instead of going into them: no depth exhausts the stack. */
function containerEnd(text: string, start: number): number {
  let open = 0;
  structure.lastIndex = start;
  for (let next = structure.exec(text); next; next = structure.exec(text)) {
    const [sign] = next;
    if (sign === '"') structure.lastIndex = stringEnd(text, next.index);
    else open += sign === "{" || sign === "[" ? 1 : -1;
    if (open === 0) return structure.lastIndex;
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

/** An odd number of backslashes before a character escapes it. */
function isEscaped(text: string, offset: number): boolean {
  let before = offset;
  while (text[before - 1] === "\\") before -= 1;
  return (offset - before) % 2 === 1;
}

function skip(text: string, offset: number, pattern: RegExp): number {
  pattern.lastIndex = offset;
  return offset + (pattern.exec(text)?.[0].length ?? 0);
}
