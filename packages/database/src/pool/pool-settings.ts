/** How many connections are kept, and how long. */
export interface PoolOptions {
  /** Connections at most. Default: 10. */
  readonly max?: number | undefined;
  /** Milliseconds after which a connection that nobody used is closed. Default: 30,000. */
  readonly idleTimeout?: number | undefined;
  /** Milliseconds that waiting for a connection and making one may take together. Default: 5,000. */
  readonly connectTimeout?: number | undefined;
  /** Milliseconds after which a connection is not used again. Default: 1,800,000 (30 minutes). */
  readonly maxLifetime?: number | undefined;
}

/** The same with every default filled in. */
export interface PoolSettings {
  readonly max: number;
  readonly idleTimeout: number;
  readonly connectTimeout: number;
  readonly maxLifetime: number;
}

/** @throws RangeError when `max` is no whole number from 1 on, or a time is not positive */
export function poolSettings({
  max = 10,
  idleTimeout = 30_000,
  connectTimeout = 5_000,
  maxLifetime = 1_800_000,
}: PoolOptions = {}): PoolSettings {
  if (!Number.isInteger(max) || max < 1) {
    throw new RangeError(`pool.max is ${max}; it must be a whole number from 1 on.`);
  }
  for (const [name, value] of Object.entries({ idleTimeout, connectTimeout, maxLifetime })) {
    if (!(value > 0)) throw new RangeError(`pool.${name} is ${value}; it must be positive.`);
  }
  return { max, idleTimeout, connectTimeout, maxLifetime };
}
