/** What a constraint without a name is called: `orders_customer_id_fkey`. SQLite has no name for it. */
export function constraintName(
  table: string,
  columns: readonly string[],
  kind: "fkey" | "key" | "pkey",
): string {
  return [table, ...(kind === "pkey" ? [] : columns), kind].join("_");
}
