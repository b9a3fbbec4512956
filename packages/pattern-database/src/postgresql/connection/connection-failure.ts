import { AgentFlowError, errorCodes, visible } from "@agentflow/core";
import { passwordOf } from "../../dialect/address-form.js";
import { postgresqlAddress } from "../postgresql-address.js";

/** Classes and codes of SQLSTATE (PostgreSQL, appendix A) that say that the server knows us and refuses. */
const refusals = ["28", "3D000", "42501"];
/** The same for a server that answers too late, or cannot just now. */
const delays = ["57", "55P03", "53", "08", "25006"];

const helpByCode: Readonly<Record<string, string>> = {
  "28P01":
    "Check the password of the connection; one with special characters has to be URL-encoded.",
  "28000": "Check the user of the connection, and what the server's pg_hba.conf says of it.",
  "3D000": "Check the database's name, the last part of the connection.",
  "42501": "Connect as a role that may read the catalogue.",
  "53300": "Wait until the server has a connection to spare, and run the command again.",
  "55P03": "Somebody changes the schema now: run the command again.",
  "57014": "The server is busy or somebody changes the schema: run the command again.",
};

/**
 * The error of a connection that failed, without password. It has no cause: drivers' errors may hold the address.
 * Gives `undefined` for an error that has nothing to do with the connection.
 */
export function connectionFailure(
  error: unknown,
  connectionString: string,
): AgentFlowError | undefined {
  const { code, message } = described(error);
  const database = postgresqlAddress.withoutSecrets(connectionString);
  const password = passwordOf(connectionString);
  const reason = visible(password === "" ? message : message.replaceAll(password, "[secret]"));
  // The driver's own words for a password that the server wants and nobody gave.
  if (refusals.some((start) => code.startsWith(start)) || message.startsWith("SASL:")) {
    return new AgentFlowError(errorCodes.databaseRefused, `${database} refused: ${reason}.`, {
      help: helpByCode[code] ?? "Check user and password of the connection.",
    });
  }
  const isSqlState = /^[\dA-Z]{5}$/.test(code);
  if (isSqlState && !delays.some((start) => code.startsWith(start))) return undefined;
  return new AgentFlowError(
    errorCodes.databaseUnreachable,
    `${database} cannot be read: ${reason}.`,
    {
      help:
        helpByCode[code] ??
        (/SSL|TLS|certificate/i.test(message)
          ? "Check the certificate, and sslmode in the connection's query."
          : "Check host and port of the connection, the network, and that the server runs."),
    },
  );
}

/** A connection that cannot be made to a name with several addresses fails with one error for each. */
function described(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return described(error.errors[0]);
  }
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, message: error.message.replace(/\.$/, "") || code };
}
