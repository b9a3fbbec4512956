import { type CheckNode, type CheckToken, parseCheckTokens } from "../../tests/check-syntax.js";
import { type Token, tokensOf } from "../sql/tokens.js";

/** Longer ones are not looked at: what they say is not simple. */
const longest = 10_000;

/**
 * Reads an expression as MariaDB writes it back: names in backquotes, parentheses only where they are needed.
 * @returns undefined when anything in it is not understood
 */
export function parseCheck(expression: string): CheckNode | undefined {
  if (expression.length > longest) return undefined;
  const tokens = tokensOf(expression).filter(
    // `_utf8mb4'…'` says of a text what it is in anyway.
    ({ kind, value }, index, all) =>
      !(kind === "word" && value.startsWith("_") && all[index + 1]?.kind === "text"),
  );
  return parseCheckTokens(tokens.map(checkToken));
}

/** What the shared syntax calls otherwise; every byte is a character of the texts that tests make up. */
const translations = new Map<string, CheckToken>([
  ["REGEXP", { kind: "sign", text: "~" }],
  ["RLIKE", { kind: "sign", text: "~" }],
  ["OCTET_LENGTH", { kind: "name", text: "length" }],
]);

function checkToken({ kind, value }: Token): CheckToken {
  if (kind === "name") return { kind: "quoted", text: value };
  if (kind !== "word") return { kind, text: value };
  return translations.get(value) ?? { kind: "name", text: value.toLowerCase() };
}
