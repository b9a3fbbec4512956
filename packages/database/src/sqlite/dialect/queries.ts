import type { ReadDialect } from "../../dialect/read-dialect.js";
import type { StatementBuilder } from "../../sql/statement-builder.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import { textExpression } from "../codec/wire-text.js";

/** Arguments that `json_array` gets at most: versions before 3.49 take 127 ("Implementation Limits", §6). */
const mostArguments = 100;

export const queries: ReadDialect = {
  nullsAreLeast: true,
  anyRow: "select 1 ",
  orderTerm: ({ own, nullable, descending, nullsFirst }) => {
    const nulls =
      !nullable || nullsFirst !== descending ? "" : ` nulls ${nullsFirst ? "first" : "last"}`;
    return `${own}${descending ? " desc" : ""}${nulls}`;
  },
  limit,
  // A transaction that may write keeps all others from writing, from its beginning.
  lock: () => "",
  relation: ({ many, columns, alias, subqueries, from, order, limit: count, builder }) => {
    // What JSON a subquery gives is a text outside of it.
    const relations = subqueries.map((subquery) => `json(${subquery})`);
    const row = `json_array(${[textsOf(columns, alias), ...relations].join(", ")})`;
    const rows = `${from}${order}${count === undefined ? "" : limit(count, builder)}`;
    if (!many) return `(select ${row} ${rows})`;
    const all = builder.alias();
    return `(select json_group_array(json(${all}.r)) from (select ${row} as r ${rows}) as ${all})`;
  },
};

function limit(count: number, builder: StatementBuilder): string {
  return ` limit ${builder.bare(BigInt(count))}`;
}

/** An array of texts. One of many columns is put together from several. */
function textsOf(columns: readonly ColumnPlan[], alias: string): string {
  const texts = columns.map((column) => textExpression(column.of(alias)));
  if (texts.length <= mostArguments) return `json_array(${texts.join(", ")})`;
  const arrays: string[] = [];
  for (let start = 0; start < texts.length; start += mostArguments) {
    // Its elements are strings and nulls: what is trimmed are its own brackets.
    arrays.push(`trim(json_array(${texts.slice(start, start + mostArguments).join(", ")}), '[]')`);
  }
  return `json('['||${arrays.join("||','||")}||']')`;
}
