import type { ReadDialect, RelationParts } from "../../dialect/read-dialect.js";
import type { StatementBuilder } from "../../sql/statement-builder.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import { isForeignType } from "./wire-texts.js";

/** Types whose cast to text differs from what PostgreSQL writes (`pg_cast`): it drops blanks, or adds a net mask. */
const castDiffers = /^(?:bpchar|char|character|inet|cidr)\b(?! varying)/i;

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
  relation: (parts) => {
    const { many, columns, alias, subqueries, from, order, builder } = parts;
    const texts = columns.map((column) => textOf(column, alias));
    const row = `json_build_array(${[`to_json(array[${texts.join(", ")}]::text[])`, ...subqueries].join(", ")})`;
    const rows = `${from}${order}${limitOf(parts)}`;
    if (!many) return `(select ${row} ${rows})`;
    const all = builder.alias();
    return `(select json_agg(${all}.r) from (select ${row} as r ${rows}) as ${all})`;
  },
};

function limit(count: number, builder: StatementBuilder): string {
  return ` limit ${builder.value(String(count), "int8")}`;
}

function limitOf({ limit: count, builder }: RelationParts): string {
  return count === undefined ? "" : limit(count, builder);
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
