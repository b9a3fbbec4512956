import { isToken, type Token, tokensOf } from "./tokens.js";

/**
 * SQL in which objects of the database itself are named without it, so that it means the same in one of another name:
 * `` `shop`.`order_number` `` becomes `` `order_number` ``.
 * @param objects names of the database's tables, views, sequences and routines
 */
export function withoutOwnName(
  sql: string,
  database: string,
  objects: ReadonlySet<string>,
): string {
  const tokens = tokensOf(sql);
  let result = "";
  let from = 0;
  tokens.forEach((token, index) => {
    if (!isQualifier(tokens, index) || nameOf(sql, token) !== database) return;
    const next = tokens[index + 2];
    if (next === undefined || !objects.has(nameOf(sql, next) ?? "")) return;
    result += sql.slice(from, token.start);
    from = next.start;
  });
  return result + sql.slice(from);
}

/** Whether SQL names one of these databases before a dot. Servers may take upper and lower case for the same. */
export function namesDatabase(sql: string, databases: readonly string[]): boolean {
  const wanted = new Set(databases.map((name) => name.toLowerCase()));
  const tokens = tokensOf(sql);
  return tokens.some(
    (token, index) =>
      isQualifier(tokens, index) && wanted.has(nameOf(sql, token)?.toLowerCase() ?? ""),
  );
}

/** The first of two or more names with dots between them. */
function isQualifier(tokens: readonly Token[], index: number): boolean {
  return isToken(tokens[index + 1], ".") && !isToken(tokens[index - 1], ".");
}

/** A name, in backquotes or bare. */
function nameOf(sql: string, { kind, value, start, end }: Token): string | undefined {
  if (kind === "name") return value;
  return kind === "word" ? sql.slice(start, end) : undefined;
}
