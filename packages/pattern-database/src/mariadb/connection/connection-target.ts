import { AgentFlowError, errorCodes } from "@agentflow/core";

/** What an address says, as the driver takes it. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  /** Path of a socket of Unix, in place of host and port. */
  readonly socketPath: string | undefined;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: TlsCheck | undefined;
}

/** What is checked of the server's certificate. */
export interface TlsCheck {
  readonly rejectUnauthorized: boolean;
  readonly verifyIdentity: boolean;
}

/** MariaDB's own (MariaDB Server documentation, "port"). */
const defaultPort = 3306;

/** As the driver of generated packages takes them. */
const modes: Readonly<Record<string, TlsCheck | undefined>> = {
  disabled: undefined,
  required: { rejectUnauthorized: false, verifyIdentity: false },
  verify_ca: { rejectUnauthorized: true, verifyIdentity: false },
  verify_identity: { rejectUnauthorized: true, verifyIdentity: true },
};

/**
 * Takes an address apart: `mariadb://<user>:<password>@<host>:<port>/<database>?ssl-mode=verify_identity`.
 * @throws AF_SECRET_INVALID when it names no database, or asks for what nobody knows
 */
export function connectionTarget(address: string): ConnectionTarget {
  const { hostname, port, username, password, pathname, searchParams } = new URL(address);
  const database = decodeURIComponent(pathname.slice(1));
  if (database === "" || database.includes("/")) {
    throw invalid("The address names no database.", "End it with /<database>.");
  }
  const mode = (searchParams.get("ssl-mode") ?? "disabled").toLowerCase();
  if (!Object.hasOwn(modes, mode)) {
    throw invalid(
      "The address has an ssl-mode that is not known.",
      `Use one of ${Object.keys(modes).join(", ")}.`,
    );
  }
  return {
    // Brackets are part of how a URL writes IPv6.
    host: decodeURIComponent(hostname).replaceAll(/^\[|\]$/g, "") || "127.0.0.1",
    port: port === "" ? defaultPort : Number(port),
    socketPath: searchParams.get("socket") ?? undefined,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    tls: modes[mode],
  };
}

function invalid(message: string, help: string): AgentFlowError {
  return new AgentFlowError(errorCodes.secretInvalid, message, { help });
}
