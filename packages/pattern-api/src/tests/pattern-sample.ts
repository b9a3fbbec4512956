import { holds, parsePattern, patternMatcher, type PatternNode } from "@agentflow/core/validation";
import { codePoints } from "./code-points.js";

/** Characters that a sample prefers, in this order: readable, and safe in a URL and in a header. */
const preferred = codePoints(
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./ :;,+=@",
).map((character) => character.codePointAt(0) ?? 0);

/** More repetitions than this are not tried to reach a minimum length (characters). */
const lengthLimit = 500;

/**
 * A string that matches `pattern` and whose length lies in the bounds, or `undefined` when none is found simply.
 * @param minLength in characters
 * @param maxLength in characters
 */
export function samplePattern(
  pattern: string,
  minLength: number,
  maxLength: number,
): string | undefined {
  const node = parsePattern(pattern);
  const matches = node && patternMatcher(node);
  if (!node || !matches) return undefined;
  for (const extra of [1, 0, 2, 4, minLength]) {
    if (extra > lengthLimit) continue;
    const text = generate(node, extra);
    if (text === undefined || text.length > lengthLimit * 4) continue;
    const length = codePoints(text).length;
    // An anchor in the middle generates a text that does not match: the check finds it.
    if (length >= minLength && length <= maxLength && matches(text) === true) return text;
  }
  return undefined;
}

/** The first text of the pattern, where what may repeat stands `extra` times, if it may. */
function generate(node: PatternNode, extra: number): string | undefined {
  switch (node.kind) {
    case "characters":
      return sampleCharacter(node);
    case "start":
    case "end":
      return "";
    case "sequence": {
      const parts = node.members.map((member) => generate(member, extra));
      return parts.includes(undefined) ? undefined : parts.join("");
    }
    case "choice":
      return node.members
        .map((member) => generate(member, extra))
        .find((text) => text !== undefined);
    case "repeat": {
      const count = Math.min(Math.max(node.min, extra), node.max);
      const text = count === 0 ? "" : generate(node.member, extra);
      return text === undefined || text.length * count > lengthLimit * 8
        ? undefined
        : text.repeat(count);
    }
  }
}

function sampleCharacter(node: PatternNode & { kind: "characters" }): string | undefined {
  const found =
    preferred.find((codePoint) => holds(node, codePoint)) ??
    (node.negated ? undefined : node.ranges[0]?.[0]);
  return found === undefined ? undefined : String.fromCodePoint(found);
}
