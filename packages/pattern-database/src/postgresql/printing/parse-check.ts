import { type CheckNode, type CheckToken, parseCheckTokens } from "../../tests/check-syntax.js";

const token =
  /\s+|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|(\d+(?:\.\d+)?)|([A-Za-z_][\w$]*)|(::|<=|>=|<>|!=|~~\*|~~|!~|~\*|[-+*/<>=~(),.[\]])/y;

/**
 * Reads an expression as PostgreSQL writes it back: parentheses everywhere, casts, `ANY (ARRAY[…])` for `IN`.
 * @returns undefined when anything in it is not understood
 */
export function parseCheck(expression: string): CheckNode | undefined {
  const tokens = tokensOf(expression.replace(/^\s*CHECK\b/i, "").replace(/\bNOT VALID\s*$/i, ""));
  return tokens && parseCheckTokens(tokens);
}

/** Longer ones are not looked at: what they say is not simple. */
const longest = 10_000;

function tokensOf(text: string): readonly CheckToken[] | undefined {
  if (text.length > longest) return undefined;
  const tokens: CheckToken[] = [];
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const match = token.exec(text);
    if (!match) return undefined;
    const [, quoted, string, number, name, sign] = match;
    if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replaceAll('""', '"') });
    else if (string !== undefined)
      tokens.push({ kind: "text", text: string.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name.toLowerCase() });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
  }
  return tokens;
}
