import { expect, test } from "vitest";
import { readCatalogue } from "../../../src/postgresql/catalogue/read-catalogue.js";

/** A server that does not understand the catalogue's queries. */
const server = (number: string, version: string) => ({
  read: (script: string) =>
    script.startsWith("rollback;")
      ? Promise.resolve([number, version])
      : Promise.reject(new Error("column t.tgparentid does not exist")),
  close: () => Promise.resolve(),
});

test.each([
  ["120022", "PostgreSQL 12.22 on x86_64"],
  ["130000", "CockroachDB CCL v24.1.0"],
])("%s, %s is not supported", async (number, version) => {
  await expect(readCatalogue(server(number, version), {})).rejects.toMatchObject({
    code: "AF_DATABASE_UNSUPPORTED",
    message: `The server is not PostgreSQL 13 or later, but ${version}.`,
  });
});

test("an error of a server that is supported is not hidden", async () => {
  await expect(readCatalogue(server("170002", "PostgreSQL 17.2"), {})).rejects.toThrow(
    "tgparentid",
  );
});
