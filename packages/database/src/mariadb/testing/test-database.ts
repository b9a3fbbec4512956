import { randomBytes } from "node:crypto";
import { quoted } from "../../errors/clean-text.js";
import { findPrograms } from "./find-programs.js";
import { Guard } from "./guard.js";
import { runSql } from "./run-sql.js";
import { startServer } from "./start-server.js";

export interface TestDatabaseOptions {
  /** Scripts that fill it. */
  readonly ddl: readonly string[];
  /** Variable of the environment that holds the address of a server for tests, where there is one. */
  readonly variable: string;
  /** Default: that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Gives the name something that no other database has. Default: random. */
  readonly random?: (bytes: number) => Buffer;
}

/** A database to throw away. It is gone when this process has ended, however it ends, or when it is dropped. */
export interface TestDatabase {
  /** `mariadb://…`. */
  readonly address: string;
  drop(this: void): Promise<void>;
}

/**
 * Makes a database of a random name: on the server that a variable of the environment names, of whose own databases none
 * is touched, or on a MariaDB server that is started for it, in a temporary folder and without a port.
 * @throws Error with what to do when there is no server, or when it refuses
 */
export async function testDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const { ddl, variable, environment = process.env, random = randomBytes } = options;
  const given = environment[variable];
  const name = `agentflow_test_${random(8).toString("hex")}`;
  const guard = Guard.start();
  try {
    const server =
      given === undefined || given === ""
        ? await startServer(findPrograms(environment, variable), guard)
        : serverOf(given, variable);
    const address = withDatabase(server, name);
    await runSql(withDatabase(server, ""), [`create database \`${name}\``]);
    guard.watch({ drop: name, address: withDatabase(server, "") });
    await runSql(address, ddl);
    return { address, drop: () => guard.end() };
  } catch (error) {
    await guard.end();
    throw error;
  }
}

function serverOf(address: string, variable: string): string {
  if (/^(?:mariadb|mysql):\/\//.test(address) && URL.canParse(address)) return address;
  // It may hold a password, so it is not shown.
  throw new Error(
    `${quoted(variable)} holds no address of a server: mariadb://<user>@<host>:<port>`,
  );
}

function withDatabase(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}
