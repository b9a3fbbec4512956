/** A piece of SQL. Space and comments lie between tokens. */
export interface Token {
  /** `name` is a name in backquotes, `text` a string in quotes. */
  readonly kind: "name" | "text" | "number" | "word" | "sign";
  /** What it means: a name or a string without its quotes, a word in upper case. */
  readonly value: string;
  /** Where it stands in the SQL. */
  readonly start: number;
  readonly end: number;
}

/**
 * One token or what lies between two (MariaDB Server documentation, "Identifier Names", "String Literals", "Comment
 * Syntax"). What has no end goes on to the end of the SQL, so that it is looked at once.
 */
const piece = new RegExp(
  [
    String.raw`(\s+|/\*[^]*?(?:\*/|$)|--(?=\s|$)[^\n]*|#[^\n]*)`,
    "`([^`]*(?:``[^`]*)*)(?:`|$)",
    String.raw`'([^'\\]*(?:(?:\\[^]|'')[^'\\]*)*)(?:'|\\?$)`,
    String.raw`"([^"\\]*(?:(?:\\[^]|"")[^"\\]*)*)(?:"|\\?$)`,
    String.raw`(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w$\u0080-\uffff]))`,
    String.raw`([\w$\u0080-\uffff]+)`,
    String.raw`(<=>|<=|>=|<>|!=|:=|&&|\|\||[^])`,
  ].join("|"),
  "y",
);

/** The tokens of SQL as a session without modes (`sql_mode = ''`) reads it. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (piece.lastIndex = 0; piece.lastIndex < sql.length;) {
    const start = piece.lastIndex;
    const match = piece.exec(sql);
    // The last alternative takes any character.
    if (match === null) break;
    const [, , name, single, double, number, word, sign] = match;
    const add = (kind: Token["kind"], value: string): void => {
      tokens.push({ kind, value, start, end: piece.lastIndex });
    };
    if (name !== undefined) add("name", name.replaceAll("``", "`"));
    else if (single !== undefined) add("text", unescaped(single.replaceAll("''", "'")));
    else if (double !== undefined) add("text", unescaped(double.replaceAll('""', '"')));
    else if (number !== undefined) add("number", number);
    else if (word !== undefined) add("word", word.toUpperCase());
    else if (sign !== undefined) add("sign", sign);
  }
  return tokens;
}

const escapes: Readonly<Record<string, string>> = {
  0: "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\u001A",
};

function unescaped(text: string): string {
  return text.replaceAll(/\\([^])/gu, (_, character: string) => escapes[character] ?? character);
}

/** True when a token is this word or sign. */
export function isToken(token: Token | undefined, value: string): boolean {
  return (token?.kind === "word" || token?.kind === "sign") && token.value === value;
}

/** Where the parenthesis that opens at a token closes; the end of the list when it does not. */
export function closingIndex(tokens: readonly Token[], opening: number): number {
  let depth = 0;
  for (let index = opening; index < tokens.length; index += 1) {
    if (isToken(tokens[index], "(")) depth += 1;
    if (isToken(tokens[index], ")")) depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length;
}

/** Lists of tokens between the commas that stand in no parentheses. */
export function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isToken(token, "(")) depth += 1;
    if (isToken(token, ")")) depth -= 1;
    if (depth === 0 && isToken(token, ",")) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The SQL that tokens stand in, from the first to the last. */
export function sqlOf(sql: string, tokens: readonly Token[]): string {
  return sql.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
}
