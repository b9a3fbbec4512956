import type { BuiltInRow, ObjectId } from "../catalogue/catalogue.js";

/** Gives no null, whatever the arguments are. */
const always = new Set([
  "concat",
  "count",
  "clock_timestamp",
  "gen_random_uuid",
  "json_build_array",
  "json_build_object",
  "jsonb_build_array",
  "jsonb_build_object",
  "now",
  "statement_timestamp",
  "transaction_timestamp",
  "row_number",
  "rank",
  "dense_rank",
  "percent_rank",
  "cume_dist",
  "ntile",
  "random",
  "version",
]);
/** Gives null for a null only. */
const strict = new Set([
  "abs",
  "btrim",
  "ceil",
  "ceiling",
  "char_length",
  "date_trunc",
  "floor",
  "left",
  "length",
  "lower",
  "lpad",
  "ltrim",
  "md5",
  "octet_length",
  "replace",
  "right",
  "round",
  "rpad",
  "rtrim",
  "sign",
  "sqrt",
  "to_json",
  "to_jsonb",
  "trunc",
  "upper",
]);
/** The same, of a group that has rows. */
const aggregates = new Set([
  "array_agg",
  "avg",
  "bit_and",
  "bit_or",
  "bool_and",
  "bool_or",
  "every",
  "json_agg",
  "jsonb_agg",
  "max",
  "min",
  "string_agg",
  "sum",
]);
const operators = new Set([
  "=",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "+",
  "-",
  "*",
  "/",
  "%",
  "||",
  "~~",
  "!~~",
  "~~*",
  "!~~*",
  "~",
  "!~",
  "~*",
  "!~*",
  "&&",
  "@>",
  "<@",
]);

/** Of an open and a closed path there is no sum. */
const path = 602;
/** The null of JSON becomes a null of SQL when it is cast, since PostgreSQL 18. */
const jsonb = 3802;

/** How an operator or a function of PostgreSQL deals with nulls. */
export type NullBehaviour = "never-null" | "strict" | "strict-aggregate" | "unknown";

/** What PostgreSQL's own operators and functions do with nulls, as far as their documentation says it. */
export class BuiltIns {
  readonly #rows: ReadonlyMap<string, BuiltInRow>;

  constructor(rows: readonly BuiltInRow[]) {
    this.#rows = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
  }

  operator(id: ObjectId): NullBehaviour {
    const row = this.#rows.get(`operator ${id}`);
    return row !== undefined && operators.has(row.name) && row.result !== path
      ? "strict"
      : "unknown";
  }

  /** @param cast whether it stands for a change of type */
  function(id: ObjectId, cast = false): NullBehaviour {
    const row = this.#rows.get(`function ${id}`);
    if (row === undefined) return "unknown";
    if (always.has(row.name)) return "never-null";
    if (strict.has(row.name) || (cast && row.first !== jsonb)) return "strict";
    return aggregates.has(row.name) ? "strict-aggregate" : "unknown";
  }
}
