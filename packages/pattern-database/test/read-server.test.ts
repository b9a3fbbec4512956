import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostileSchema } from "./hostile-schema.js";
import { tables, views } from "./postgresql/nullability/view-cases.js";
import { readDdl, readModel, testContext } from "./read-model.js";
import { type Postgres, startPostgres } from "./start-postgres.js";

const shop = readFileSync(new URL("schemas/shop.sql", import.meta.url), "utf8");
/** What another version of PostgreSQL prints otherwise. */
const versioned = { serverVersion: "", documentDigest: "" };

describe.runIf(requireService("postgres"))("a real server", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    for (const name of ["shop", "again", "hostile", "locked"]) {
      await postgres.run("postgres", `create database ${name}`);
    }
    await postgres.run("shop", shop);
  }, 60_000);
  afterAll(() => postgres.stop());

  it(
    "gives the model that the embedded one gives, but for how each prints views",
    { timeout: 30_000 },
    async () => {
      const server = await readModel({ connection: postgres.address("shop") });
      const embedded = await readDdl(shop);
      const comparable = (model: typeof server) => ({
        ...model,
        ...versioned,
        schemaSql: "",
        objects: model.objects
          .filter(({ kind }) => !kind.endsWith("view"))
          .map((object) => ({ ...object, needs: [] })),
        tables: model.tables.map((table) => ({ ...table, definition: null })),
      });
      expect(comparable(server)).toEqual(comparable(embedded));
      expect(server.serverVersion).toMatch(/^15\.\d+$/);
    },
  );

  it(
    "stores views otherwise than the embedded one, which says the same of their nulls",
    { timeout: 30_000 },
    async () => {
      await postgres.run("postgres", "create database views");
      const sql = [tables, ...views].join("\n");
      await postgres.run("views", sql);
      const model = await readModel({ connection: postgres.address("views") });
      const embedded = await readDdl(sql);
      expect(model.tables.map(({ columns }) => columns)).toEqual(
        embedded.tables.map(({ columns }) => columns),
      );
    },
  );

  it("is rebuilt by the model's SQL", async () => {
    const model = await readModel({ connection: postgres.address("shop") });
    await postgres.run("again", model.schemaSql);
    expect(await readModel({ connection: postgres.address("again") })).toEqual(model);
  });

  it("is rebuilt so that pg_dump prints the same", async () => {
    const model = await readModel({ connection: postgres.address("shop") });
    await postgres.run("postgres", "create database dumped");
    await postgres.run("dumped", model.schemaSql);
    const dump = (database: string): string =>
      execFileSync(
        "/usr/lib/postgresql/15/bin/pg_dump",
        ["--schema-only", "--no-owner", "-d", postgres.address(database)],
        { encoding: "utf8" },
      ).replaceAll(/^\\(?:un)?restrict .*$/gm, "");
    expect(dump("dumped")).toBe(dump("shop"));
  });

  it("may have the most hostile names", { timeout: 30_000 }, async () => {
    await postgres.run("hostile", hostileSchema);
    const model = await readModel({ connection: postgres.address("hostile") });
    const embedded = await readDdl(hostileSchema);
    expect(model.unit.ids).toEqual(embedded.unit.ids);
    expect(model.enums).toEqual(embedded.enums);
    expect(model.tables.map(({ columns }) => columns)).toEqual(
      embedded.tables.map(({ columns }) => columns),
    );
  });

  it("is read as the role that connects: what it may not do is in the model", async () => {
    await postgres.run(
      "shop",
      `create role reader login; grant usage on schema shop to reader;
       grant select on shop.customers to reader; grant update (name), insert (name) on shop.customers to reader;`,
    );
    const model = await readModel({
      connection: `postgres://reader@127.0.0.1:${postgres.port}/shop`,
      includeTable: ["shop.customers", "orders"],
    });
    const [customers, orders] = model.tables;
    expect(customers?.privileges).toEqual({
      select: true,
      insert: true,
      update: true,
      delete: false,
    });
    expect(customers?.columns.filter(({ updatable }) => updatable).map(({ name }) => name)).toEqual(
      ["name"],
    );
    expect(orders?.privileges).toEqual({
      select: false,
      insert: false,
      update: false,
      delete: false,
    });
  });

  it("is named without the password when it refuses", async () => {
    const { context } = testContext({
      secrets: { DATABASE_URL: `postgres://nobody:hunter2hunter2@127.0.0.1:${postgres.port}/shop` },
    });
    const failure = await readModel({ connection: "env:DATABASE_URL" }, context).catch(
      (e: unknown) => e,
    );
    expect(failure).toMatchObject({
      code: "AF_DATABASE_REFUSED",
      message: `postgres://nobody@127.0.0.1:${postgres.port}/shop refused: role "nobody" does not exist.`,
    });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("hunter2");
  });

  it.each([
    [
      "a database that does not exist",
      (address: string) => address.replace(/\/shop$/, "/nothing"),
      /3D000|"nothing" does not exist/,
      "AF_DATABASE_REFUSED",
    ],
    [
      "TLS that the server lacks",
      (address: string) => `${address}?sslmode=require`,
      /does not support SSL/,
      "AF_DATABASE_UNREACHABLE",
    ],
  ])("says what is wrong with %s", async (_name, change, message, code) => {
    const connection = change(postgres.address("shop"));
    await expect(readModel({ connection })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      help: expect.stringMatching(/^Check /) as string,
    });
  });

  it("is not waited for when the command is interrupted", async () => {
    const abort = new AbortController();
    const { context } = testContext({ signal: abort.signal });
    const reading = readModel({ connection: postgres.address("shop") }, context);
    abort.abort();
    await expect(reading).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
  });
});

describe("no server", () => {
  it("is an error that names the place and not the password", async () => {
    const failure = await readModel({
      connection: "postgres://u:hunter2hunter2@127.0.0.1:1/d",
    }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "AF_DATABASE_UNREACHABLE",
      message: "postgres://u@127.0.0.1:1/d cannot be read: connect ECONNREFUSED 127.0.0.1:1.",
    });
  });

  it("that accepts and says nothing is left when the command is interrupted", async () => {
    const abort = new AbortController();
    const silent = createServer((socket) => {
      socket.on("error", () => undefined);
      abort.abort();
    });
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, "127.0.0.1", () => {
        const address = silent.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const { context } = testContext({ signal: abort.signal });
    await expect(
      readModel({ connection: `postgres://u@127.0.0.1:${port}/d` }, context),
    ).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    silent.close();
  });
});
