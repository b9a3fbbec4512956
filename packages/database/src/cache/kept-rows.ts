import type { CacheStatistics } from "@agentflow/core/runtime";
import { BoundTable } from "../table/bound-table.js";
import type { AnyTable } from "../table/define-table.js";
import type { KeyOf } from "../table/read-options.js";
import { keyValues } from "../table/row-key.js";
import { rowId } from "./row-id.js";

/** A table of a database or of a transaction. */
export interface CachedTable<Definition extends AnyTable> {
  readonly description: Definition;
}

/**
 * Forgets a row that is kept, or every row of the table: for rows that were written by other ways than the table's
 * methods. In a transaction, when that has taken effect. Where no rows are kept, nothing happens.
 * @param key default: every row
 * @throws {DatabaseError} when the key is none of the table
 */
export async function forgetRows<Definition extends AnyTable>(
  table: CachedTable<Definition>,
  key?: KeyOf<Definition>,
): Promise<void> {
  const { session, plan } = BoundTable.partsOf(table);
  const ids = key === undefined ? undefined : [rowId(keyValues(key, plan))];
  const cache = session.shared.caches?.of(plan);
  if (cache !== undefined) await session.forget(cache, ids);
}

/** How often rows of a table were found kept, since the database was made; `undefined` where no rows are kept. */
export function cacheStatistics<Definition extends AnyTable>(
  table: CachedTable<Definition>,
): CacheStatistics | undefined {
  const { session, plan } = BoundTable.partsOf(table);
  return session.shared.caches?.of(plan)?.statistics;
}
