import { CacheManager, type CacheStatistics } from "@agentflow/core/runtime";
import type { CacheManagerOptions } from "@agentflow/core/runtime";
import type { WireValue } from "../driver/driver.js";
import { abortError } from "../errors/abort-error.js";
import type { TablePlan } from "../table/table-plan.js";
import { type KeptRow, ownBytes } from "./kept-row.js";
import { idOfWires, rowId } from "./row-id.js";

/** Asks the database for one row. */
export type RowRead = (signal: AbortSignal | undefined) => Promise<KeptRow | undefined>;

/** A row, and whether it was there without asking the database. */
export interface FoundRow {
  readonly row: KeptRow | undefined;
  readonly hit: boolean;
}

/**
 * Rows of one table that were read by their key, as the database gave them: each caller reads values of his own from
 * them. That there is no such row is not kept.
 */
export class TableCache {
  readonly #rows: CacheManager<KeptRow | undefined>;
  readonly #plan: TablePlan;

  /** @throws what the constructor of `CacheManager` throws */
  constructor(plan: TablePlan, options: CacheManagerOptions<KeptRow | undefined>) {
    this.#plan = plan;
    this.#rows = new CacheManager({ ...options, negativeTtl: 0 });
  }

  get statistics(): CacheStatistics {
    return this.#rows.statistics;
  }

  /** @throws {DatabaseError} what reading throws; kind "cancelled" when the signal aborts */
  async get(
    key: readonly WireValue[],
    read: RowRead,
    signal: AbortSignal | undefined,
  ): Promise<FoundRow> {
    let own: { readonly row: KeptRow | undefined } | undefined;
    const load = async (context: {
      readonly signal: AbortSignal;
    }): Promise<KeptRow | undefined> => {
      const row = await read(context.signal);
      own = { row };
      return row && this.#isAskedFor(key, row) ? ownBytes(row) : undefined;
    };
    const kept = await this.#load(rowId(key), load, signal);
    if (kept !== undefined) return { row: ownBytes(kept), hit: own === undefined };
    // Another's reading may have begun before the row was added.
    return { row: own === undefined ? await read(signal) : own.row, hit: false };
  }

  /** Forgets rows, and what is being read of them. @param ids default: all. Never rejects. */
  async forget(ids?: Iterable<string>): Promise<void> {
    if (ids === undefined) await this.#rows.clear();
    else await Promise.all(Array.from(ids, (id) => this.#rows.delete(id)));
  }

  /** A write knows a row by the key that the database has, and forgets it under no other. */
  #isAskedFor(key: readonly WireValue[], row: KeptRow): boolean {
    return idOfWires(this.#plan, row) === rowId(key);
  }

  async #load(
    id: string,
    load: (context: { readonly signal: AbortSignal }) => Promise<KeptRow | undefined>,
    signal: AbortSignal | undefined,
  ): Promise<KeptRow | undefined> {
    try {
      return await this.#rows.load(id, load, { signal });
    } catch (error) {
      throw signal?.aborted && error === signal.reason ? abortError(error) : error;
    }
  }
}
