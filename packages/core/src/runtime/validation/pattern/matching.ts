import { type PatternMatcher, patternMatcher } from "./pattern-match.js";
import { parsePattern } from "./pattern-syntax.js";

/**
 * Takes texts in which a pattern of JSON Schema is found (ECMA-262 with the flag `u`). No pattern makes it slow: `RegExp`
 * is not used. A text that would take more than ten million steps is not taken.
 * @throws TypeError when the pattern is not one of those that {@link isMatchable} knows
 */
export function matching(pattern: string): (text: string) => boolean {
  const matches = matcherOf(pattern);
  if (matches === undefined) throw new TypeError("This pattern cannot be matched.");
  return (text) => matches(text) === true;
}

/** Takes names that are none of those given, and in which no pattern is found. */
export function matchingNone(
  names: readonly string[],
  patterns: readonly string[],
): (name: string) => boolean {
  const named = new Set(names);
  const matchers = patterns.map(matching);
  return (name) => !named.has(name) && !matchers.some((matches) => matches(name));
}

/** True for a pattern that can be matched: without look-around, back references, Unicode properties and huge counts. */
export function isMatchable(pattern: string): boolean {
  return matcherOf(pattern) !== undefined;
}

function matcherOf(pattern: string): PatternMatcher | undefined {
  const node = parsePattern(pattern);
  return node && patternMatcher(node);
}
