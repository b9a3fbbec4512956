import { type MariadbOptions, type RunningServer, startMariadb } from "@agentflow/services";
import { afterAll, beforeAll } from "vitest";
import { MariadbDriver, type MariadbDriverOptions } from "../../src/mariadb.js";

/** A MariaDB server for the tests of one file. */
export interface StartedMariadb {
  readonly server: RunningServer;
  /** A driver for a database called `shop`, closed after the tests. */
  driver(options?: Partial<MariadbDriverOptions>): MariadbDriver;
}

/** Starts it before the tests of a `describe` block, and ends it after. */
export function startMariadbDatabase(serverOptions: MariadbOptions = {}): () => StartedMariadb {
  let server: RunningServer | undefined;
  const drivers: MariadbDriver[] = [];
  beforeAll(async () => {
    server = await startMariadb(serverOptions);
    await using driver = new MariadbDriver({
      connection: `mariadb://root@127.0.0.1:${server.port}`,
    });
    await driver.run({ text: "create database shop", values: [] });
  }, 60_000);
  afterAll(async () => {
    await Promise.all(drivers.map((driver) => driver.close()));
    await server?.stop();
  }, 30_000);
  return () => {
    if (server === undefined) throw new Error("The server is not started.");
    const connection = `mariadb://root@127.0.0.1:${server.port}/shop`;
    return {
      server,
      driver(options = {}) {
        const driver = new MariadbDriver({ connection, ...options });
        drivers.push(driver);
        return driver;
      },
    };
  };
}
