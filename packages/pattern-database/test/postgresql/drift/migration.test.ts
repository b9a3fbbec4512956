import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresql } from "../../../src/postgresql/postgresql.js";
import type { DatabaseModel } from "../../../src/model/database-model.js";
import { hostileSchema } from "../../hostile-schema.js";
import { comparable, DriftDatabase } from "./drift-database.js";
import { schemaPairs } from "./schema-pairs.js";

const shop = readFileSync(new URL("../../schemas/shop.sql", import.meta.url), "utf8");
const wholeSchemas = [
  ["nothing into a whole shop", "", shop],
  [
    "one shop into another",
    readFileSync(new URL("../../models/shop.sql", import.meta.url), "utf8"),
    shop,
  ],
  ["nothing into hostile names, circles and 1,600 columns", "", hostileSchema],
] as const;

let database: DriftDatabase;
beforeAll(async () => {
  database = await DriftDatabase.start();
}, 60_000);
afterAll(() => database.close());

/** Makes one schema of another by the SQL of the comparison, and reads what came of it. */
async function migrate(
  from: string,
  to: string,
): Promise<{ readonly wanted: DatabaseModel; readonly sql: string }> {
  const wanted = await database.become(to);
  const before = await database.become(from);
  const { scripts } = postgresql.compare(before, wanted);
  const sql = scripts[0]?.text ?? "";
  await database.run(sql).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${sql}`, { cause: error });
  });
  return { wanted, sql };
}

describe.each([
  ["forth", (before: string, after: string) => [before, after] as const],
  ["back", (before: string, after: string) => [after, before] as const],
])("the SQL %s", (_direction, order) => {
  test.each([...schemaPairs, ...wholeSchemas])(
    "changes %s",
    { timeout: 30_000 },
    async (_what, before, after) => {
      const { wanted, sql } = await migrate(...order(before, after));
      const reached = await database.model();
      expect(comparable(reached)).toEqual(comparable(wanted));
      // The order of columns is all that no statement changes.
      expect(sql.replaceAll(/^-- By hand: .* in another order than .*$/gm, "")).not.toContain(
        "By hand",
      );
      const { differences } = postgresql.compare(reached, wanted);
      expect(differences.filter(({ subject }) => !subject.startsWith("order of"))).toEqual([]);
    },
  );
});

test("the comparison of every pair is the one that was reviewed", { timeout: 60_000 }, async () => {
  const lines: string[] = [];
  for (const [what, before, after] of schemaPairs) {
    const one = await database.become(before);
    const other = await database.become(after);
    const { differences, scripts } = postgresql.compare(one, other);
    expect(scripts.map(({ fileName }) => fileName)).toEqual(["migration.sql", "reversal.sql"]);
    expect(postgresql.compare(one, one)).toEqual({ differences: [], scripts: [], notes: [] });
    lines.push(
      `${what}:`,
      ...differences.map(
        ({ kind, subject, detail, breaking }) =>
          `  ${kind} ${subject}${detail === "" ? "" : `: ${detail}`}${breaking ? " (breaking)" : ""}`,
      ),
      "",
    );
  }
  await expect(lines.join("\n")).toMatchFileSnapshot("differences.txt");
});
