import type { ConditionDialect } from "../../dialect/condition-dialect.js";
import type { WireValue } from "../../driver/driver.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import { arrayText } from "../codec/array-text.js";
import { textCodec } from "../codec/text-codec.js";
import { isPlain, textsOf } from "./wire-texts.js";

/** What PostgreSQL compares by patterns as it is; other types have to be cast to text. */
const textTypes = /^(?:text|varchar|character varying|bpchar|name)$/;

export const conditions: ConditionDialect = {
  // What a type has no operator for, the server itself refuses.
  checkOperator: () => undefined,
  differs: (left, right) => `${left} is distinct from ${right}`,
  // One parameter for any number of values, so that the text stays the same.
  anyOf: ({ column, own, builder }, values) =>
    `${own} = any(${builder.value(listText(column, values), `${column.type}[]`)})`,
  noneOf: ({ column, own, builder }, values) =>
    `${own} <> all(${builder.value(listText(column, values), `${column.type}[]`)})`,
  like: ({ column, own, builder }, pattern, ignoreCase) => {
    const text = textTypes.test(column.type) ? own : `${own}::text`;
    return `${text} ${ignoreCase ? "ilike" : "like"} ${builder.value(textCodec.encode(pattern), "text")}`;
  },
  contains: ({ column, own, builder }, wire) => `${own} @> ${builder.value(wire, column.type)}`,
};

function listText(column: ColumnPlan, values: readonly WireValue[]): string {
  const delimiter = column.description.type === "box" ? ";" : ",";
  return arrayText(textsOf(values), isPlain(column), delimiter);
}
