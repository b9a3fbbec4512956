import type { TableCache } from "./table-cache.js";

/** Rows of one table that a transaction remembers one by one; beyond, it forgets them all. */
const mostRows = 1_000;

/** Rows that a transaction has written: they are forgotten when it has taken effect. */
export class ForgottenRows {
  /** `undefined`: every row. */
  readonly #tables = new Map<TableCache, Set<string> | undefined>();

  /** @param ids default: every row of the table */
  add(cache: TableCache, ids?: Iterable<string>): void {
    const known = this.#tables.has(cache) ? this.#tables.get(cache) : new Set<string>();
    if (ids !== undefined && known !== undefined) for (const id of ids) known.add(id);
    const few = ids !== undefined && known !== undefined && known.size <= mostRows;
    this.#tables.set(cache, few ? known : undefined);
  }

  /** Adds what a transaction within this one has written. */
  addAll(nested: ForgottenRows): void {
    for (const [cache, ids] of nested.#tables) this.add(cache, ids);
  }

  /** Forgets them now. Never rejects. */
  async forget(): Promise<void> {
    await Promise.all(Array.from(this.#tables, ([cache, ids]) => cache.forget(ids)));
  }
}
