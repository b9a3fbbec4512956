import type { ColumnPlace, ConditionDialect } from "../../dialect/condition-dialect.js";
import type { WireValue } from "../../driver/driver.js";
import { globPattern, likePattern } from "./like-patterns.js";

export const conditions: ConditionDialect = {
  checkOperator: (column, name) => {
    // Of two JSON texts SQLite knows neither that they mean the same, nor that one holds the other.
    if (column.description.kind !== "json") return;
    throw column.unsupported(`cannot be compared by ${JSON.stringify(name)} in SQLite: it is JSON`);
  },
  differs: (left, right) => `${left} is not ${right}`,
  anyOf: (place, values) => `${place.own} in ${list(place, values)}`,
  noneOf: (place, values) => `${place.own} not in ${list(place, values)}`,
  like: ({ own, builder }, pattern, ignoreCase) =>
    ignoreCase
      ? `${own} like ${builder.bare(likePattern(pattern))} escape '\\'`
      : `${own} glob ${builder.bare(globPattern(pattern))}`,
  contains: ({ column }) => {
    throw column.unsupported('cannot be compared by "contains" in SQLite');
  },
};

/** One parameter where JSON holds the values exactly; else one for each. */
function list({ builder }: ColumnPlace, values: readonly WireValue[]): string {
  const items = values.map(jsonItem);
  if (items.every((item) => item !== undefined)) {
    return `(select value from json_each(${builder.bare(`[${items.join(",")}]`)}))`;
  }
  return `(${padded(values)
    .map((value) => builder.bare(value))
    .join(", ")})`;
}

function jsonItem(value: WireValue): string | undefined {
  if (typeof value === "bigint") return String(value);
  return typeof value === "string" ? JSON.stringify(value) : undefined;
}

/** To a power of two by the last again, so that lists of many lengths make few texts. */
function padded(values: readonly WireValue[]): readonly WireValue[] {
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return [
    ...values,
    ...Array.from({ length: length - values.length }, () => values.at(-1) ?? null),
  ];
}
