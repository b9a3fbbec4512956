import { isSecret } from "@agentflow/core/runtime";
import type { SslOptions } from "mysql2";
import { quoted } from "../../errors/clean-text.js";
import { DatabaseError } from "../../errors/database-error.js";
import type { MariadbDriverOptions, MariadbTls } from "./mariadb-driver-options.js";

/** Where a server is, and who comes. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** Path of a socket of Unix, in place of host and port. */
  readonly socketPath: string | undefined;
  readonly user: string;
  readonly password: string;
  /** Empty: none. */
  readonly database: string;
  readonly ssl: SslOptions | undefined;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

const defaultPort = 3306;

/** @throws {DatabaseError} when the connection string is none */
export function serverAddress({ connection, ssl }: MariadbDriverOptions): ServerAddress {
  const text = isSecret(connection) ? connection.reveal() : connection;
  const url = URL.parse(text);
  if (url === null || !/^(?:mariadb|mysql):$/.test(url.protocol)) {
    throw refused(
      "is no address of a MariaDB server: mariadb://<user>:<password>@<host>/<database>",
    );
  }
  refuseUnknown(url.searchParams);
  const password = decoded(url.password);
  const mode = url.searchParams.get("ssl-mode");
  return {
    host: decoded(url.hostname).replace(/^\[(.*)\]$/, "$1") || "127.0.0.1",
    port: url.port === "" ? defaultPort : Number(url.port),
    socketPath: url.searchParams.get("socket") ?? undefined,
    user: decoded(url.username),
    password,
    database: decoded(url.pathname.slice(1)),
    ssl: mode === null ? tlsOf(ssl) : tlsOfMode(mode, ssl),
    secrets: [text, url.password, password, encodeURIComponent(password)],
  };
}

const known: readonly string[] = ["ssl-mode", "socket"];

function refuseUnknown(parameters: URLSearchParams): void {
  for (const name of parameters.keys()) {
    if (!known.includes(name)) {
      throw refused(`has the parameter ${quoted(name)}; it can have ${known.join(" and ")}`);
    }
  }
}

function tlsOf(ssl: boolean | MariadbTls | undefined): SslOptions | undefined {
  if (ssl === undefined || ssl === false) return undefined;
  const { rejectUnauthorized = true, ...given } = ssl === true ? {} : ssl;
  const material = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(material),
    rejectUnauthorized,
    verifyIdentity: rejectUnauthorized,
  };
}

function tlsOfMode(mode: string, ssl: boolean | MariadbTls | undefined): SslOptions | undefined {
  const given = tlsOf(ssl === undefined || ssl === false ? true : ssl);
  switch (mode.toLowerCase()) {
    case "disabled":
      return undefined;
    case "required":
      return { ...given, rejectUnauthorized: false, verifyIdentity: false };
    case "verify_ca":
      return { ...given, rejectUnauthorized: true, verifyIdentity: false };
    case "verify_identity":
      return { ...given, rejectUnauthorized: true, verifyIdentity: true };
    default:
      throw refused(
        `has the ssl-mode ${quoted(mode)}; it can be disabled, required, verify_ca or verify_identity`,
      );
  }
}

/** A text of an address; one with a stray percent sign as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refused(why: string): DatabaseError {
  return new DatabaseError(`The connection string ${why}.`, { kind: "connection" });
}
