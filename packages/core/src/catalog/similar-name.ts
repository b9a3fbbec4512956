import { distance } from "fastest-levenshtein";
import { ownPackages, ownScope } from "./own-packages.js";

/** Letters of other scripts that look like Latin ones, as far as people have registered names with them. */
const homoglyphs: Readonly<Record<string, string>> = {
  // Cyrillic
  а: "a",
  в: "b",
  е: "e",
  ё: "e",
  і: "l",
  ї: "l",
  ј: "j",
  к: "k",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  х: "x",
  ѕ: "s",
  ԁ: "d",
  ԛ: "q",
  ԝ: "w",
  һ: "h",
  ӏ: "l",
  // Greek
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "l",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  // Latin letters and digits
  ı: "l",
  i: "l",
  "1": "l",
  "|": "l",
  "0": "o",
  ɡ: "g",
  ɑ: "a",
  "5": "s",
  "3": "e",
  "4": "a",
};

/**
 * The known name that somebody could take `name` for: one that differs by one letter more, less, other or swapped, or by
 * what looks alike, such as `0` for `o`, letters of another script, or signs between words. AgentFlow's own names are
 * always known, and so is its scope, whatever follows it.
 * @param known names that the user has reason to trust, such as those installed
 * @returns undefined when it is one of them, or like none
 */
export function findSimilarName(name: string, known: readonly string[]): string | undefined {
  const all = [...new Set([...ownPackages, ...known])];
  if (all.includes(name)) return undefined;
  const [scope] = name.split("/");
  if (scope !== undefined && scope !== ownScope && looksLike(scope, ownScope)) {
    return all.find((other) => looksLike(name, other)) ?? `${ownScope}/…`;
  }
  return all.find((other) => looksLike(name, other));
}

function looksLike(name: string, other: string): boolean {
  return skeleton(name) === skeleton(other) || isOneEditAway(name, other);
}

/** The same for names that people cannot tell apart at a glance. */
function skeleton(name: string): string {
  return Array.from(name.normalize("NFKC").toLowerCase(), (letter) => homoglyphs[letter] ?? letter)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** One letter more, less or other, or two neighbours swapped. */
function isOneEditAway(name: string, other: string): boolean {
  const edits = distance(name, other);
  if (edits !== 2 || name.length !== other.length) return edits === 1;
  const at = Array.from(name).findIndex((letter, index) => letter !== other[index]);
  return (
    name[at] === other[at + 1] &&
    name[at + 1] === other[at] &&
    name.slice(at + 2) === other.slice(at + 2)
  );
}
