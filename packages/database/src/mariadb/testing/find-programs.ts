import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Programs of a MariaDB server. */
export interface ServerPrograms {
  readonly server: string;
  readonly install: string;
}

/** Where packages put servers beside what is on the path of everybody: Debian, Homebrew, MariaDB's own archives. */
const further = [
  "/usr/sbin",
  "/usr/libexec",
  "/usr/local/sbin",
  "/opt/homebrew/opt/mariadb/bin",
  "/usr/local/opt/mariadb/bin",
  "/usr/local/mysql/bin",
  "/usr/local/mysql/scripts",
];

/**
 * Finds a MariaDB server on this machine.
 * @param variable that could name another, for the message
 * @param folders searched after the path
 * @throws Error with what to do when there is none
 */
export function findPrograms(
  environment: Readonly<Record<string, string | undefined>>,
  variable: string,
  folders: readonly string[] = further,
): ServerPrograms {
  const path = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const find = (name: string): string | undefined =>
    [...path, ...folders].map((folder) => join(folder, name)).find(isProgram);
  const server = find("mariadbd");
  const install = find("mariadb-install-db");
  if (server !== undefined && install !== undefined) return { server, install };
  throw new Error(
    `These tests need a MariaDB server. Install one on this machine (Debian: apt-get install mariadb-server), or set ${variable} to the address of one where they may make a database: mariadb://<user>@<host>:<port>`,
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
