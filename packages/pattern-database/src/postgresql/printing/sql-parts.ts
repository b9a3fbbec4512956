/** Names and texts in quotes, in which nothing is a sign. */
const quoted = /"(?:[^"]|"")*"|'(?:[^']|'')*'/y;

/** Where the parenthesis is closed that opens at a place; undefined when it is not. */
export function closingParenthesis(sql: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < sql.length; at = after(sql, at)) {
    if (sql[at] === "(") depth += 1;
    if (sql[at] === ")" && --depth === 0) return at;
  }
  return undefined;
}

/** What stands between words or signs that are in no parentheses, brackets and quotes. */
export function splitAtWords(sql: string, word: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < sql.length; at = after(sql, at)) {
    const sign = sql[at] ?? "";
    if ("([".includes(sign)) depth += 1;
    if (")]".includes(sign)) depth -= 1;
    if (depth > 0 || !sql.startsWith(word, at)) continue;
    parts.push(sql.slice(start, at));
    start = at + word.length;
  }
  return [...parts, sql.slice(start)];
}

/** The place after one sign, or after what is in quotes. */
function after(sql: string, at: number): number {
  quoted.lastIndex = at;
  return at + (quoted.exec(sql)?.[0].length ?? 1);
}
