import { statementsOf, type SqlStatement } from "../sql/split-statements.js";
import { folded, isSign, isWord, type SqlToken, sqlTokens } from "../sql/sql-tokens.js";

/** A statement that makes something of a schema. */
export interface SchemaStatement {
  readonly kind: "table" | "virtual table" | "index" | "view" | "trigger";
  readonly name: string;
  /** What an index or a trigger belongs to, else itself; folded. */
  readonly table: string;
  /** Without the semicolon. */
  readonly sql: string;
  readonly tokens: readonly SqlToken[];
  /** The token that is the name. */
  readonly nameToken: SqlToken;
  /** Two of one form make the same. */
  readonly form: string;
}

/** The statements of a model's SQL, in its order. SQLite has recorded them, without `IF NOT EXISTS` and schema. */
export function schemaStatements(schemaSql: string): readonly SchemaStatement[] {
  return statementsOf(schemaSql).flatMap((statement) => schemaStatement(statement) ?? []);
}

function schemaStatement({ text }: SqlStatement): SchemaStatement | undefined {
  const tokens = sqlTokens(text);
  const isVirtual = isWord(tokens[1], "virtual");
  const at = isVirtual || isWord(tokens[1], "unique") ? 2 : 1;
  const kind = (["table", "index", "view", "trigger"] as const).find((word) =>
    isWord(tokens[at], word),
  );
  const position = at + 1;
  const nameToken = tokens[position];
  if (kind === undefined || nameToken === undefined) return undefined;
  const name = nameToken.text;
  const on = tokens.findIndex((token, index) => index > position && isWord(token, "on"));
  const isPart = kind === "index" || kind === "trigger";
  return {
    kind: isVirtual ? "virtual table" : kind,
    name,
    table: folded(isPart ? (tokens[on + 1]?.text ?? "") : name),
    sql: text,
    tokens,
    nameToken,
    form: formOf(tokens),
  };
}

/** Tokens as they are compared: without comments and spaces. */
export function formOf(tokens: readonly SqlToken[]): string {
  return JSON.stringify(tokens.map(({ kind, text }) => [kind, text]));
}

/** Whether a statement has a word that may be this name. One too many does no harm. */
export function mentions(tokens: readonly SqlToken[], name: string): boolean {
  const wanted = folded(name);
  return tokens.some(
    ({ kind, text }) => kind !== "number" && kind !== "sign" && folded(text) === wanted,
  );
}

/** Whether a table calls itself by its name where it names a column, as checks may. */
export function namesItself({ tokens, name }: SchemaStatement): boolean {
  return tokens.some(
    ({ kind, text }, index) =>
      (kind === "word" || kind === "name") &&
      folded(text) === folded(name) &&
      isSign(tokens[index + 1], "."),
  );
}
