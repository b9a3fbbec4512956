import { codePoints } from "./code-points.js";
import type { PatternNode } from "./pattern-syntax.js";

/** States of the machine that reads one string; `next` is a list of indexes. */
type State =
  | {
      readonly kind: "characters";
      readonly node: PatternNode & { kind: "characters" };
      next: number;
    }
  | { readonly kind: "start" | "end"; next: number }
  | { readonly kind: "split"; next: readonly number[] }
  | { readonly kind: "match" };

/** Larger machines are not built: a nested count such as `((a{99}){99}){99}` multiplies. */
const stateLimit = 20_000;

/**
 * Whether a string matches, in time proportional to its length whatever the pattern (Thompson 1968, "Regular
 * expression search algorithm"). `undefined` when the machine would be too large.
 */
export function matchesPattern(pattern: PatternNode, text: string): boolean | undefined {
  const states: State[] = [{ kind: "match" }];
  const first = compile(pattern, 0, states);
  if (first === undefined) return undefined;
  const characters = codePoints(text);
  let current = new Set<number>();
  for (let position = 0; position <= characters.length; position += 1) {
    // An unanchored pattern may begin anywhere.
    follow(states, first, position, characters.length, current);
    if (current.has(0)) return true;
    const codePoint = characters[position]?.codePointAt(0);
    if (codePoint === undefined) return false;
    const following = new Set<number>();
    for (const index of current) {
      const state = states[index];
      if (state?.kind === "characters" && holds(state.node, codePoint)) {
        follow(states, state.next, position + 1, characters.length, following);
      }
    }
    current = following;
  }
  return false;
}

/** True when the character class holds the code point. */
export function holds(node: PatternNode & { kind: "characters" }, codePoint: number): boolean {
  return (
    node.ranges.some(([first, last]) => codePoint >= first && codePoint <= last) !== node.negated
  );
}

/** Adds every state reachable from `index` without reading a character. */
function follow(
  states: readonly State[],
  index: number,
  position: number,
  end: number,
  into: Set<number>,
): void {
  const pending = [index];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (into.has(next)) continue;
    const state = states[next];
    if (state?.kind === "start" && position !== 0) continue;
    if (state?.kind === "end" && position !== end) continue;
    into.add(next);
    if (state?.kind === "split") pending.push(...state.next);
    else if (state?.kind === "start" || state?.kind === "end") pending.push(state.next);
  }
}

/** Index of the first state of `node` when what follows it is `next`. */
function compile(node: PatternNode, next: number, states: State[]): number | undefined {
  if (states.length > stateLimit) return undefined;
  switch (node.kind) {
    case "characters":
      return states.push({ kind: "characters", node, next }) - 1;
    case "start":
    case "end":
      return states.push({ kind: node.kind, next }) - 1;
    case "sequence":
      return node.members.reduceRight<number | undefined>(
        (following, member) =>
          following === undefined ? undefined : compile(member, following, states),
        next,
      );
    case "choice": {
      const branches = node.members.map((member) => compile(member, next, states));
      if (branches.some((branch) => branch === undefined)) return undefined;
      return (
        states.push({ kind: "split", next: branches.filter((branch) => branch !== undefined) }) - 1
      );
    }
    case "repeat":
      return compileRepeat(node, next, states);
  }
}

function compileRepeat(
  node: PatternNode & { kind: "repeat" },
  next: number,
  states: State[],
): number | undefined {
  let following: number | undefined = next;
  if (node.max === Infinity) {
    const loop = { kind: "split" as const, next: [next] as readonly number[] };
    const index = states.push(loop) - 1;
    const member = compile(node.member, index, states);
    if (member === undefined) return undefined;
    loop.next = [member, next];
    following = index;
  } else {
    for (let count = node.min; count < node.max && following !== undefined; count += 1) {
      const member = compile(node.member, following, states);
      following =
        member === undefined ? undefined : states.push({ kind: "split", next: [member, next] }) - 1;
    }
  }
  for (let count = 0; count < node.min && following !== undefined; count += 1) {
    following = compile(node.member, following, states);
  }
  return following;
}
