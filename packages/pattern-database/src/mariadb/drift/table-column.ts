import type { CreateTable } from "../create-table/create-table.js";
import { closingIndex, isToken, type Token, tokensOf } from "../sql/tokens.js";

/** A column as a table's statement has it. */
export interface TableColumn {
  readonly name: string;
  /** The whole definition, its name among it. */
  readonly sql: string;
  /** `varchar(9)`. */
  readonly type: string;
  /** Of texts, also where the table says it for all of them. */
  readonly collation: string | undefined;
  /** What a foreign key that has it depends on: type, collation, whether it may be null and how it is generated. */
  readonly shape: string;
  readonly notNull: boolean;
  /** Whether a row that says nothing of it gets a value: a default, a number, a period's time, or what it is generated of. */
  readonly hasValue: boolean;
  readonly generated: "no" | "virtual" | "stored";
  /** What its own check says; empty without one. */
  readonly check: string;
  /** It says when its row began to be, or ended. */
  readonly ofSystemTime: boolean;
}

/** Columns by their names, of which no two differ in case alone. */
export type TableColumns = ReadonlyMap<string, TableColumn>;

/** A name as the server compares names of columns, keys and constraints. */
export function foldedName(name: string): string {
  return name.toLowerCase();
}

/** The columns of a table, in their order. */
export function tableColumns({ parts, options }: CreateTable): TableColumns {
  const usual = usualCollation(options);
  return new Map(
    parts
      .filter(({ kind }) => kind === "column")
      .map(({ name, sql }) => [foldedName(name), tableColumn(name, sql, usual)]),
  );
}

/** Words after which nothing of a column's shape follows. */
const afterShape = ["DEFAULT", "ON", "AUTO_INCREMENT", "COMMENT", "CHECK", "INVISIBLE", "WITHOUT"];
const afterType = [...afterShape, "CHARACTER", "COLLATE", "GENERATED", "NOT", "NULL"];

function tableColumn(name: string, sql: string, usual: string): TableColumn {
  const tokens = outerTokens(tokensOf(sql).slice(1));
  const has = (...words: readonly string[]): boolean =>
    tokens.some((_, index) => words.every((word, at) => isToken(tokens[index + at], word)));
  const upTo = (words: readonly string[]): string => {
    const end = tokens.find((token) => words.some((word) => isToken(token, word)))?.start;
    return sql.slice(tokens[0]?.start ?? 0, end).trim();
  };
  const type = upTo(afterType);
  const collate = tokens.findIndex((token) => isToken(token, "COLLATE"));
  const set = tokens.findIndex((token) => isToken(token, "CHARACTER"));
  const said = collate === -1 ? tokens[set + 2] : tokens[collate + 1];
  const own = collate === -1 && set === -1 ? undefined : said?.value.toLowerCase();
  const collation = own ?? (isText(tokens[0]) ? usual : undefined);
  const ofSystemTime = has("AS", "ROW");
  const isGenerated = has("GENERATED") && !ofSystemTime;
  return {
    name,
    sql,
    type,
    collation,
    shape: JSON.stringify([upTo(afterShape), collation]),
    notNull: has("NOT", "NULL"),
    hasValue: has("DEFAULT") || has("AUTO_INCREMENT") || has("GENERATED"),
    generated: isGenerated ? (has("VIRTUAL") ? "virtual" : "stored") : "no",
    check: sql.slice(tokens.find((token) => isToken(token, "CHECK"))?.start ?? sql.length),
    ofSystemTime,
  };
}

/** Tokens outside of parentheses, the opening ones of which stay. */
function outerTokens(tokens: readonly Token[]): readonly Token[] {
  const outer: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    outer.push(token);
    if (isToken(token, "(")) index = closingIndex(tokens, index);
  }
  return outer;
}

const textTypes = ["CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "ENUM", "SET"];

function isText(type: Token | undefined): boolean {
  return type?.kind === "word" && textTypes.includes(type.value);
}

/** What a table says of texts that say nothing themselves. */
function usualCollation(options: string): string {
  const tokens = tokensOf(options);
  const after = (word: string): string | undefined =>
    tokens[tokens.findIndex((token) => isToken(token, word)) + 2]?.value.toLowerCase();
  const has = tokens.some((token) => isToken(token, "COLLATE"));
  return after(has ? "COLLATE" : "CHARSET") ?? "";
}
