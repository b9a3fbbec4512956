import { isSign, isWord, type SqlToken, sqlTokens } from "./sql-tokens.js";

/** A statement of a SQL file. */
export interface SqlStatement {
  /** Without the semicolon that ends it. */
  readonly text: string;
  readonly tokens: readonly SqlToken[];
  /** 1-based, where its first word is. */
  readonly line: number;
}

/**
 * The statements of a SQL file as the shell of SQLite would run them: a trigger goes on to the `END` that follows a
 * semicolon (https://www.sqlite.org/c3ref/complete.html). Lines that begin with a dot are the shell's own, and are left
 * out.
 */
export function splitStatements(sql: string): readonly SqlStatement[] {
  return statementsOf(sql.replaceAll(/^\.[a-z].*$/gm, (line) => " ".repeat(line.length)));
}

/** The statements of SQL that no shell has to do with. */
export function statementsOf(text: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  let tokens: SqlToken[] = [];
  let line = 1;
  let counted = 0;
  const end = (): void => {
    const [first] = tokens;
    const last = tokens.at(-1);
    if (first && last) {
      line += text.slice(counted, first.start).split("\n").length - 1;
      counted = first.start;
      statements.push({ text: text.slice(first.start, last.end), tokens, line });
    }
    tokens = [];
  };
  for (const token of sqlTokens(text)) {
    const ends = isSign(token, ";") && (!isTrigger(tokens) || isWhole(tokens));
    if (ends) end();
    else tokens.push(token);
  }
  end();
  return statements;
}

function isTrigger(tokens: readonly SqlToken[]): boolean {
  const [first, second, third] = tokens;
  return (
    isWord(first, "create") &&
    (isWord(second, "trigger") || (isWord(second, "temp", "temporary") && isWord(third, "trigger")))
  );
}

function isWhole(tokens: readonly SqlToken[]): boolean {
  return isWord(tokens.at(-1), "end") && isSign(tokens.at(-2), ";");
}
