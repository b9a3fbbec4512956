import { createServer } from "mysql2";
import { describe, expect, it, onTestFinished } from "vitest";
import { mariadbDriver } from "../../../src/mariadb.js";
import { failureOf } from "../../failure-of.js";

/** A server that speaks the protocol and says that it is of a version. @returns its address */
async function serverOf(version: string): Promise<string> {
  const server = createServer();
  server.on("connection", (connection) => {
    connection.on("error", () => undefined);
    connection.on("query", () => {
      const columns = ["id", "version", "size"].map((name) => ({
        catalog: "def",
        schema: "",
        table: "",
        orgTable: "",
        orgName: "",
        name,
        characterSet: 45,
        columnLength: 100,
        columnType: 253,
        flags: 0,
        decimals: 0,
      }));
      connection.writeTextResult([{ id: "1", version, size: "16777216" }], columns);
    });
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: version,
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: 0xff_ff_f7_ff,
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      // `mysql2` does not type the server below.
      const { _server: below } = server as unknown as { _server: { address(): { port: number } } };
      resolve(below.address().port);
    });
  });
  onTestFinished(() => void server.close());
  return `mysql://x:hunter2@127.0.0.1:${port}`;
}

describe("MariadbDriver on another server", () => {
  it("refuses MySQL, and says why", async () => {
    await using driver = mariadbDriver({ connection: await serverOf("8.0.36") });
    const failure = await failureOf(driver.check());
    expect(failure).toMatchObject({ kind: "connection", retryable: false, outcomeUnknown: false });
    expect(failure.message).toBe(
      'The server\'s version is "8.0.36". This driver needs MariaDB 10.5 or later; MySQL is another database, and it was never tried with it.',
    );
    expect(driver.pool).toEqual({ taken: 0, idle: 0, waiting: 0 });
  });
});
