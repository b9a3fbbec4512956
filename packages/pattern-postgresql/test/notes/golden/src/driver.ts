import type { Secret } from "@agentflow/core/runtime";
import type { Driver } from "@agentflow/database";
import { pgDriver, type PgDriverOptions } from "@agentflow/database/pg";
import { replicatedDriver } from "@agentflow/database/postgresql";

/** Where the servers are, and how their connections are kept. */
export interface NotebookDriverOptions extends PgDriverOptions {
  /**
   * Addresses of servers that replicate the one of `connection`. Reads outside of transactions, and read-only
   * transactions, go there; they may lag behind. Each has a pool of its own. Default: none.
   */
  readonly replicas?: readonly (string | Secret)[] | undefined;
  /** Milliseconds for which a replica is left out after its connection failed. Default: 10,000. */
  readonly coolDown?: number | undefined;
}

/** The driver of a client: one server, or a primary and its replicas. */
export function openDriver(options: NotebookDriverOptions): Driver {
  const { replicas = [], coolDown, ...server } = options;
  const primary = pgDriver(server);
  if (replicas.length === 0) return primary;
  return replicatedDriver({
    primary,
    replicas: replicas.map((connection) => pgDriver({ ...server, connection })),
    coolDown,
    clock: server.clock,
  });
}
