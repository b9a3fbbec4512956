import { isIdentifierName, stringLiteral } from "@agentflow/core";
import type { ValueFamily } from "../types/value-family.js";
import type { ColumnRule } from "./check-rules.js";
import type { Sampler } from "./sampler.js";

/**
 * Texts that keep to the rules; undefined for other types, and where none is known that does.
 * @param key of the column, which the text begins with
 * @param size most characters
 */
export function textSampler(
  family: ValueFamily,
  key: string,
  size: readonly number[],
  rules: readonly ColumnRule[],
): Sampler | undefined {
  if (family !== "text" && family !== "padded-text") return undefined;
  if (rules.some((rule) => !["longer", "shorter", "matches", "differs"].includes(rule.kind)))
    return undefined;
  const candidates =
    family === "padded-text"
      ? [digits(size[0] ?? 1)]
      : [...shapes(key, rules), digits(size[0] ?? 9)];
  return candidates.find((candidate) => keeps(candidate, size, rules));
}

/** True when a text satisfies the rules for the length and the shape of a column's values. */
export function satisfies(text: string, rules: readonly ColumnRule[]): boolean {
  return rules.every((rule) => {
    if (rule.kind === "longer") return text.length >= rule.value;
    if (rule.kind === "shorter") return text.length <= rule.value;
    if (rule.kind === "differs") return text !== String(rule.value);
    return rule.kind !== "matches" || matches(rule.pattern, text) === true;
  });
}

interface TextSampler extends Sampler {
  /** The text itself. */
  readonly text: (n: number) => string;
}

function keeps(
  { text, varies }: TextSampler,
  [most = Infinity]: readonly number[],
  rules: readonly ColumnRule[],
): boolean {
  return [1, 2, varies].every((n) => text(n).length <= most && satisfies(text(n), rules));
}

/** What texts of real columns look like, the plainest first. */
function shapes(key: string, rules: readonly ColumnRule[]): readonly TextSampler[] {
  const word = isIdentifierName(key) ? key.replaceAll("$", "") : "text";
  const least = Math.max(0, ...rules.map((rule) => (rule.kind === "longer" ? rule.value : 0)));
  return [
    around(`${word} `, ""),
    around(`${word} `, "x".repeat(least)),
    around(`${word}-`, ""),
    around("a", ""),
    around("a", "@example.com"),
    around("https://example.com/", ""),
    around("A", ""),
    around("AB", ""),
    around("AAA-", ""),
    around("+1555000000", ""),
    around("#00000", ""),
    around("1.0.", ""),
  ];
}

function around(before: string, after: string): TextSampler {
  return {
    at: (n) =>
      /^\d+$/.test(n) ? stringLiteral(before + n + after) : `\`${before}\${${n}}${after}\``,
    text: (n) => before + String(n) + after,
    varies: 9,
  };
}

/** `1`, or `001` where a text has to fill its column to be read back as it was written. */
function digits(length: number): TextSampler {
  const padded = length > 1;
  return {
    at: (n) => (padded ? `String(${n}).padStart(${length}, "0")` : `String(${n})`),
    text: (n) => String(n).padStart(length, "0"),
    varies: 9,
  };
}

/** Repeated repetitions take a matcher forever; such patterns are not tried. */
const slow = /[*+}]\)?[*+{]|\([^)]*[*+][^)]*\)[*+{]/;

/** Whether a text matches; undefined when the pattern is not for this matcher. */
function matches(pattern: string, text: string): boolean | undefined {
  if (pattern.length > 200 || slow.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return undefined;
  }
}
