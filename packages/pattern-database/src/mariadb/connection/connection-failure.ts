import { AgentFlowError, errorCodes, visible } from "@agentflow/core";
import { passwordOf } from "../../dialect/address-form.js";
import { mariadbAddress } from "../mariadb-address.js";

/**
 * Numbers of errors that say that the server knows us and refuses (MariaDB Server documentation, "MariaDB Error Code
 * Reference"), with what to do.
 */
const refusals: Readonly<Record<number, string>> = {
  1044: "Grant the role a right on the database, such as SELECT.",
  1045: "Check user and password of the connection; a password with special characters has to be URL-encoded.",
  1049: "Check the database's name, the last part of the connection.",
  1130: "Check from which hosts the server lets this user in.",
  1142: "Grant the role the right to read what it is about.",
  1227: "Grant the role the right that is named.",
  1251: "The user's way of proving who it is needs another client; give it a password with mysql_native_password or ed25519.",
  1698: "Check user and password of the connection; this user may be let in over a local socket only.",
  1820: "Set a new password for the user: the present one has expired.",
  1862: "Set a new password for the user: the present one has expired.",
  3159: "Add ssl-mode=verify_identity to the connection's query.",
  4151: "Ask whoever runs the server to unlock the user.",
};

/** The same for a server that answers too late, or cannot just now. */
const delays: Readonly<Record<number, string>> = {
  1040: "Wait until the server has a connection to spare, and run the command again.",
  1053: "The server is shutting down: run the command again when it is back.",
  1129: "Ask whoever runs the server to run FLUSH HOSTS: it had too many failed connections from here.",
  1146: "Somebody changes the schema now: run the command again.",
  1203: "Wait until the user has a connection to spare, and run the command again.",
  1205: "Somebody changes the schema now: run the command again.",
  1305: "Somebody changes the schema now: run the command again.",
  1226: "Wait until the user may do more, and run the command again.",
  1317: "The server was told to stop the statement: run the command again.",
  1969: "The server is busy or somebody changes the schema: run the command again.",
  4091: "Somebody changes the schema now: run the command again.",
};

/**
 * The error of a connection that failed, without password. It has no cause: drivers' errors may hold the address.
 * Gives `undefined` for an error that has nothing to do with the connection.
 */
export function connectionFailure(error: unknown, address: string): AgentFlowError | undefined {
  const { number, sqlState, message } = described(error);
  const database = mariadbAddress.withoutSecrets(address);
  const password = passwordOf(address);
  const reason = visible(password === "" ? message : message.replaceAll(password, "[secret]"));
  const refusal = refusals[number];
  if (refusal !== undefined) {
    return new AgentFlowError(errorCodes.databaseRefused, `${database} refused: ${reason}.`, {
      help: refusal,
    });
  }
  const delay = delays[number];
  if (sqlState && delay === undefined) return undefined;
  return new AgentFlowError(
    errorCodes.databaseUnreachable,
    `${database} cannot be read: ${reason}.`,
    {
      help:
        delay ??
        (/SSL|TLS|certificate|secure connection/i.test(message)
          ? "Check the certificate, and ssl-mode in the connection's query."
          : "Check host and port of the connection, the network, and that the server runs."),
    },
  );
}

interface Described {
  readonly number: number;
  /** It comes from the server. */
  readonly sqlState: boolean;
  readonly message: string;
}

/** A connection that cannot be made to a name with several addresses fails with one error for each. */
function described(error: unknown): Described {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return described(error.errors[0]);
  }
  if (!(error instanceof Error)) return { number: 0, sqlState: false, message: String(error) };
  const number = "errno" in error && typeof error.errno === "number" ? error.errno : 0;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return {
    number,
    sqlState: "sqlState" in error,
    message: error.message.replace(/\.$/, "") || code,
  };
}
