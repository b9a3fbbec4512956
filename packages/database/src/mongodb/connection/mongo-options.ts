import type { Clock, MetricsRecorder, Secret } from "@agentflow/core/runtime";
import type { MongoClientOptions } from "mongodb";
import type { PoolOptions } from "../../pool/pool-settings.js";

/** Where a MongoDB is, and how calls run. */
export interface MongoOptions {
  /**
   * `mongodb://<user>:<password>@<host>:<port>/<database>` or `mongodb+srv://…`, with the driver's options. It has to
   * name the database. A secret is revealed at the first call.
   */
  readonly connection: string | Secret;
  /** `connectTimeout` covers finding a server, connecting to it, and waiting for a connection, each for itself. */
  readonly pool?: Omit<PoolOptions, "maxLifetime"> | undefined;
  /**
   * Milliseconds after which the server ends a call's command. A server that is silent for `pool.connectTimeout` more
   * is given up. Default: no limit.
   */
  readonly timeout?: number | undefined;
  /** The database's name in measurements. Default: none. */
  readonly name?: string | undefined;
  /** Takes one measurement for each call, such as `orders.find`. Default: none are taken. */
  readonly metrics?: MetricsRecorder | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
  /** Further options of the driver, such as `tls` and `readPreference`. Those by which values are read are ours. */
  readonly driver?: MongoClientOptions | undefined;
}

/** How one call runs. */
export interface MongoCallOptions {
  /** Ends the call. What a write does then is not known. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, in place of the database's own. */
  readonly timeout?: number | undefined;
}
