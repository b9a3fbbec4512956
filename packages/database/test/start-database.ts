import { type PostgresOptions, type RunningServer, startPostgres } from "@agentflow/services";
import { afterAll, beforeAll } from "vitest";
import { PgDriver, type PgDriverOptions } from "../src/pg.js";

/** A PostgreSQL server for the tests of one file. */
export interface StartedDatabase {
  readonly server: RunningServer;
  /** A driver that is closed after the tests. */
  driver(options?: PgDriverOptions): PgDriver;
}

/** Starts it before the tests of a `describe` block, and ends it after. */
export function startDatabase(serverOptions: PostgresOptions = {}): () => StartedDatabase {
  let server: RunningServer | undefined;
  const drivers: PgDriver[] = [];
  beforeAll(async () => {
    server = await startPostgres(serverOptions);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(drivers.map((driver) => driver.close()));
    await server?.stop();
  }, 30_000);
  return () => {
    if (server === undefined) throw new Error("The server is not started.");
    const connection = `postgres://postgres@127.0.0.1:${server.port}/postgres`;
    return {
      server,
      driver(options = {}) {
        const driver = new PgDriver({ connection, ...options });
        drivers.push(driver);
        return driver;
      },
    };
  };
}
