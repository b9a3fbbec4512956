import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseModel } from "../../src/model/database-model.js";
import { readModel, testContext } from "../read-model.js";
import { modelLines } from "./model-lines.js";
import { hostileSchema } from "./hostile-schema.js";
import { type Mariadb, startMariadb } from "./start-mariadb.js";
import { viewCases } from "./view-cases.js";

const shop = readFileSync(new URL("../schemas/mariadb-shop.sql", import.meta.url), "utf8");

describe.runIf(requireService("mariadbd"))("a MariaDB server", () => {
  let server: Mariadb;
  let model: DatabaseModel;
  beforeAll(async () => {
    server = await startMariadb();
    await server.make("shop", shop);
    model = await server.read("shop");
  }, 60_000);
  afterAll(() => server.stop());

  it("is read with everything that its catalogue knows", async () => {
    await expect(modelLines(model)).toMatchFileSnapshot("shop-model.txt");
    expect(model.serverVersion).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("gives an equal model after it was rebuilt from the model's SQL, on a database of another name too", async () => {
    await server.make("again", model.schemaSql);
    const again = await server.read("again");
    expect(again.schemaSql).toBe(model.schemaSql);
    expect(JSON.stringify(again.tables).replaceAll('"again"', '"shop"')).toBe(
      JSON.stringify(model.tables),
    );
    await server.make("shop", model.schemaSql);
    expect(await server.read("shop")).toEqual(model);
  });

  it("may have the most hostile names, its own among them", { timeout: 60_000 }, async () => {
    const name = "sh;op % _ 'ü";
    await server.make(name, hostileSchema);
    const read = await server.read(name);
    await server.make(name, read.schemaSql);
    expect(await server.read(name)).toEqual(read);
    expect(read.tables).toHaveLength(48);
    expect(
      read.tables.every(
        ({ comment, kind, name: own }) =>
          kind === "view" || own === "wide" || comment === `${own} */ \\ 'quoted'`,
      ),
    ).toBe(true);
  });

  it("never gives null in a column of a view that is read as never null", async () => {
    await server.make("views", viewCases);
    const { tables } = await server.read("views");
    const wrong: string[] = [];
    for (const { name, columns, kind } of tables) {
      if (kind !== "view") continue;
      const rows = await server.run(`select * from \`${name}\``, "views");
      for (const column of columns) {
        const holds = rows.some((row) =>
          Object.entries(row as object).some(
            ([key, value]) => key === column.name && value === null,
          ),
        );
        if (holds && column.notNull === true) wrong.push(`${name}.${column.name}`);
      }
    }
    expect(wrong).toEqual([]);
    const known = tables
      .filter(({ kind }) => kind === "view")
      .flatMap(({ columns }) => columns)
      .filter(({ notNull }) => notNull === true);
    expect(known.length).toBeGreaterThan(40);
  });

  it("leaves out what reaches into other databases or is broken, and says so", async () => {
    await server.make("other", "create table t (id int primary key); create sequence s;");
    await server.make(
      "reaching",
      `create table t (id int primary key, o int, constraint far foreign key (o) references other.t (id));
       create table gone (id int);
       create view broken as select id from gone;
       create view far_view as select x.id, t.o from other.t x join t on t.id = x.id;
       create trigger far_trigger after insert on t for each row insert into other.t values (new.id);
       create trigger own_trigger after update on t for each row insert into reaching.t values (new.id, null);
       create procedure far_procedure() select * from \`other\`.t;
       create procedure own_procedure() select * from \`reaching\`.t;
       drop table gone;`,
    );
    const { context, reports } = testContext();
    const read = await server.read("reaching", {}, context);
    expect(reports.map(({ message }) => message)).toEqual([
      "The schema's SQL, which the tests make their database from, is without view `broken`, which reads what is not there; " +
        "procedure `far_procedure`, which names a database; view `far_view`, a table instead: it reads another database; " +
        "trigger `far_trigger`, which names a database.",
    ]);
    expect(read.tables.map(({ name, foreignKeys }) => [name, foreignKeys.length])).toEqual([
      ["far_view", 0],
      ["t", 0],
    ]);
    expect(read.schemaSql).not.toMatch(/other|reaching/);
    await server.make("reaching", read.schemaSql);
    expect((await server.read("reaching")).tables.map(({ name }) => name)).toEqual([
      "far_view",
      "t",
    ]);
  });

  it("is read in part, with what its views need", async () => {
    const read = await server.read("shop", {
      includeTable: ["a_first", "o*"],
      excludeTable: ["shop.orders"],
    });
    expect(read.unit.ids).toEqual(["a_first", "open_orders"]);
    expect(read.schemaSql.match(/(?<=CREATE (?:TABLE|.*VIEW) )`\w+`/g)).toEqual([
      "`customers`",
      "`orders`",
      "`open_orders`",
      "`a_first`",
    ]);
    await expect(server.read("shop", { includeTable: ["nothing"] })).rejects.toMatchObject({
      code: "AF_SELECTION_EMPTY",
    });
    await expect(server.read("shop", { schema: ["stop"] })).rejects.toMatchObject({
      code: "AF_SELECTION_EMPTY",
      help: "Did you mean shop?",
    });
  });

  it("is read as the role that connects: what it may not do is in the model", async () => {
    await server.run(
      `create role inner_role; create role outer_role; grant inner_role to outer_role;
       create user reader@localhost identified by 'pass word'; grant outer_role to reader@localhost;
       set default role outer_role for reader@localhost;
       grant delete on shop.orders to inner_role; grant select on shop.plain to outer_role;
       grant select (id, name), update (name) on shop.customers to reader@localhost;
       grant select, show view on shop.open_orders to reader@localhost; grant insert on shop.orders to reader@localhost;
       grant execute on function shop.twice to reader@localhost;`,
    );
    const { context, reports } = testContext();
    const connection = `mysql://reader:pass%20word@127.0.0.1:${server.port}/shop`;
    const read = await readModel({ connection }, context);
    await expect(modelLines(read)).toMatchFileSnapshot("reader-model.txt");
    expect(reports.map(({ message }) => message)).toEqual([
      "The schema's SQL, which the tests make their database from, is without " +
        "keys, checks and defaults of table `customers`, and foreign keys to it, which the role may not see; function `twice`, which the role may not see; " +
        "view `open_orders`, a table instead: it reads what the role may not see; view `plain`, a table instead: the role may not see its query; trigger `touch`, which the role may not see.",
    ]);
    await server.make("as_reader", read.schemaSql);
    expect((await server.read("as_reader")).tables.map(({ name }) => name)).toEqual(
      read.tables.map(({ name }) => name),
    );
  });

  it.each([
    [
      "a wrong password",
      "mariadb://root:hunter2hunter2@",
      "/shop",
      "AF_DATABASE_REFUSED",
      /Access denied/,
    ],
    [
      "a database that does not exist",
      "mariadb://root@",
      "/nothing",
      "AF_DATABASE_REFUSED",
      /Unknown database 'nothing'/,
    ],
    [
      "TLS that the server lacks",
      "mariadb://root@",
      "/shop?ssl-mode=verify_identity",
      "AF_DATABASE_UNREACHABLE",
      /secure connection/,
    ],
    [
      "an ssl-mode that is none",
      "mariadb://root:hunter2hunter2@",
      "/shop?ssl-mode=maybe",
      "AF_SECRET_INVALID",
      /ssl-mode/,
    ],
    [
      "no database",
      "mariadb://root:hunter2hunter2@",
      "/",
      "AF_SECRET_INVALID",
      /names no database/,
    ],
  ])(
    "says what is wrong with %s, and never the password",
    async (_name, before, after, code, message) => {
      const connection = `${before}127.0.0.1:${server.port}${after}`;
      const failure = await readModel({ connection }).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code,
        message: expect.stringMatching(message) as string,
        help: expect.stringMatching(/\w/) as string,
      });
      expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("hunter2");
    },
  );

  it("is not waited for when the command is interrupted", async () => {
    const abort = new AbortController();
    const { context } = testContext({ signal: abort.signal });
    const reading = server.read("shop", {}, context);
    abort.abort();
    await expect(reading).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    await expect(server.read("shop", {}, context)).rejects.toMatchObject({
      code: "AF_INTERRUPTED",
    });
  });
});

describe("no MariaDB server", () => {
  it("is an error that names the place and not the password", async () => {
    const failure = await readModel({
      connection: "mariadb://u:hunter2hunter2@127.0.0.1:1/d",
    }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "AF_DATABASE_UNREACHABLE",
      message: "mariadb://u@127.0.0.1:1/d cannot be read: connect ECONNREFUSED 127.0.0.1:1.",
    });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("hunter2");
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
      readModel({ connection: `mariadb://u@127.0.0.1:${port}/d` }, context),
    ).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    silent.close();
  });
});
