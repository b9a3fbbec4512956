import { afterParentheses, folded, isSign, isWord, type SqlToken } from "./sql-tokens.js";
import type { CheckSyntax, ColumnSyntax, ForeignKeySyntax, UniqueSyntax } from "./table-syntax.js";

/** Gathers the constraints of a table, item by item of its list. */
export class ConstraintReader {
  readonly #sql: string;
  primaryKey: { readonly name: string | undefined } | undefined;
  readonly uniques: UniqueSyntax[] = [];
  readonly checks: CheckSyntax[] = [];
  readonly foreignKeys: ForeignKeySyntax[] = [];

  constructor(sql: string) {
    this.#sql = sql;
  }

  /** @param tokens what follows a column's name */
  column(column: string, tokens: readonly SqlToken[]): ColumnSyntax {
    return this.#constraints(tokens, column, undefined);
  }

  /** @param comma the one before the constraint */
  table(tokens: readonly SqlToken[], comma: SqlToken | undefined): void {
    this.#constraints(tokens, undefined, comma);
  }

  #constraints(
    tokens: readonly SqlToken[],
    column: string | undefined,
    comma: SqlToken | undefined,
  ): ColumnSyntax {
    let collation: string | undefined;
    let generated: string | undefined;
    // SQLite gives a name to every constraint that follows it, up to the next name or comma.
    let name: string | undefined;
    let named = -1;
    for (let index = 0; index < tokens.length;) {
      const token = tokens[index];
      const next = index + 1;
      if (isWord(token, "constraint")) {
        name = tokens[next]?.text;
        named = index;
        index += 2;
        continue;
      }
      // From the name where it stands directly before.
      const first = named === index - 2 && named >= 0 ? named : index;
      if (isWord(token, "primary")) this.primaryKey ??= { name };
      if (isWord(token, "unique")) {
        this.uniques.push({
          name,
          columns: column === undefined ? names(tokens, next) : [folded(column)],
        });
      }
      if (isWord(token, "check")) this.#check(name, tokens, next);
      if (isWord(token, "collate")) collation = tokens[next]?.text;
      if (isWord(token, "as")) generated = this.#inside(tokens, next);
      if (isWord(token, "references") && column !== undefined) {
        index = this.#foreignKey(name, tokens, first, index, undefined);
        continue;
      }
      if (isWord(token, "foreign")) {
        index = this.#foreignKey(
          name,
          tokens,
          first,
          afterParentheses(tokens, index + 2),
          first === 0 ? comma : undefined,
        );
        continue;
      }
      index = isSign(tokens[next], "(") ? afterParentheses(tokens, next) : next;
    }
    return { collation, generated };
  }

  #check(name: string | undefined, tokens: readonly SqlToken[], from: number): void {
    const expression = this.#inside(tokens, from);
    this.checks.push({ name: name ?? unquotedStart(expression), expression });
  }

  /** The text in parentheses that begin at a position. */
  #inside(tokens: readonly SqlToken[], from: number): string {
    const open = tokens[from];
    const close = tokens[afterParentheses(tokens, from) - 1];
    return open && close ? this.#sql.slice(open.end, close.start).trim() : "";
  }

  /** @param from position of `REFERENCES` @returns the position after it */
  #foreignKey(
    name: string | undefined,
    tokens: readonly SqlToken[],
    first: number,
    from: number,
    comma: SqlToken | undefined,
  ): number {
    let index = afterParentheses(tokens, from + 2);
    let deferred = false;
    for (;;) {
      const token = tokens[index];
      const length = clauseLength(tokens, index);
      if (length === 0) break;
      if (isWord(token, "initially")) deferred = isWord(tokens[index + 1], "deferred");
      index += length;
    }
    const start = (comma ?? tokens[first])?.start ?? 0;
    this.foreignKeys.push({ name, deferred, start, end: tokens[index - 1]?.end ?? start });
    return index;
  }
}

/** How many tokens of a position belong to a foreign key. */
function clauseLength(tokens: readonly SqlToken[], index: number): number {
  const token = tokens[index];
  if (isWord(token, "on")) return isWord(tokens[index + 2], "set", "no") ? 4 : 3;
  if (isWord(token, "match", "initially")) return 2;
  if (isWord(token, "not") && isWord(tokens[index + 1], "deferrable")) return 2;
  return isWord(token, "deferrable") ? 1 : 0;
}

/** Folded names of a list of columns, without their collations and orders. */
function names(tokens: readonly SqlToken[], from: number): readonly string[] {
  const list = tokens.slice(from + 1, afterParentheses(tokens, from) - 1);
  return list
    .filter((_token, index) => index === 0 || isSign(list[index - 1], ","))
    .map(({ text }) => folded(text));
}

/** SQLite takes the quotes of a check's first name for those of the whole. */
function unquotedStart(expression: string): string {
  const quote = /^(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|`((?:[^`]|``)*)`|\[([^\]]*)\])/.exec(
    expression,
  );
  if (!quote) return expression;
  const [, double, single, back, bracket] = quote;
  return (
    double?.replaceAll('""', '"') ??
    single?.replaceAll("''", "'") ??
    back?.replaceAll("``", "`") ??
    bracket ??
    expression
  );
}
