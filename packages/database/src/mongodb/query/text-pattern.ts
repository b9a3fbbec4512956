import { BSONRegExp } from "mongodb";

/** A pattern of `like` as a regular expression for the whole text. Nothing in it is one of its own. */
export function textPattern(pattern: string, ignoreCase: boolean): BSONRegExp {
  const parts = pattern.match(/\\[\s\S]|[\s\S]/gu) ?? [];
  const source = parts.map((part) => (part === "%" ? ".*" : part === "_" ? "." : literal(part)));
  // "s": a line break is any character too.
  return new BSONRegExp(`^${source.join("")}$`, ignoreCase ? "is" : "s");
}

/** A backslash that ends the pattern stands for itself. */
function literal(part: string): string {
  const character = part.length > 1 && part.startsWith("\\") ? part.slice(1) : part;
  return character.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
