import { createConnection } from "mysql2/promise";
import { serverAddress } from "../driver/server-address.js";

/**
 * Runs scripts, one after the other, on a connection of their own.
 * @throws what the server says, without the address
 */
export async function runSql(address: string, scripts: readonly string[]): Promise<void> {
  const { host, port, socketPath, user, password, database, ssl } = serverAddress({
    connection: address,
  });
  const connection = await createConnection({
    ...(socketPath === undefined ? { host, port } : { socketPath }),
    user,
    password,
    ...(database !== "" && { database }),
    ...(ssl && { ssl }),
    multipleStatements: true,
    charset: "utf8mb4",
    flags: ["-LOCAL_FILES"],
  });
  try {
    for (const script of scripts) await connection.query(script);
  } finally {
    await connection.end();
  }
}
