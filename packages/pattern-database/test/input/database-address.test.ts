import { expect, test } from "vitest";
import { databaseInput } from "../../src/input/database-input.js";
import { DatabaseAddress, isDatabaseAddress } from "../../src/input/database-address.js";
import { inspect } from "node:util";
import { pathOf } from "../../src/sqlite/sqlite-address.js";

test.each([
  ["env:DATABASE_URL", "env:DATABASE_URL"],
  ["postgres://u:p@h:5433/d", "postgres://u@h:5433/d"],
  [
    "postgresql://h/d?sslmode=require&password=abc&sslpassword=x",
    "postgresql://h/d?sslmode=require",
  ],
  ["postgres:///d?host=/tmp&user=u", "postgres:///d?host=/tmp&user=u"],
  ["postgres://u:p%40ss@h/d#p", "postgres://u@h/d"],
  ["sqlite:./shop.db", "sqlite:./shop.db"],
  ["sqlite:///var/lib/a b?.db", "sqlite:///var/lib/a b?.db"],
])("%s is recorded as %s", (given, recorded) => {
  expect(isDatabaseAddress(given)).toBe(true);
  expect(JSON.stringify({ connection: new DatabaseAddress(given) })).toBe(
    JSON.stringify({ connection: recorded }),
  );
});

test.each([
  "",
  "env:",
  "env:1A",
  "mssql://h/d",
  "postgres://u:p%@h/d",
  "postgres://h:port/d",
  "postgres://u:%ff@h",
  "sqlite:",
  "sqlite:a\0b",
])("%j is no address, and the error does not show it", (given) => {
  const { error } = databaseInput.safeParse({ name: "x", connection: given });
  expect(error?.issues).toEqual([
    {
      code: "custom",
      path: ["connection"],
      message:
        "must be env:<NAME>, mariadb://<user>@<host>:<port>/<database>, postgres://<user>@<host>:<port>/<database>, sqlite:<path>, mongodb://<user>@<host>:<port>/<database> or dynamodb://<region>",
    },
  ]);
});

test("printing an address never prints its password", () => {
  const address = new DatabaseAddress("postgres://u:hunter2@h/d");
  expect(inspect(address, { depth: 9, showHidden: true }) + String(address)).not.toContain(
    "hunter2",
  );
});

test("the environment's address has to be one", async () => {
  const address = new DatabaseAddress("env:SHOP");
  const secret = (value: string) => ({ secret: () => Promise.resolve(value) });
  expect(await address.resolve(secret("postgres://u:p@h/d"))).toEqual({
    dialect: "postgresql",
    address: "postgres://u:p@h/d",
  });
  await expect(address.resolve(secret("hunter2"))).rejects.toMatchObject({
    code: "AF_SECRET_INVALID",
    message: 'The environment variable "SHOP" holds no address of a database.',
  });
});

test.each([
  ["sqlite:shop.db", "shop.db"],
  ["sqlite:///shop.db", "/shop.db"],
  ["sqlite://", "//"],
  ["sqlite:C:\\shop.db", "C:\\shop.db"],
])("%s is the file %s", (address, path) => {
  expect(pathOf(address)).toBe(path);
});

test("a dialect goes with a DDL file, and is one that has such files", () => {
  const problems = (input: object) =>
    databaseInput.safeParse({ name: "x", ...input }).error?.issues.map(({ message }) => message);
  expect(problems({ ddl: "a.sql", dialect: "sqlite" })).toBeUndefined();
  expect(problems({ connection: "env:A", dialect: "sqlite" })).toEqual([
    "takes a dialect (--dialect) with ddl (--ddl) only: an address says which it is",
  ]);
  expect(problems({ ddl: "a.sql", dialect: "oracle" })).toEqual([
    'Invalid option: expected one of "postgresql"|"sqlite"',
  ]);
});

test("either a connection or a DDL file is needed", () => {
  const problems = (input: object) =>
    databaseInput.safeParse({ name: "x", ...input }).error?.issues.map(({ message }) => message);
  const message = "needs either connection (--connection) or ddl (--ddl)";
  expect(problems({})).toEqual([message]);
  expect(problems({ connection: "env:A", ddl: "a.sql" })).toEqual([message]);
  expect(problems({ ddl: "a.sql" })).toBeUndefined();
});
