/** Types whose bare name means "of length 1" where it is cast to (manual §8.3, §8.10), by one that has no length. */
const unbounded: ReadonlyMap<string, string> = new Map([
  ["bit", '"bit"'],
  ["char", "bpchar"],
  ["character", "bpchar"],
]);

/**
 * The type that a parameter is cast to for a column of a type: without its modifiers, as in `numeric(10,2)`. A cast cuts
 * a value to length or rounds it without a word (SQL requires it); without them the column itself checks it.
 */
export function castType(type: string): string {
  const [, element = type, dimensions = ""] = /^([^]*?)((?:\[\])*)$/.exec(type) ?? [];
  const bare = element.replaceAll(/"(?:[^"]|"")*"|\s*\([^()]*\)/g, (part) =>
    part.startsWith('"') ? part : "",
  );
  return `${unbounded.get(bare.toLowerCase()) ?? bare}${dimensions}`;
}
