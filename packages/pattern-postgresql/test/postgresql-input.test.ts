import { expect, test } from "vitest";
import type { DatabaseModel } from "@agentflow/pattern-database";
import { postgresqlPattern } from "../src/index.js";
import { requirePostgresql } from "../src/require-postgresql.js";

const parse = (options: object): ReturnType<typeof postgresqlPattern.input.safeParse> =>
  postgresqlPattern.input.safeParse({ name: "Shop", ...options });

test.each([
  { connection: "postgres://user@host/shop" },
  { connection: "postgresql://user@host/shop" },
  { connection: "env:DATABASE_URL" },
  { ddl: "schema.sql" },
])("%j is taken", (options) => {
  expect(parse(options).success).toBe(true);
});

test.each([
  { connection: "https://user:hunter2@host/shop" },
  { connection: "postgres://user:hunter2@host", ddl: "x" },
  {},
])("%j is refused, and no password is shown", (options) => {
  const { success, error } = parse(options);
  expect(success).toBe(false);
  expect(String(error)).not.toContain("hunter2");
});

test("an address is recorded without its password", () => {
  const { data } = parse({ connection: "postgres://user:hunter2@host/shop" });
  expect(JSON.parse(JSON.stringify(data))).toMatchObject({
    connection: "postgres://user@host/shop",
  });
});

test("another kind of database is refused when it shows to be one", () => {
  const other = { dialect: "sqlite" } as unknown as DatabaseModel;
  expect(() => requirePostgresql(other)).toThrow(
    expect.objectContaining({
      code: "AF_INPUT_INVALID",
      help: "Choose --pattern @agentflow/pattern-database.",
    }),
  );
});
