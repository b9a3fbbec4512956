import type { Clock } from "@agentflow/core/runtime";
import type { TablePlan, TablePlans } from "../table/table-plan.js";
import { shown } from "../table/usage-error.js";
import type { DatabaseCacheOptions, TableCacheOptions } from "./cache-options.js";
import { keptRowCodec } from "./kept-row-codec.js";
import { TableCache } from "./table-cache.js";

/** Options whose tables are known by their keys only. */
type AnyCacheOptions = DatabaseCacheOptions<Readonly<Record<string, unknown>>>;

/** The caches of a database's tables, and which of them a write concerns. */
export class DatabaseCache {
  readonly #plans: TablePlans;
  readonly #caches: ReadonlyMap<TablePlan, TableCache>;
  readonly #followers = new Map<TablePlan, readonly TableCache[]>();

  /**
   * @throws TypeError when a table is not there or has no primary key, a bound is no positive whole number, or a store
   *   comes without a name
   * @throws RangeError when a time is out of its range
   */
  constructor({ tables, ...shared }: AnyCacheOptions, plans: TablePlans, clock: Clock) {
    this.#plans = plans;
    const caches = new Map<TablePlan, TableCache>();
    for (const [key, options] of Object.entries(tables)) {
      if (options === undefined) continue;
      const plan = plans.get(key);
      if (plan.primaryKey.length === 0) {
        throw new TypeError(`Rows of ${shown(key)} cannot be kept: it has no primary key.`);
      }
      caches.set(plan, new TableCache(plan, managerOptions(plan, options, shared, clock)));
    }
    this.#caches = caches;
  }

  /** `undefined`: no row of the table is kept. */
  of(plan: TablePlan): TableCache | undefined {
    return this.#caches.get(plan);
  }

  /** Caches of tables whose rows the database changes by itself when a row of this one goes or gets another key. */
  followers(plan: TablePlan): readonly TableCache[] {
    const known = this.#followers.get(plan);
    if (known !== undefined) return known;
    const reached = new Set<TablePlan>();
    const open = [plan];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const { table, follows } of Object.values(next.description.relations)) {
        // A program may have taken some of the tables only.
        if (follows !== true || !this.#plans.has(table)) continue;
        const other = this.#plans.get(table);
        if (reached.has(other)) continue;
        reached.add(other);
        open.push(other);
      }
    }
    const caches = [...reached].flatMap((each) => this.of(each) ?? []);
    this.#followers.set(plan, caches);
    return caches;
  }
}

function managerOptions(
  plan: TablePlan,
  { ttl, max, staleWhileRevalidate }: TableCacheOptions,
  { onError, name, ...sharing }: Omit<AnyCacheOptions, "tables">,
  clock: Clock,
): ConstructorParameters<typeof TableCache>[1] {
  return {
    ...sharing,
    ttl,
    max,
    staleWhileRevalidate,
    clock,
    codec: keptRowCodec(plan),
    // A colon, which ends the name in the store, is none in there.
    name: name === undefined ? undefined : `${name}/${encodeURIComponent(plan.key)}`,
    // Not the key, which holds values of a row.
    onError:
      onError &&
      ((error) => {
        onError(error);
      }),
  };
}
