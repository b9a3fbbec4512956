import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type RunningServer, requireService, startMariadb } from "@agentflow/services";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { clean } from "../../../src/mariadb/testing/clean.js";
import { findPrograms } from "../../../src/mariadb/testing/find-programs.js";
import { testDatabase } from "../../../src/mariadb/testing/test-database.js";

const variable = "SHOP_TEST_DATABASE_URL";
const ddl = ["create table t (n int); insert into t values (7)", "create table u (n int)"];

async function ask(address: string, sql: string): Promise<unknown> {
  const { hostname, port, pathname, searchParams } = new URL(address);
  const socketPath = searchParams.get("socket");
  const connection = await createConnection({
    ...(socketPath === null ? { host: hostname, port: Number(port) } : { socketPath }),
    user: "root",
    ...(pathname !== "/" && { database: pathname.slice(1) }),
    rowsAsArray: true,
  });
  try {
    return (await connection.query(sql))[0];
  } finally {
    await connection.end();
  }
}

/** A folder on the path with programs of these sources. */
function programs(sources: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, source] of Object.entries(sources)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${source}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

describe.runIf(requireService("mariadbd"))("a database for tests", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startMariadb();
  }, 60_000);
  afterAll(() => server.stop());

  test("is made on a server that a variable names, beside its own, and is gone when it is dropped", async () => {
    const address = server.url.replace("//", "//root@");
    await ask(address, "create database own");
    const database = await testDatabase({
      ddl,
      variable,
      environment: { [variable]: `${address}/own` },
      random: (bytes) => Buffer.alloc(bytes, 0xab),
    });
    expect(database.address).toBe(`${address}/agentflow_test_abababababababab`);
    expect(await ask(database.address, "select n from t")).toEqual([[7]]);
    expect(await ask(`${address}/own`, "show tables")).toEqual([]);
    await database.drop();
    await database.drop();
    expect(await ask(address, "show databases like 'agentflow%'")).toEqual([]);
  });

  test("is gone too when a script fails", async () => {
    const address = server.url.replace("//", "//root@");
    await expect(
      testDatabase({ ddl: ["nonsense"], variable, environment: { [variable]: address } }),
    ).rejects.toThrow("You have an error in your SQL syntax");
    expect(await ask(address, "show databases like 'agentflow%'")).toEqual([]);
  });

  test("is on a server of its own where none is named, without a port, which is gone when it is dropped", async () => {
    const { PATH } = process.env;
    const { address, drop } = await testDatabase({
      ddl,
      variable,
      environment: { PATH, [variable]: "" },
    });
    expect(await ask(address, "select n from t")).toEqual([[7]]);
    expect(await ask(address, "select @@skip_networking")).toEqual([[1]]);
    const folder = join(new URL(address).searchParams.get("socket") ?? "", "..");
    expect(existsSync(folder)).toBe(true);
    await drop();
    expect(existsSync(folder)).toBe(false);
  }, 60_000);
});

test("a server that does not start says why, and leaves no folder behind", async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith("agentflow-mariadb-"));
  const folder = programs({
    "mariadb-install-db": "exit 0",
    mariadbd:
      'for option; do case "$option" in --log-error=*) echo no luck > "${option#*=}";; esac; done; exit 3',
  });
  await expect(
    testDatabase({ ddl, variable, environment: { PATH: `${folder}${delimiter}/bin` } }),
  ).rejects.toThrow(/mariadbd does not start\. It ended with 3\.\nno luck/);
  const after = readdirSync(tmpdir()).filter((name) => name.startsWith("agentflow-mariadb-"));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});

test("an address that is none is not shown", async () => {
  const environment = { [variable]: "postgres://u:hunter2@h" };
  await expect(testDatabase({ ddl, variable, environment })).rejects.toThrow(
    '"SHOP_TEST_DATABASE_URL" holds no address of a server: mariadb://<user>@<host>:<port>',
  );
});

test("without a server it is said what to do", () => {
  const folder = programs({ mariadbd: "" });
  expect(() => findPrograms({ PATH: folder }, variable, [])).toThrow(
    /apt-get install mariadb-server.*SHOP_TEST_DATABASE_URL/,
  );
  expect(() => findPrograms({}, variable, ["/nowhere"])).toThrow(/need a MariaDB server/);
});

test("what is gone already does not keep the rest from being removed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "left-"));
  mkdirSync(join(folder, "data"));
  const leftovers = [
    { folder },
    { folder: "/nowhere/at/all" },
    { drop: "x", address: "mariadb://root@127.0.0.1:1/" },
  ];
  await clean(`${leftovers.map((one) => JSON.stringify(one)).join("\n")}\n`);
  expect(existsSync(folder)).toBe(false);
});
