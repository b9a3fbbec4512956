import { AgentFlowError, errorCodes, visible } from "@agentflow/core";

/** MariaDB 10.5, the oldest that is read. */
const oldest = [10, 5] as const;

/**
 * Says whether a server is one that is read.
 * @param version as the server says it: `10.11.6-MariaDB-1`
 * @param product what else it says of itself: `MySQL Community Server - GPL`
 * @throws AF_DATABASE_UNSUPPORTED when it is older than MariaDB 10.5, or another product that speaks its protocol
 */
export function checkServer(version: string, product: string): void {
  const [, major = "0", minor = "0"] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const isMariadb = /mariadb/i.test(version);
  const isNew =
    Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
  if (isMariadb && isNew) return;
  const what = `${version} (${product})`;
  throw new AgentFlowError(
    errorCodes.databaseUnsupported,
    isMariadb
      ? `The server is older than MariaDB 10.5: ${visible(what)}.`
      : `The server is not MariaDB, but ${visible(what)}. Reading it was never verified, so it is not read.`,
    { help: "Connect to MariaDB 10.5 or later." },
  );
}
