import type { WireValue } from "../driver/driver.js";
import type { OrderTerm } from "./order-clause.js";
import type { Scope } from "./where-clause.js";

/**
 * The condition for rows that come after one with the given order values ("seek method", M. Winand, SQL Performance
 * Explained). Terms that all go the same way and are never null are compared as a row, which an index can serve
 * (PostgreSQL manual §9.25.5, SQLite "Row Values" §3.2).
 */
export function keysetCondition(
  terms: readonly OrderTerm[],
  values: readonly WireValue[],
  { alias, builder }: Scope,
): string {
  const descending = terms[0]?.descending;
  if (terms.every(({ column, ...term }) => !column.nullable && term.descending === descending)) {
    const columns = terms.map(({ column }) => column.of(alias)).join(", ");
    const texts = terms.map(({ column }, index) =>
      builder.value(values[index] ?? null, column.type),
    );
    return `(${columns}) ${descending ? "<" : ">"} (${texts.join(", ")})`;
  }
  return stepwise(terms, values, { alias, builder });
}

function stepwise(
  [term, ...rest]: readonly OrderTerm[],
  [value = null, ...others]: readonly WireValue[],
  scope: Pick<Scope, "alias" | "builder">,
): string {
  if (term === undefined) return "false";
  const after = afterValue(term, value, scope);
  if (rest.length === 0) return after;
  const own = term.column.of(scope.alias);
  const equal =
    value === null ? `${own} is null` : `${own} = ${scope.builder.value(value, term.column.type)}`;
  return `(${after} or (${equal} and ${stepwise(rest, others, scope)}))`;
}

function afterValue(
  { column, descending, nullsFirst }: OrderTerm,
  value: WireValue,
  { alias, builder }: Pick<Scope, "alias" | "builder">,
): string {
  const own = column.of(alias);
  if (value === null) return nullsFirst ? `${own} is not null` : "false";
  const after = `${own} ${descending ? "<" : ">"} ${builder.value(value, column.type)}`;
  return column.nullable && !nullsFirst ? `(${after} or ${own} is null)` : after;
}
