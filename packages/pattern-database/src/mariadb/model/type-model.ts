import type { TypeModel } from "../../model/database-model.js";
import type { ColumnRow } from "../catalogue/catalogue.js";
import type { TableCheck } from "../create-table/create-table.js";
import { quotedName } from "../sql/quoted.js";
import { tokensOf } from "../sql/tokens.js";

/** MariaDB's own types are in no schema. */
const builtIn = "";

/**
 * A column's type as the model has it. `enum` columns have a type of their own.
 * @param enumName what the model calls that type
 */
export function typeModel(
  column: ColumnRow,
  checks: readonly TableCheck[],
  database: string,
  enumName: string,
): TypeModel {
  const { type, sql } = column;
  if (type === "enum") {
    return { schema: database, name: enumName, category: "enum", sql, array: false };
  }
  const json = isJson(column, checks);
  return {
    schema: builtIn,
    name: json ? "json" : type,
    category: "base",
    sql: json ? "json" : sql,
    array: false,
  };
}

/** MariaDB has no type `json`: what is declared so becomes text with a check (MariaDB Server documentation, "JSON"). */
function isJson({ name, type }: ColumnRow, checks: readonly TableCheck[]): boolean {
  return type === "longtext" && checks.some((check) => check.name === name && isJsonCheck(check));
}

/** The check that makes a text JSON. */
export function isJsonCheck({ name, expression, ofColumn }: TableCheck): boolean {
  return ofColumn && expression === `json_valid(${quotedName(name)})`;
}

/** The values of an `enum('a','b')`, in its order. */
export function enumValues(sql: string): readonly string[] {
  return tokensOf(sql)
    .filter(({ kind }) => kind === "text")
    .map(({ value }) => value);
}
