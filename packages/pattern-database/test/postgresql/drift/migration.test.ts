import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrationSql } from "../../../src/postgresql/drift/migration-sql.js";
import { comparable, DriftDatabase } from "./drift-database.js";
import { schemaPairs } from "./schema-pairs.js";

let database: DriftDatabase;
beforeAll(async () => {
  database = await DriftDatabase.start();
}, 60_000);
afterAll(() => database.close());

describe.each([
  ["forth", ([, before, after]: (typeof schemaPairs)[number]) => [before, after] as const],
  ["back", ([, before, after]: (typeof schemaPairs)[number]) => [after, before] as const],
])("the SQL %s", (_direction, order) => {
  test.each(schemaPairs)("changes %s", { timeout: 30_000 }, async (...pair) => {
    const [from, to] = order(pair);
    const wanted = await database.become(to);
    const before = await database.become(from);
    const sql = migrationSql(before.objects, wanted.objects, "Migration");
    try {
      await database.run(sql ?? "");
    } catch (error) {
      throw new Error(`${String(error)}\n${sql ?? ""}`, { cause: error });
    }
    const after = await database.model();
    expect(comparable(after)).toEqual(comparable(wanted));
    expect(sql?.replaceAll(/^-- By hand: .* in another order than .*$/gm, "")).not.toContain(
      "By hand",
    );
  });
});
