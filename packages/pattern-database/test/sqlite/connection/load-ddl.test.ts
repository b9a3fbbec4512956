import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadDdl } from "../../../src/sqlite/connection/load-ddl.js";
import { readSqliteDdl, testFolder } from "../sqlite-file.js";

const document = (text: string) => ({ source: "schema.sql", text, digest: "" });
const never = { signal: new AbortController().signal };

test("what the shell of SQLite dumps loads as it is", async () => {
  const model = await readSqliteDdl(`PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE a (id integer primary key, b int references b);
INSERT INTO a VALUES(1,7);
CREATE TABLE b (id integer primary key);
COMMIT;
`);
  expect(model.unit.ids).toEqual(["a", "b"]);
});

test("a transaction that is never ended is no obstacle", async () => {
  expect((await readSqliteDdl("begin; create table a (b)")).unit.ids).toEqual(["a"]);
});

test("the first statement that fails is named with its line", () => {
  expect(() =>
    loadDdl(document("create table a (b);\n\n-- next\ncreate tabel c (d);"), never),
  ).toThrow(
    expect.objectContaining({
      code: "AF_DDL_INVALID",
      message:
        '"schema.sql" cannot be loaded: near "tabel": syntax error, in the statement at line 4.',
      location: { source: "schema.sql", line: 4 },
    }),
  );
});

test.each(["attach '%' as x", "vacuum into '%'", "/* */ ATTACH DATABASE '%' AS x"])(
  "%s writes no file",
  (statement) => {
    const path = join(testFolder(), "other.db");
    expect(() => loadDdl(document(statement.replace("%", path)), never)).toThrow(
      '"schema.sql" cannot be loaded: the statement would write another file, in the statement at line 1.',
    );
    expect(existsSync(path)).toBe(false);
  },
);

test("an aborted signal ends it between two statements", () => {
  expect(() => loadDdl(document("create table a (b)"), { signal: AbortSignal.abort() })).toThrow(
    expect.objectContaining({ code: "AF_INTERRUPTED" }),
  );
});
