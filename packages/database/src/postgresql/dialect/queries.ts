import type { ReadDialect } from "../../dialect/read-dialect.js";
import type { StatementBuilder } from "../../sql/statement-builder.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import { isForeignType } from "./wire-texts.js";

/** Types whose cast to text differs from what PostgreSQL writes (`pg_cast`): it drops blanks, or adds a net mask. */
const castDiffers = /^(?:bpchar|char|character|inet|cidr)\b(?! varying)/i;

/** Arguments that a function takes at most (`FUNC_MAX_ARGS`, manual §K "PostgreSQL Limits"). */
const mostArguments = 100;

export const queries: ReadDialect = {
  nullsAreLeast: false,
  anyRow: "select ",
  orderTerm: ({ own, nullable, descending, nullsFirst }) => {
    // An index serves an order only when both say the same of nulls; where PostgreSQL's own is meant, neither does.
    const nulls =
      !nullable || nullsFirst === descending ? "" : ` nulls ${nullsFirst ? "first" : "last"}`;
    return `${own}${descending ? " desc" : ""}${nulls}`;
  },
  limit,
  lock: (mode, alias) => ` for ${mode} of ${alias}`,
  relation: ({ many, columns, alias, subqueries, from, order, limit: count, builder }) => {
    const row = jsonArray(
      columns.map((column) => jsonOf(column, alias)),
      subqueries,
    );
    if (many && count === undefined) return `(select json_agg(${row}${order}) ${from})`;
    const rows = `${from}${order}${count === undefined ? "" : limit(count, builder)}`;
    if (!many) return `(select ${row} ${rows})`;
    const all = builder.alias();
    return `(select json_agg(${all}.r) from (select ${row} as r ${rows}) as ${all})`;
  },
};

function limit(count: number, builder: StatementBuilder): string {
  return ` limit ${builder.value(String(count), "int8")}`;
}

/** Values, then relations. One of many elements is put together from several. */
function jsonArray(values: readonly string[], relations: readonly string[]): string {
  if (values.length + relations.length <= mostArguments) {
    return `json_build_array(${[...values, ...relations].join(", ")})`;
  }
  const parts: string[] = [];
  for (let start = 0; start < values.length; start += mostArguments) {
    const array = `json_build_array(${values.slice(start, start + mostArguments).join(", ")})`;
    // None of its elements is an array: what is trimmed are its own brackets.
    parts.push(`btrim(${array}::text, '[]')`);
  }
  parts.push(...relations.map((one) => `coalesce(${one}::text, 'null')`));
  return `('['||${parts.join("||','||")}||']')::json`;
}

/** What stands for a column within JSON: what the client reads without loss and sooner than a text, else its text. */
function jsonOf(column: ColumnPlan, alias: string): string {
  const own = column.of(alias);
  if (column.codec.fromJson === undefined) return textOf(column, alias);
  if (column.description.kind !== "bigint") return own;
  // JSON's numbers are doubles to those who read it: beyond 2^53 they are not exact.
  const isExact = `${own} between -9007199254740991 and 9007199254740991`;
  return `case when ${isExact} then to_json(${own}) else to_json(${own}::text) end`;
}

/** A column as text, exactly as PostgreSQL writes its values, so that JSON's numbers cut nothing off. */
function textOf(column: ColumnPlan, alias: string): string {
  const { kind, array } = column.description;
  const own = column.of(alias);
  const exact =
    kind !== "text" || array || !(isForeignType(column) || castDiffers.test(column.type));
  // `format` writes every type as PostgreSQL does, but null as an empty text. `is null` is true of a composite value
  // whose fields are all null.
  return exact ? `${own}::text` : `case num_nonnulls(${own}) when 1 then format('%s', ${own}) end`;
}
