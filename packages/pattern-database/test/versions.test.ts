import { readFileSync } from "node:fs";
import { postgresVersions, requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseModel } from "../src/model/database-model.js";
import { hostileSchema } from "./hostile-schema.js";
import { tables, views } from "./postgresql/nullability/view-cases.js";
import { readDdl, readModel } from "./read-model.js";
import { type Postgres, startPostgres } from "./start-postgres.js";
import { ofVersions } from "./version-cases.js";

const shop = readFileSync(new URL("schemas/shop.sql", import.meta.url), "utf8");
const viewCases = [tables, ...views].join("\n");

/** Without what versions print otherwise. */
function comparable(model: DatabaseModel): DatabaseModel {
  return {
    ...model,
    serverVersion: "",
    documentDigest: "",
    schemaSql: "",
    functions: model.functions.map((routine) => ({ ...routine, sql: "" })),
    tables: model.tables.map((table) => ({ ...table, definition: null })),
    // Their ids have the arguments of routines in them, which versions write otherwise.
    objects: [],
  };
}

/** What PostgreSQL 18, embedded, says of the same SQL. */
let embedded: { readonly shop: DatabaseModel; readonly views: DatabaseModel };
beforeAll(async () => {
  embedded = { shop: await readDdl(shop), views: await readDdl(viewCases) };
}, 120_000);

for (const version of postgresVersions) {
  describe.runIf(requireService(`postgres-${version}`))(`PostgreSQL ${version}`, () => {
    let postgres: Postgres;
    /** Loads SQL into a database of its own, and reads it. */
    const load = async (name: string, sql: string): Promise<DatabaseModel> => {
      await postgres.run("postgres", `create database ${name}`);
      await postgres.run(name, sql);
      return readModel({ connection: postgres.address(name) });
    };
    beforeAll(async () => {
      postgres = await startPostgres({ version });
    }, 60_000);
    afterAll(() => postgres.stop());

    it("gives the model that another version gives, and is rebuilt by its SQL", async () => {
      const model = await load("shop", shop);
      expect(model.serverVersion).toMatch(new RegExp(`^${version}\\.\\d+$`));
      expect(comparable(model)).toEqual(comparable(embedded.shop));
      expect(await load("again", model.schemaSql)).toEqual(model);
    });

    it("stores views in a form that says the same of their nulls", async () => {
      const model = await load("views", viewCases);
      expect(model.tables.map(({ columns }) => columns)).toEqual(
        embedded.views.tables.map(({ columns }) => columns),
      );
    });

    it("may have the most hostile names, and is rebuilt with them", async () => {
      const model = await load("hostile", hostileSchema);
      expect(await load("hostile_again", model.schemaSql)).toEqual(model);
    });

    it.each(ofVersions.filter(({ since }) => since <= version))(
      "is read and rebuilt with $title, which came with $since",
      async ({ since, title, sql, expected }) => {
        const name = `${title.toLowerCase().replaceAll(/\W+/g, "_")}_${since}`;
        const model = await load(name, sql);
        expect(expected.pick(model)).toEqual(expected.value);
        expect(await load(`${name}_again`, model.schemaSql)).toEqual(model);
      },
    );
  });
}
