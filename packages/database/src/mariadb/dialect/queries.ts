import type { OrderPlace, ReadDialect, RelationParts } from "../../dialect/read-dialect.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import { familyOf } from "./type-family.js";

export const queries: ReadDialect = {
  nullsAreLeast: true,
  anyRow: "select 1 ",
  orderTerm,
  limit: (count, builder) => ` limit ${builder.bare(String(count))}`,
  lock: (mode) => (mode === "update" ? " for update" : " lock in share mode"),
  relation: ({ many, columns, alias, subqueries, from, order, limit }: RelationParts) => {
    const texts = columns.map((column) => textOf(column, alias));
    const row = `json_array(${[...texts, ...subqueries].join(", ")})`;
    // The aggregate takes no placeholder.
    const end = limit === undefined ? "" : ` limit ${limit}`;
    return many
      ? `(select json_arrayagg(${row}${order}${end}) ${from})`
      : `(select ${row} ${from}${order}${end})`;
  },
};

/** There is no word for where nulls come: whether a value is null is compared first, where it is not their own place. */
function orderTerm({ column, own, nullable, descending, nullsFirst }: OrderPlace): string {
  const direction = descending ? " desc" : "";
  // By their text, as they are compared; alone they would be ordered by their position in the type.
  const value = familyOf(column.description.type) === "listed" ? `concat(${own})` : own;
  const term = `${value}${direction}`;
  if (!nullable || nullsFirst !== descending) return term;
  return `${own} is null${nullsFirst ? " desc" : ""}, ${term}`;
}

/** A column as text, exactly as the driver reads its values, so that JSON's numbers cut nothing off; bytes as hex. */
function textOf(column: ColumnPlan, alias: string): string {
  const own = column.of(alias);
  switch (familyOf(column.description.type)) {
    case "text":
    case "listed":
      return own;
    case "long-text":
      return `concat(${own}, '')`;
    case "bytes":
      return `hex(${own})`;
    case "bit":
      return `hex(concat(${own}))`;
    case "float":
      // Its own text has six digits.
      return `cast(cast(${own} as double) as char)`;
    default:
      return `cast(${own} as char)`;
  }
}
