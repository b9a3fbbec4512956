import { type PostgresOptions, startPostgres as startServer } from "@agentflow/services";
import { Client } from "pg";

/** A PostgreSQL of its own for a test; only its superuser may enter without a password. */
export interface Postgres {
  readonly port: number;
  /** Runs SQL in a database. */
  run(database: string, sql: string): Promise<void>;
  address(database: string): string;
  stop(): Promise<void>;
}

export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const server = await startServer(options);
  const { port } = server;
  const address = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const run = async (database: string, sql: string): Promise<void> => {
    const client = new Client({ connectionString: address(database) });
    try {
      await client.connect();
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return { port, run, address, stop: () => server.stop() };
}
