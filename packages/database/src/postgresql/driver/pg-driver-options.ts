import type { ConnectionOptions } from "node:tls";
import type { Clock, Secret } from "@agentflow/core/runtime";
import type { DatabaseError } from "../../errors/database-error.js";
import type { PoolOptions } from "../../pool/pool-settings.js";

/** Where a PostgreSQL server is, and how its connections are kept. */
export interface PgDriverOptions {
  /**
   * `postgres://<user>:<password>@<host>:<port>/<database>?sslmode=…`. What it leaves out, or all, is taken from the
   * variables PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE and PGSSLMODE. A secret is revealed at the first
   * connection.
   */
  readonly connection?: string | Secret | undefined;
  readonly pool?: PoolOptions | undefined;
  /**
   * Milliseconds after which the server ends a statement. A server that is silent for `pool.connectTimeout` more is
   * given up. Default: the server's own setting, and a silent server is waited for.
   */
  readonly statementTimeout?: number | undefined;
  /** What the server's lists of activity show. Default: PGAPPNAME. */
  readonly applicationName?: string | undefined;
  /** TLS; an `sslmode` of the connection comes first. Default: PGSSLMODE, or none. */
  readonly ssl?: boolean | ConnectionOptions | undefined;
  /** Told when a connection breaks while nobody uses it. Must not throw. */
  readonly onError?: ((error: DatabaseError) => void) | undefined;
  /**
   * Milliseconds after which a connection that only waits, for notifications or with an advisory lock, is asked for a
   * sign of life; one that gives none within `pool.connectTimeout` is closed. Default: 30,000.
   */
  readonly heartbeat?: number | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
  /** From 0 to less than 1, for the waits before listening is tried again. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}
