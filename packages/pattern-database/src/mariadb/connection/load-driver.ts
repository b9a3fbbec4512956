import { AgentFlowError, errorCodes } from "@agentflow/core";

type Driver = typeof import("mysql2");

/**
 * The driver, which only those install who read a MariaDB.
 * @param load for tests
 * @throws AF_DRIVER_MISSING when it is not installed
 */
export async function loadDriver(
  load: () => Promise<Driver> = () => import("mysql2"),
): Promise<Driver> {
  try {
    return await load();
  } catch (error) {
    throw new AgentFlowError(
      errorCodes.driverMissing,
      "Reading a MariaDB database needs the package mysql2, which is not installed.",
      { help: "Install it: npm install --save-dev mysql2", cause: error },
    );
  }
}
