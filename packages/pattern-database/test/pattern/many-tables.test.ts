import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readModel } from "../read-model.js";
import { type Postgres, startPostgres } from "../start-postgres.js";
import { filesOf } from "./generated-package.js";

const count = 5_000;
/** Tables that one transaction makes: each holds locks until its end. */
const batch = 500;

/**
 * What is slow when it is done once for each pair: names that read the same, and one table that every second refers to.
 * The server itself reads all references to a table again for each new one: were it every table, that would take four
 * times as long, and more than the test.
 */
function tableSql(index: number): string {
  const reference = index % 2 === 0 ? "references hub" : "";
  const name = `t${index % 10}${"_".repeat(Math.floor(index / 10) % 40)}${Math.floor(index / 400)}`;
  return `create table "${name}" (id int4 primary key, hub_id int4 not null ${reference}, note text);
    comment on table "${name}" is '*/ number ${index}';`;
}

describe.runIf(requireService("postgres"))("a server with 5,000 tables", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    await postgres.run("postgres", "create table hub (id int4 primary key)");
    for (let first = 0; first < count; first += batch) {
      const tables = Array.from({ length: batch }, (_, index) => tableSql(first + index));
      await postgres.run("postgres", tables.join("\n"));
    }
  }, 120_000);
  afterAll(() => postgres.stop());

  test("gives a module of its own for each, in one package", { timeout: 120_000 }, async () => {
    const model = await readModel({ connection: postgres.address("postgres") });
    expect(model.tables).toHaveLength(count + 1);
    const paths = Object.keys(filesOf(model));
    const modules = paths.filter((path) => path.startsWith("src/tables/"));
    expect(modules).toHaveLength(count + 1);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });
});
