/** A piece of SQL that means something. */
export interface SqlToken {
  readonly kind: "word" | "name" | "string" | "blob" | "number" | "sign";
  /** Without its quotes; words as they stand. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Space, comments, strings, blobs, names in the four quotes that SQLite knows, numbers, words, signs: https://www.sqlite.org/lang_keywords.html,
 * and "tokenize.c" of SQLite for what ends what.
 */
const token =
  /\s+|--[^\n]*|\/\*[^]*?(?:\*\/|$)|[xX]'(?<blob>[^']*)(?:'|$)|'(?<string>(?:[^']|'')*)(?:'|$)|"(?<double>(?:[^"]|"")*)(?:"|$)|`(?<back>(?:[^`]|``)*)(?:`|$)|\[(?<bracket>[^\]]*)(?:\]|$)|(?<number>0[xX][\dA-Fa-f_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?)|(?<word>[A-Za-z_\u{80}-\u{10ffff}][\w$\u{80}-\u{10ffff}]*)|(?<sign>->>|->|\|\||<<|>>|<=|>=|<>|!=|==|[^])/gu;

/** Every token of a text, comments and space left out. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of sql.matchAll(token)) {
    const { blob, string, double, back, bracket, number, word, sign } = match.groups ?? {};
    const place = { start: match.index, end: match.index + match[0].length };
    const name = double?.replaceAll('""', '"') ?? back?.replaceAll("``", "`") ?? bracket;
    if (word !== undefined) tokens.push({ kind: "word", text: word, ...place });
    else if (name !== undefined) tokens.push({ kind: "name", text: name, ...place });
    else if (string !== undefined) {
      tokens.push({ kind: "string", text: string.replaceAll("''", "'"), ...place });
    } else if (blob !== undefined) tokens.push({ kind: "blob", text: blob, ...place });
    else if (number !== undefined) tokens.push({ kind: "number", text: number, ...place });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign, ...place });
  }
  return tokens;
}

/** Whether a token is one of these keywords, which are given in lower case. */
export function isWord(given: SqlToken | undefined, ...words: readonly string[]): boolean {
  return given?.kind === "word" && words.includes(given.text.toLowerCase());
}

/** Whether a token is this sign. */
export function isSign(given: SqlToken | undefined, sign: string): boolean {
  return given?.kind === "sign" && given.text === sign;
}

/** The position after a list in parentheses that begins at a position; the position itself when none does. */
export function afterParentheses(tokens: readonly SqlToken[], from: number): number {
  if (!isSign(tokens[from], "(")) return from;
  let depth = 0;
  for (let index = from; index < tokens.length; index += 1) {
    if (isSign(tokens[index], "(")) depth += 1;
    else if (isSign(tokens[index], ")")) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return tokens.length;
}

/** SQLite compares names without regard to the case of ASCII letters, and only of those. */
export function folded(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
