import { AgentFlowError, errorCodes } from "@agentflow/core";

/** What an address says, as the driver takes it. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Whether the connection is encrypted and the server's certificate checked. */
  readonly tls: boolean;
}

/** MariaDB's own (MariaDB Server documentation, "port"). */
const defaultPort = 3306;
const modes: Readonly<Record<string, boolean>> = { disable: false, require: true };

/**
 * Takes an address apart: `mariadb://<user>:<password>@<host>:<port>/<database>?sslmode=require`.
 * @throws AF_SECRET_INVALID when it names no database, or asks for what nobody knows
 */
export function connectionTarget(address: string): ConnectionTarget {
  const { hostname, port, username, password, pathname, searchParams } = new URL(address);
  const database = decodeURIComponent(pathname.slice(1));
  if (database === "" || database.includes("/")) {
    throw invalid("The address names no database.", "End it with /<database>.");
  }
  const mode = searchParams.get("sslmode") ?? "disable";
  const tls = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  if (tls === undefined) {
    throw invalid(
      "The address has an sslmode that is not known.",
      "Write sslmode=require for TLS with a certificate that is checked, or sslmode=disable.",
    );
  }
  return {
    // Brackets are part of how a URL writes IPv6.
    host: hostname.replaceAll(/^\[|\]$/g, "") || "localhost",
    port: port === "" ? defaultPort : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    tls,
  };
}

function invalid(message: string, help: string): AgentFlowError {
  return new AgentFlowError(errorCodes.secretInvalid, message, { help });
}
