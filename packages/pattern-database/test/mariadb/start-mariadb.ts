import { startMariadb as startServer } from "@agentflow/services";
import { createConnection } from "mysql2/promise";
import type { z } from "zod";
import type { databaseInput } from "../../src/input/database-input.js";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { readModel, testContext } from "../read-model.js";

/** A MariaDB of its own for a test. */
export interface Mariadb {
  readonly port: number;
  /** Makes an empty database, in place of one of the same name, and runs SQL in it. */
  make(database: string, sql: string): Promise<void>;
  /** Runs SQL. @returns the rows of its last statement */
  run(sql: string, database?: string): Promise<readonly unknown[]>;
  address(database: string): string;
  read(
    database: string,
    options?: Omit<z.input<typeof databaseInput>, "name" | "connection">,
    context?: ReturnType<typeof testContext>["context"],
  ): Promise<DatabaseModel>;
  stop(): Promise<void>;
}

export async function startMariadb(): Promise<Mariadb> {
  const server = await startServer();
  const { port } = server;
  const address = (database: string): string => `mariadb://root@127.0.0.1:${port}/${database}`;
  const run = async (sql: string, database?: string): Promise<readonly unknown[]> => {
    const connection = await createConnection({
      host: "127.0.0.1",
      port,
      user: "root",
      charset: "utf8mb4",
      multipleStatements: true,
      ...(database !== undefined && { database }),
    });
    try {
      const [rows] = await connection.query(sql);
      // Of several statements, a list of what each gives.
      return Array.isArray(rows) ? rows : [];
    } finally {
      await connection.end();
    }
  };
  return {
    port,
    run,
    address,
    make: async (database, sql) => {
      await run(`drop database if exists \`${database}\`; create database \`${database}\``);
      await run(sql, database);
    },
    read: (database, options = {}, context = testContext().context) =>
      readModel({ connection: address(encodeURIComponent(database)), ...options }, context),
    stop: () => server.stop(),
  };
}
