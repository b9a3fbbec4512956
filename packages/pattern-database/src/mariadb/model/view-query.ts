import { closingIndex, isToken, splitAtCommas, type Token, tokensOf } from "../sql/tokens.js";

/** What a view's statement says of itself. */
export interface ViewQuery {
  /** The query, without what comes before it. */
  readonly sql: string;
  /** Names of the tables and views that it reads; `null` when one is in another database. */
  readonly reads: readonly string[] | null;
  /** The one table or view that it is made of, when it is made of one. */
  readonly source: string | undefined;
  /** Those that it reads elsewhere, as in subqueries; `null` when one is in another database. */
  readonly elsewhere: readonly string[] | null;
  /** For each of its columns the column of `source` that it is; undefined for an expression. */
  readonly columns: readonly (string | undefined)[];
}

const afterFrom = new Set([
  "WHERE",
  "GROUP",
  "HAVING",
  "ORDER",
  "LIMIT",
  "WINDOW",
  "PROCEDURE",
  "FOR",
  "LOCK",
  "UNION",
  "EXCEPT",
  "INTERSECT",
  "WITH",
]);

/** Reads the statement of a view as `show create view` writes it: every name in backquotes, every column named by AS. */
export function viewQuery(statement: string): ViewQuery {
  const tokens = tokensOf(statement);
  // The first AS stands between the view's name and its query.
  const query = tokens.slice(tokens.findIndex((token) => isToken(token, "AS")) + 1);
  const list = listOf(query, "SELECT", (token) => isToken(token, "FROM"));
  const from = listOf(
    query,
    "FROM",
    (token) => token.kind === "word" && afterFrom.has(token.value),
  );
  const sources = new Set(from);
  const [first] = query;
  return {
    sql: statement.slice(first?.start ?? 0).replace(/ WITH (?:CASCADED|LOCAL) CHECK OPTION$/, ""),
    reads: readNames(query),
    source: isToken(first, "WITH") ? undefined : sourceOf(from),
    elsewhere: readNames(query.filter((token) => !sources.has(token))),
    columns: splitAtCommas(list).map(plainColumn),
  };
}

/** A name, or a name and what it is called here. */
function sourceOf(from: readonly Token[]): string | undefined {
  return from.length <= 2 && from.every(({ kind }) => kind === "name") ? from[0]?.value : undefined;
}

/** Tokens after a word that stands in no parentheses. */
function listOf(
  tokens: readonly Token[],
  word: string,
  ends: (token: Token) => boolean,
): readonly Token[] {
  const start = outsideParentheses(tokens, word);
  if (start === -1) return [];
  let end = start + 1;
  for (; end < tokens.length; end += 1) {
    const token = tokens[end];
    if (token === undefined || ends(token)) break;
    if (isToken(token, "(")) end = closingIndex(tokens, end);
  }
  return tokens.slice(start + 1, end);
}

/** Where a word stands in no parentheses; -1: nowhere. */
function outsideParentheses(tokens: readonly Token[], word: string): number {
  for (let at = 0; at < tokens.length; at += 1) {
    if (isToken(tokens[at], word)) return at;
    if (isToken(tokens[at], "(")) at = closingIndex(tokens, at);
  }
  return -1;
}

/** `` `c`.`id` AS `id` ``. */
function plainColumn(part: readonly Token[]): string | undefined {
  const names = part.slice(0, -2);
  const isPath = names.every((token, index) =>
    index % 2 === 0 ? token.kind === "name" : isToken(token, "."),
  );
  return isPath && names.length % 2 === 1 && isToken(part.at(-2), "AS")
    ? names.at(-1)?.value
    : undefined;
}

/**
 * Tables stand after FROM, JOIN, a comma or a parenthesis. One of another database has a dot before it: then the server
 * writes all names in full, those of columns with three parts.
 */
function readNames(query: readonly Token[]): readonly string[] | null {
  const reads = new Set<string>();
  for (const [index, token] of query.entries()) {
    const before = query[index - 1];
    if (token.kind !== "name" || isToken(before, ".")) continue;
    const length = pathLength(query, index);
    const inPlace = tablePlaces.some((place) => isToken(before, place));
    if (length === 1) {
      if (inPlace && !isToken(query[index - 2], "USING")) reads.add(token.value);
      continue;
    }
    const isTable = query[index + 3]?.kind === "name" || (inPlace && before?.kind === "word");
    if (length > 2 || isTable) return null;
  }
  return [...reads];
}

const tablePlaces = ["FROM", "JOIN", "STRAIGHT_JOIN", "(", ","];

/** Names with dots between them, from one on. */
function pathLength(tokens: readonly Token[], start: number): number {
  let length = 1;
  while (
    isToken(tokens[start + 2 * length - 1], ".") &&
    tokens[start + 2 * length]?.kind === "name"
  )
    length += 1;
  return length;
}
