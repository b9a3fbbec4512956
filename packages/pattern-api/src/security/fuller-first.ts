import type { AuthDescription } from "@agentflow/core/runtime";

type Combination = AuthDescription[number];

/**
 * A combination stands before those that it adds to, since the first whose options are all given is sent: whoever
 * gives a role beside the key means both. Otherwise the document's order stays.
 */
export function fullerFirst(alternatives: AuthDescription): AuthDescription {
  const ordered: Combination[] = [];
  for (const combination of alternatives) {
    const part = ordered.findIndex((other) => addsTo(combination, other));
    ordered.splice(part === -1 ? ordered.length : part, 0, combination);
  }
  return ordered;
}

/** Going without is no part of anything: it is what is left when nothing is given. */
function addsTo(combination: Combination, other: Combination): boolean {
  const schemes = new Set(combination.map((scheme) => JSON.stringify(scheme)));
  return (
    other.length > 0 &&
    other.length < combination.length &&
    other.every((scheme) => schemes.has(JSON.stringify(scheme)))
  );
}
