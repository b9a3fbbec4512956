import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { connectionFailure } from "../../../src/sqlite/connection/connection-failure.js";
import { openFile } from "../../../src/sqlite/connection/open-file.js";
import { sqliteFile } from "../sqlite-file.js";

/** What `node:sqlite` throws. */
function sqliteError(errcode: number): Error {
  return Object.assign(new Error("reason"), { code: "ERR_SQLITE_ERROR", errcode });
}

test.each([
  [3, "AF_DATABASE_REFUSED", '"a.db" may not be read: reason.'],
  [5, "AF_DATABASE_UNREACHABLE", '"a.db" is locked: reason.'],
  [261, "AF_DATABASE_UNREACHABLE", '"a.db" is locked: reason.'],
  [1032, "AF_DATABASE_UNREACHABLE", '"a.db" cannot be read without writing beside it: reason.'],
  [266, "AF_DATABASE_UNREACHABLE", '"a.db" cannot be read from its disk: reason.'],
  [11, "AF_DATABASE_UNSUPPORTED", '"a.db" is damaged: reason.'],
  [14, "AF_DATABASE_UNREACHABLE", '"a.db" cannot be opened: reason.'],
  [26, "AF_DATABASE_UNSUPPORTED", '"a.db" is no SQLite database: reason.'],
])("the result code %i is %s", (errcode, code, message) => {
  const failure = connectionFailure(sqliteError(errcode), "a.db");
  expect(failure).toMatchObject({ code, message });
  expect(failure?.help).not.toBe("");
});

test.each([[sqliteError(1)], [new Error("reason")], ["reason"]])(
  "%s has nothing to do with the file",
  (error) => {
    expect(connectionFailure(error, "a.db")).toBeUndefined();
  },
);

test("a file that another connection keeps for itself is locked", () => {
  const path = sqliteFile("create table a (b)");
  const other = new DatabaseSync(path);
  other.exec("begin exclusive");
  const database = openFile(path, { timeout: 0 });
  let failure: unknown;
  try {
    database.prepare("select * from sqlite_schema").all();
  } catch (error) {
    failure = connectionFailure(error, path);
  }
  expect(failure).toMatchObject({
    message: `${JSON.stringify(path)} is locked: database is locked.`,
  });
  database.close();
  other.close();
});

test("a file in WAL mode is read while somebody writes it, as it was before", () => {
  const path = sqliteFile("pragma journal_mode = wal; create table a (b)");
  const other = new DatabaseSync(path);
  other.exec("begin immediate; create table c (d)");
  const database = openFile(path);
  expect(database.prepare("select name from sqlite_schema").all()).toMatchObject([{ name: "a" }]);
  database.close();
  other.close();
});

test("nothing can be written through an open file", () => {
  const database = openFile(sqliteFile("create table a (b)"));
  expect(() => database.exec("insert into a values (1)")).toThrow(/readonly/);
  database.close();
});
