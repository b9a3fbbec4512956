import type { IndexRow } from "../catalogue/catalogue.js";
import { folded } from "../sql/sql-tokens.js";
import type { CatalogueIndex } from "./catalogue-index.js";

/**
 * The columns of a unique index that tells all rows apart and compares as its columns do, so that SQLite finds it by
 * them; none for any other index.
 */
export function plainKey(
  table: string,
  { name, unique, partial }: IndexRow,
  index: CatalogueIndex,
): readonly string[] {
  const { columns: texts } = index.syntax(table);
  const columns = index.indexColumns(name);
  const names = columns.flatMap((column) => column.name ?? []);
  const comparesAsColumns = columns.every((column) => {
    const own = texts.get(folded(column.name ?? ""))?.collation ?? "binary";
    return folded(own) === folded(column.collation);
  });
  const isKey = unique === 1 && partial === 0 && names.length === columns.length;
  return isKey && comparesAsColumns ? names : [];
}
