import { expect, test } from "vitest";
import { connectionFailure } from "../../../src/postgresql/connection/connection-failure.js";

const coded = (code: string, message: string) => Object.assign(new Error(message), { code });
const address = "postgres://u:hunter2@h/d";

test.each([
  [
    coded("28P01", 'password authentication failed for user "u"'),
    "AF_DATABASE_REFUSED",
    /password/,
  ],
  [coded("42501", "permission denied"), "AF_DATABASE_REFUSED", /may read the catalogue/],
  [new Error("SASL: client password must be a string"), "AF_DATABASE_REFUSED", /user and password/],
  [
    coded("57014", "canceling statement due to statement timeout"),
    "AF_DATABASE_UNREACHABLE",
    /again/,
  ],
  [
    coded("55P03", "canceling statement due to lock timeout"),
    "AF_DATABASE_UNREACHABLE",
    /schema now/,
  ],
  [coded("53300", "too many connections"), "AF_DATABASE_UNREACHABLE", /to spare/],
  [coded("ENOTFOUND", "getaddrinfo ENOTFOUND h."), "AF_DATABASE_UNREACHABLE", /host and port/],
  [
    coded("SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate"),
    "AF_DATABASE_UNREACHABLE",
    /sslmode/,
  ],
  [
    new AggregateError([coded("ECONNREFUSED", "connect ECONNREFUSED ::1:1")]),
    "AF_DATABASE_UNREACHABLE",
    /host/,
  ],
  ["dropped, hunter2", "AF_DATABASE_UNREACHABLE", /host/],
])("%s is %s", (error, code, help) => {
  const failure = connectionFailure(error, address);
  expect(failure).toMatchObject({ code, help: expect.stringMatching(help) as string });
  expect(failure?.message).toMatch(/^postgres:\/\/u@h\/d (?:refused|cannot be read): .+[^.]\.$/);
  expect(failure?.message).not.toContain("hunter2");
  expect(failure?.cause).toBeUndefined();
});

test("an error of a statement has nothing to do with the connection", () => {
  expect(connectionFailure(coded("42703", "no column"), address)).toBeUndefined();
});
