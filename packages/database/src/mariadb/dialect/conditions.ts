import type { ColumnPlace, ConditionDialect } from "../../dialect/condition-dialect.js";
import { likePattern } from "../../dialect/like-pattern.js";
import type { WireValue } from "../../driver/driver.js";
import { familyOf } from "./type-family.js";

/** Upper and lower case, and accents, count, whatever the column's own collation says of them. */
const exact = "collate utf8mb4_bin";

export const conditions: ConditionDialect = {
  // What a type has no operator for, the server compares as text.
  checkOperator: () => undefined,
  differs: (left, right) => `not (${left} <=> ${right})`,
  anyOf: (place, values) =>
    values.length === 0 ? "false" : `${place.own} in (${list(place, values)})`,
  noneOf: (place, values) =>
    values.length === 0 ? "true" : `${place.own} not in (${list(place, values)})`,
  like: ({ column, own, builder }, pattern, ignoreCase) => {
    const text = familyOf(column.description.type) === "other" ? `cast(${own} as char)` : own;
    const value = builder.bare(likePattern(pattern));
    return ignoreCase
      ? `lower(${text}) like lower(${value}) ${exact}`
      : `${text} like ${value} ${exact}`;
  },
  contains: ({ own, builder }, wire) => `json_contains(${own}, ${builder.bare(wire)})`,
};

/** Longer lists are filled up to a multiple of it, shorter ones to a power of two. */
const step = 1_024;

/** The last value is repeated, so that the text does not depend on every length of the list. */
function list({ column, builder }: ColumnPlace, values: readonly WireValue[]): string {
  const power = 2 ** Math.ceil(Math.log2(values.length));
  const round = power <= step ? power : Math.ceil(values.length / step) * step;
  const free = builder.dialect.mostValues - builder.values.length;
  const length = Math.max(values.length, Math.min(round, free));
  const last = values.at(-1) ?? null;
  return Array.from({ length }, (_, index) =>
    builder.value(values[index] ?? last, column.type),
  ).join(", ");
}
