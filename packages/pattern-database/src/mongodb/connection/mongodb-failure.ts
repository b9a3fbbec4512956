import { AgentFlowError, errorCodes, visible } from "@agentflow/core";
import { mongodbAddress, mongodbPassword } from "../mongodb-address.js";

/** The server knows us and refuses: Unauthorized, AuthenticationFailed, UserNotFound, AtlasError. */
const refusals: readonly unknown[] = [11, 13, 18, 8000];

/** The error of a connection that failed, without password. It has no cause: drivers' errors may hold the address. */
export function mongodbFailure(error: unknown, address: string): AgentFlowError {
  const database = mongodbAddress.withoutSecrets(address);
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const reason = reasonOf(error, address);
  if (refusals.includes(code)) {
    return new AgentFlowError(errorCodes.databaseRefused, `${database} refused: ${reason}.`, {
      help: "Check user, password and authSource of the connection, and that the user may list collections and read them.",
    });
  }
  return new AgentFlowError(
    errorCodes.databaseUnreachable,
    `${database} cannot be read: ${reason}.`,
    {
      help: "Check hosts and port of the connection, its tls, the network, and that the server runs.",
    },
  );
}

function reasonOf(error: unknown, address: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const known = [address, mongodbPassword(address)].filter((text) => text !== "");
  const clean = known.reduce((text, secret) => text.replaceAll(secret, "[secret]"), message);
  return visible(clean.replace(/\.$/, ""));
}
