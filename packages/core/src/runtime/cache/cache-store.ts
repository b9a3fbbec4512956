/** An entry of a shared cache. */
export interface CacheStoreEntry {
  readonly text: string;
  /** Milliseconds that the entry is kept from now on, by the store's own clock. */
  readonly remaining: number;
}

/** Where the entries of a cache are, when several processes share them. */
export interface CacheStore {
  get(key: string): Promise<CacheStoreEntry | undefined>;
  /** @param ttl milliseconds, a whole number from 1 on */
  set(key: string, text: string, ttl: number): Promise<void>;
  /** True when there was an entry. */
  delete(key: string): Promise<boolean>;
  /** Deletes every entry whose key begins with `prefix`. */
  clear(prefix: string): Promise<void>;
}
