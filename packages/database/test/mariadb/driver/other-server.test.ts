import { createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { mariadbDriver } from "../../../src/mariadb.js";
import { failureOf } from "../../failure-of.js";

const zeros = (length: number): number[] => Array.from({ length }, () => 0);
const text = (value: string): number[] => [...Buffer.from(value)];
const counted = (value: string): number[] => [value.length, ...text(value)];

/** Messages of the protocol, numbered one after the other (MariaDB, "Connecting", "Result Set Packets"). */
function messages(first: number, ...bodies: readonly number[][]): Buffer {
  return Buffer.concat(
    bodies.map((body, index) => Buffer.from([body.length, 0, 0, first + index, ...body])),
  );
}

function greeting(version: string): number[] {
  const salt = zeros(8).fill(7);
  const capabilities = [0xff, 0xf7, 45, 2, 0, 0x0f, 0x80, 21];
  const plugin = [...text("mysql_native_password"), 0];
  const rest = [...capabilities, ...zeros(10), ...zeros(12).fill(7), 0, ...plugin];
  return [10, ...text(version), 0, 1, 0, 0, 0, ...salt, 0, ...rest];
}

/** A row of texts. */
function rowOf(...values: readonly string[]): number[][] {
  const end = [0xfe, 0, 0, 2, 0];
  const column = [...counted("def"), 0, 0, 0, ...counted("c"), 0, 0x0c, 45, 0, 100, 0, 0, 0, 253];
  const columns = values.map(() => [...column, 0, 0, 0, 0, 0]);
  return [[values.length], ...columns, end, values.flatMap(counted), end];
}

/** A server that lets everybody in, and says of itself that it is of a version. @returns its address */
async function serverOf(version: string): Promise<string> {
  const server = createServer((socket: Socket) => {
    socket.write(messages(0, greeting(version)));
    socket.once("data", () => {
      socket.write(messages(2, [0, 0, 0, 2, 0, 0, 0]));
      socket.on("data", () => socket.write(messages(1, ...rowOf("1", version, "16777216"))));
    });
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  return `mysql://x:hunter2@127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
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
