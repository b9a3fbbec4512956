import { expect, test } from "vitest";
import { readDdl, readModel, testContext } from "../../read-model.js";

test("a statement that fails is named with its line", { timeout: 30_000 }, async () => {
  const failure = readDdl(
    "create table a (b int4);\n\ncreate table c (\n  d int4,\n  e nothing\n);",
  );
  await expect(failure).rejects.toMatchObject({
    code: "AF_DDL_INVALID",
    message: '"schema.sql" cannot be loaded: type "nothing" does not exist, in line 5.',
    location: { source: "schema.sql", line: 5 },
  });
});

test(
  "owners and grants of a dump need no roles, and what is in a transaction is read",
  { timeout: 30_000 },
  async () => {
    const model = await readDdl(
      `begin; create table a (b int4 primary key); alter table a owner to "Some one";
     grant select on a to x, y; set role x; select set_config('search_path', '', false);`,
    );
    expect(model.unit.ids).toEqual(["a"]);
  },
);

test(
  "extensions that the embedded PostgreSQL has are loaded, others are reported",
  { timeout: 30_000 },
  async () => {
    const { context, reports } = testContext({
      documents: {
        "s.sql":
          `create extension if not exists "uuid-ossp"; create extension citext; create extension postgis;
        comment on extension postgis is 'x'; create extension plpgsql;
        create table a (id uuid primary key default uuid_generate_v4(), name citext unique);`.replace(
            "create extension plpgsql;",
            "create extension if not exists plpgsql;",
          ),
      },
    });
    const model = await readModel({ ddl: "s.sql" }, context);
    expect(model.extensions.map(({ name }) => name)).toEqual(["citext", "uuid-ossp"]);
    expect(model.tables[0]?.columns[1]?.type).toEqual({
      schema: "public",
      name: "citext",
      category: "base",
      sql: "public.citext",
      array: false,
    });
    expect(reports).toMatchObject([
      { code: "AF_SCHEMA_INCOMPLETE", message: expect.stringContaining('"postgis"') as string },
    ]);
    const again = await readDdl(model.schemaSql);
    expect({ ...again, documentDigest: "" }).toEqual({ ...model, documentDigest: "" });
  },
);

test("loading ends when the command is interrupted", { timeout: 30_000 }, async () => {
  const abort = new AbortController();
  abort.abort();
  const { context } = testContext({
    documents: { "s.sql": "create table a ()" },
    signal: abort.signal,
  });
  await expect(readModel({ ddl: "s.sql" }, context)).rejects.toMatchObject({
    code: "AF_INTERRUPTED",
  });
});
