import { expect, test } from "vitest";
import { connectionFailure } from "../../../src/mariadb/connection/connection-failure.js";

const address = "mariadb://u:hunter2hunter2@h/d";
const server = (errno: number, message: string): Error =>
  Object.assign(new Error(message), { errno, sqlState: "HY000" });

test.each([
  [
    server(1045, "Access denied."),
    "AF_DATABASE_REFUSED",
    "mariadb://u@h/d refused: Access denied.",
    /user and password/,
  ],
  [
    server(1040, "Too many connections"),
    "AF_DATABASE_UNREACHABLE",
    "mariadb://u@h/d cannot be read: Too many connections.",
    /to spare/,
  ],
  [
    server(1146, "Table 'd.t' doesn't exist"),
    "AF_DATABASE_UNREACHABLE",
    "mariadb://u@h/d cannot be read: Table 'd.t' doesn't exist.",
    /changes the schema/,
  ],
  [
    new Error("unable to verify the certificate of hunter2hunter2"),
    "AF_DATABASE_UNREACHABLE",
    "mariadb://u@h/d cannot be read: unable to verify the certificate of [secret].",
    /ssl-mode/,
  ],
  [
    new AggregateError([Object.assign(new Error(""), { code: "ECONNREFUSED", errno: -111 })]),
    "AF_DATABASE_UNREACHABLE",
    "mariadb://u@h/d cannot be read: ECONNREFUSED.",
    /host and port/,
  ],
  ["odd", "AF_DATABASE_UNREACHABLE", "mariadb://u@h/d cannot be read: odd.", /host and port/],
])("%s becomes %s", (error, code, message, help) => {
  const failure = connectionFailure(error, address);
  expect(failure).toMatchObject({ code, message, help: expect.stringMatching(help) as string });
  expect(failure?.cause).toBeUndefined();
});

test("an error that has nothing to do with the connection is none of it", () => {
  expect(connectionFailure(server(1064, "syntax"), address)).toBeUndefined();
  expect(connectionFailure(server(1045, "x"), "mariadb://u@h/d")?.message).toBe(
    "mariadb://u@h/d refused: x.",
  );
});
