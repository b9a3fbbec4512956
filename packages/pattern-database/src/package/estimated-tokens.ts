import type { NamedDatabase } from "../names/named-database.js";

/** The pieces that a data layer is built from. */
export type SubtaskId = "types" | "tables" | "client" | "migrations" | "tests" | "docs";

interface Rate {
  readonly once: number;
  readonly table: number;
  readonly column: number;
}

/**
 * Tokens that a model would spend on one table and one column of each piece, and on what every package has once.
 * Measured on what this pattern prints, at four characters a token, and rounded.
 */
const rates: Readonly<Record<SubtaskId, Rate>> = {
  types: { once: 50, table: 20, column: 0 },
  tables: { once: 50, table: 400, column: 100 },
  client: { once: 1000, table: 10, column: 0 },
  migrations: { once: 50, table: 150, column: 15 },
  tests: { once: 1500, table: 900, column: 60 },
  docs: { once: 1200, table: 300, column: 40 },
};

/** `once + tables × table + columns × column`, in tokens. */
export function estimatedTokens(id: SubtaskId, { tables }: NamedDatabase): number {
  const rate = rates[id];
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
  return rate.once + rate.table * tables.length + rate.column * columns;
}
