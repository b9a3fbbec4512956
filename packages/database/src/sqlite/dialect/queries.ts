import type { ReadDialect } from "../../dialect/read-dialect.js";
import type { StatementBuilder } from "../../sql/statement-builder.js";
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
    const texts = columns.map((column) => textExpression(column.of(alias)));
    const row = jsonArray(texts, subqueries);
    const rows = `${from}${order}${count === undefined ? "" : limit(count, builder)}`;
    if (!many) return `(select ${row} ${rows})`;
    const all = builder.alias();
    return `(select json_group_array(json(${all}.r)) from (select ${row} as r ${rows}) as ${all})`;
  },
};

function limit(count: number, builder: StatementBuilder): string {
  return ` limit ${builder.bare(BigInt(count))}`;
}

/** Texts, then relations. One of many elements is put together from several. */
function jsonArray(texts: readonly string[], relations: readonly string[]): string {
  if (texts.length + relations.length <= mostArguments) {
    // What JSON a subquery gives is a text outside of it.
    return `json_array(${[...texts, ...relations.map((one) => `json(${one})`)].join(", ")})`;
  }
  const parts: string[] = [];
  for (let start = 0; start < texts.length; start += mostArguments) {
    // Its elements are strings and nulls: what is trimmed are its own brackets.
    parts.push(`trim(json_array(${texts.slice(start, start + mostArguments).join(", ")}), '[]')`);
  }
  parts.push(...relations.map((one) => `coalesce(${one}, 'null')`));
  return `json('['||${parts.join("||','||")}||']')`;
}
