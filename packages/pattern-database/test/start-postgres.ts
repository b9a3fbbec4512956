import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";

const programs = "/usr/lib/postgresql/15/bin";

/** Whether there is a server to start. */
export const hasPostgres = existsSync(join(programs, "postgres"));

/** A PostgreSQL of its own for a test, on 127.0.0.1; only its superuser may enter without a password. */
export interface Postgres {
  readonly port: number;
  /** Runs SQL in a database. */
  run(database: string, sql: string): Promise<void>;
  address(database: string): string;
  stop(): Promise<void>;
}

/** Starts a server that keeps nothing. Until `@agentflow/services` has one. */
export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), "agentflow-postgres-"));
  const data = join(folder, "data");
  // The server refuses to run as root.
  const user = process.getuid?.() === 0 ? await postgresUser() : undefined;
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  await promisify(execFile)(
    join(programs, "initdb"),
    ["-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8", "-D", data],
    { ...user },
  );
  const port = await freePort();
  const server = spawn(
    join(programs, "postgres"),
    [
      "-D",
      data,
      "-c",
      "fsync=off",
      "-c",
      "listen_addresses=127.0.0.1",
      "-k",
      folder,
      "-p",
      `${port}`,
    ],
    { ...user, stdio: "ignore" },
  );
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
  await whenReady(server, () => run("postgres", "select 1"));
  return { port, run, address, stop: () => stop(server, folder) };
}

async function postgresUser(): Promise<{ readonly uid: number; readonly gid: number }> {
  const [uid = 0, gid = 0] = await Promise.all(
    ["-u", "-g"].map(async (flag) => {
      const { stdout } = await promisify(execFile)("id", [flag, "postgres"]);
      return Number(stdout);
    }),
  );
  return { uid, gid };
}

async function whenReady(server: ChildProcess, ask: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await ask();
      return;
    } catch (error) {
      if (attempt === 300 || server.exitCode !== null) throw error;
      await setTimeout(50);
    }
  }
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGQUIT");
  await ended;
  await rm(folder, { recursive: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("No port."));
        else resolve(address.port);
      });
    });
  });
}
