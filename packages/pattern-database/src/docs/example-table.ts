import type { NamedDatabase, NamedTable } from "../names/named-database.js";

/** The table that says most: one with a key and the most relations, the first of those. */
export function exampleTable({ tables }: NamedDatabase): NamedTable | undefined {
  return tables.toSorted((left, right) => worth(right) - worth(left))[0];
}

function worth({ model, relations }: NamedTable): number {
  const whole = model.partitionOf === null ? 500 : 0;
  return (model.primaryKey ? 1000 : 0) + whole + Math.min(relations.length, 100);
}
