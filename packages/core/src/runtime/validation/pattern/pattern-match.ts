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

/** States that are entered while one text is read; about a second. */
const stepLimit = 10_000_000;

/** Tells whether a text matches; `undefined` when that would take more than ten million steps. */
export type PatternMatcher = (text: string) => boolean | undefined;

/**
 * A matcher that takes time proportional to the text, whatever the pattern (Thompson 1968, "Regular expression search
 * algorithm"). `undefined` when its machine would have more than 20,000 states.
 */
export function patternMatcher(pattern: PatternNode): PatternMatcher | undefined {
  const states: State[] = [{ kind: "match" }];
  const first = compile(pattern, 0, states);
  return first === undefined ? undefined : (text) => new PatternRun(states, text).matches(first);
}

/** One text while it is read. */
class PatternRun {
  readonly #states: readonly State[];
  readonly #characters: readonly string[];
  /** The position at which each state was entered last, plus one. */
  readonly #entered: Uint32Array;
  #steps = 0;

  constructor(states: readonly State[], text: string) {
    this.#states = states;
    // A pattern reads code points.
    this.#characters = Array.from(text);
    this.#entered = new Uint32Array(states.length);
  }

  matches(first: number): boolean | undefined {
    let current: number[] = [];
    for (let position = 0; position <= this.#characters.length; position += 1) {
      // An unanchored pattern may begin anywhere.
      this.#enter(first, position, current);
      if (this.#entered[0] === position + 1) return true;
      if (this.#steps > stepLimit) return undefined;
      const codePoint = this.#characters[position]?.codePointAt(0);
      if (codePoint === undefined) break;
      const following: number[] = [];
      for (const index of current) {
        const state = this.#states[index];
        if (state?.kind === "characters" && holds(state.node, codePoint))
          this.#enter(state.next, position + 1, following);
      }
      current = following;
    }
    return false;
  }

  /** Adds every state reachable from `index` without reading a character. */
  #enter(index: number, position: number, into: number[]): void {
    const pending = [index];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      this.#steps += 1;
      if (this.#entered[next] === position + 1) continue;
      const state = this.#states[next];
      if (state?.kind === "start" && position !== 0) continue;
      if (state?.kind === "end" && position !== this.#characters.length) continue;
      this.#entered[next] = position + 1;
      into.push(next);
      if (state?.kind === "split") pending.push(...state.next);
      else if (state?.kind === "start" || state?.kind === "end") pending.push(state.next);
    }
  }
}

/** True when the character class holds the code point. */
export function holds(node: PatternNode & { kind: "characters" }, codePoint: number): boolean {
  return (
    node.ranges.some(([first, last]) => codePoint >= first && codePoint <= last) !== node.negated
  );
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
