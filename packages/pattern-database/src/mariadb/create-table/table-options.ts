import { isToken, type Token } from "../sql/tokens.js";
import type { CreateTable } from "./create-table.js";

/** Options that say where this server keeps things, how far it has counted, or how it reaches another server. */
const local = [["AUTO_INCREMENT"], ["DATA", "DIRECTORY"], ["INDEX", "DIRECTORY"], ["CONNECTION"]];

/**
 * What stands after the parentheses of a table.
 * @param tokens from there on
 */
export function tableOptions(
  sql: string,
  tokens: readonly Token[],
): Pick<CreateTable, "options" | "settings" | "partitionBy" | "partitions" | "takesAll"> {
  const start = tokens.findIndex(
    (token, index) => isToken(token, "PARTITION") && isToken(tokens[index + 1], "BY"),
  );
  const options = start === -1 ? tokens : tokens.slice(0, start);
  const partitions = start === -1 ? [] : tokens.slice(start);
  const left = isAria(options) && start === -1 ? local : [...local, ["PAGE_CHECKSUM"]];
  return {
    options: without(left, sql, options),
    settings: without([...left, ["COMMENT"]], sql, options),
    partitionBy: partitionMethod(sql, partitions),
    takesAll: takesAll(partitions),
    partitions: without(local, sql, partitions),
  };
}

/**
 * Only Aria has checksums of pages; a table that was of Aria once goes on to say that it has them, and whether one with
 * partitions says so depends on what it was before.
 */
function isAria(options: readonly Token[]): boolean {
  return options.some(
    (token, index) => isToken(token, "ENGINE") && isToken(options[index + 2], "ARIA"),
  );
}

/** Ranges up to MAXVALUE and lists with a DEFAULT take every value, and so do all other methods. */
function takesAll(partitions: readonly Token[]): boolean {
  const [, , method] = partitions;
  if (!isToken(method, "RANGE") && !isToken(method, "LIST")) return true;
  return partitions.some((token) => isToken(token, "MAXVALUE") || isToken(token, "DEFAULT"));
}

/** The method, without the partitions themselves. */
function partitionMethod(sql: string, tokens: readonly Token[]): string | null {
  const [, , first] = tokens;
  if (first === undefined) return null;
  const list = tokens.findIndex(
    (token, index) => isToken(token, "(") && isToken(tokens[index + 1], "PARTITION"),
  );
  const end = list === -1 ? tokens.at(-1)?.end : tokens[list - 1]?.end;
  return sql.slice(first.start, end);
}

function without(
  left: readonly (readonly string[])[],
  sql: string,
  tokens: readonly Token[],
): string {
  const last = tokens.at(-1);
  if (last === undefined) return "";
  let result = "";
  let from = tokens[0]?.start ?? 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const words = left.find((option) =>
      option.every((word, at) => isToken(tokens[index + at], word)),
    );
    const equals = index + (words?.length ?? 0);
    if (words === undefined || !isToken(tokens[equals], "=")) continue;
    result += sql.slice(from, tokens[index]?.start);
    // What follows its value, without the space between.
    from = tokens[equals + 2]?.start ?? last.end;
    index = equals + 1;
  }
  return (result + sql.slice(from, last.end)).trim();
}
