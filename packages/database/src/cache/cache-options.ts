import type { CacheSharing } from "@agentflow/core/runtime";

/** How long rows of one table are kept, and how many. */
export interface TableCacheOptions {
  /** Milliseconds that a row is served. What others write is seen after this time at the latest. */
  readonly ttl: number;
  /** Rows that are kept in memory; beyond, the least recently used goes. Default: 1,000. */
  readonly max?: number | undefined;
  /** Milliseconds after `ttl` in which the old row is served while one statement reads the new. Default: 0. */
  readonly staleWhileRevalidate?: number | undefined;
}

/**
 * Which rows a database keeps that were read by their primary key, and where. With a `store`, its `name` tells apart
 * databases and roles that see other rows.
 * @typeParam Definitions the database's tables
 */
export interface DatabaseCacheOptions<Definitions> extends CacheSharing {
  /** Tables by their keys, such as `customers: { ttl: 60_000 }`. Of others, no row is kept. */
  readonly tables: { readonly [Name in keyof Definitions]?: TableCacheOptions | undefined };
  /** Told when reading a row in the background fails. Must not throw. Default: nobody is told. */
  readonly onError?: ((error: unknown) => void) | undefined;
}
