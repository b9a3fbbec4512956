import { expect, test } from "vitest";
import { readCatalogue } from "../../../src/mariadb/catalogue/read-catalogue.js";
import { readStatements } from "../../../src/mariadb/catalogue/read-statements.js";
import type { OpenServer } from "../../../src/mariadb/connection/open-server.js";
import type { Answer, Row } from "../../../src/mariadb/connection/run-script.js";
import { readMariadb } from "../../../src/mariadb/read-mariadb.js";
import { databaseInput } from "../../../src/input/database-input.js";
import { testContext } from "../../read-model.js";

const rows = (...results: readonly (readonly Row[])[]): Answer => ({ results, error: undefined });
const refusal = (errno: number, ...results: readonly (readonly Row[])[]): Answer => ({
  results,
  error: Object.assign(new Error(`error ${errno}`), { errno }),
});

/** A server that gives these answers, one after the other, and what it was asked. */
function server(answers: readonly Answer[]): {
  readonly open: OpenServer;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const open: OpenServer = {
    database: "shop",
    run: (script) => {
      asked.push(script);
      return Promise.resolve(answers[asked.length - 1] ?? rows());
    },
    failure: (error) => new Error("what it means", { cause: error }),
    close: () => Promise.resolve(),
  };
  return { open, asked };
}

test.each([
  ["8.4.0", "MySQL Community Server - GPL", { code: "AF_DATABASE_UNSUPPORTED" }],
  ["5.5.68-MariaDB", "MariaDB Server", { code: "AF_DATABASE_UNSUPPORTED" }],
  ["10.11.6-MariaDB", "Debian 12", { message: "what it means" }],
])("what %s does not understand is told by its version", async (version, comment, expected) => {
  const { open } = server([refusal(1193), rows([[version, comment]])]);
  await expect(readCatalogue(open)).rejects.toMatchObject(expected);
});

test("a server that says nothing of itself is none that is read", async () => {
  await expect(readCatalogue(server([rows()]).open)).rejects.toMatchObject({
    code: "AF_DATABASE_UNSUPPORTED",
  });
  await expect(readCatalogue(server([refusal(1193), rows()]).open)).rejects.toMatchObject({
    code: "AF_DATABASE_UNSUPPORTED",
  });
});

test("reading goes on behind what the role may not see", async () => {
  const { open, asked } = server([
    refusal(1142, [["a", "CREATE TABLE a"]]),
    rows([["f", "MODE", null]]),
  ]);
  const statements = await readStatements(open, [
    { name: "a", type: "TABLE" },
    { name: "b`", type: "VIEW" },
    { name: "f", type: "FUNCTION" },
  ]);
  expect(statements).toEqual([
    { name: "a", sql: "CREATE TABLE a", sqlMode: "" },
    { name: "b`", sql: undefined, sqlMode: "" },
    { name: "f", sql: undefined, sqlMode: "MODE" },
  ]);
  expect(asked).toEqual([
    "show create TABLE `a`;\nshow create VIEW `b```;\nshow create FUNCTION `f`",
    "show create FUNCTION `f`",
  ]);
});

test("a table that has vanished meanwhile is an error", async () => {
  const { open } = server([refusal(1146)]);
  await expect(readStatements(open, [{ name: "a", type: "TABLE" }])).rejects.toThrow(
    "what it means",
  );
});

test("a document is not read, as there is no embedded MariaDB", async () => {
  const options = databaseInput.parse({ name: "Shop", connection: "env:X" });
  const ddl = { source: "schema.sql", text: "", digest: "" };
  await expect(readMariadb({ ddl }, options, testContext().context)).rejects.toMatchObject({
    code: "AF_INPUT_INVALID",
    help: expect.stringContaining("--connection") as string,
  });
});
