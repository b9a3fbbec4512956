import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileNames, hostileSchema } from "../hostile-schema.js";
import { readModel } from "../read-model.js";
import { type Postgres, startPostgres } from "../start-postgres.js";
import { GeneratedPackage } from "./generated-package.js";

/** Goes through every table with the package, and says what came of it. */
const program = (address: string): string => `
  import { createShop, DatabaseError, tables } from "shop-database";
  const shop = createShop({ connection: ${JSON.stringify(address)} });
  const outcomes = [];
  for (const [key, { name, kind, columns }] of Object.entries(tables)) {
    const rows = await shop[key].find({ limit: 1 });
    if (kind === "view") continue;
    if (name === "wide") {
      const row = Object.fromEntries(Object.keys(columns).map((column, index) => [column, index]));
      const stored = await shop[key].insert(row);
      const [found] = await shop[key].find({ where: { c1599: 1599 } });
      const same = [stored, found].every((one) => JSON.stringify(one) === JSON.stringify(row));
      outcomes.push([name, same]);
      continue;
    }
    // The circle of foreign keys refuses a first row.
    const [first] = Object.keys(columns);
    const error = await shop[key].insert({ [first]: 1n }).catch((reason) => reason);
    outcomes.push([name, error instanceof DatabaseError && error.kind, error.table, rows.length]);
  }
  await shop.close();
  console.log(JSON.stringify(outcomes));
`;

describe.runIf(requireService("postgres"))("a schema of nothing but trouble on a server", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    await postgres.run("postgres", hostileSchema);
  }, 60_000);
  afterAll(() => postgres.stop());

  test("is reached by its package, whatever its names are", { timeout: 120_000 }, async () => {
    const address = postgres.address("postgres");
    const generated = new GeneratedPackage(await readModel({ connection: address }));
    try {
      expect(generated.build()).toBe("");
      const outcomes = JSON.parse(generated.import(program(address))) as readonly unknown[];
      const expected = [
        ...hostileNames.map((name) => [name, "foreign-key-violation", name, 0]),
        ["wide", true],
      ];
      expect(outcomes).toHaveLength(expected.length);
      expect(outcomes).toEqual(expect.arrayContaining(expected));
    } finally {
      generated.remove();
    }
  });
});
