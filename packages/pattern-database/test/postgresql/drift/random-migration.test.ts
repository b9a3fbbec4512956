import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresql } from "../../../src/postgresql/postgresql.js";
import { comparable, DriftDatabase } from "./drift-database.js";
import { randomSchema } from "./random-schema.js";

let database: DriftDatabase;
beforeAll(async () => {
  database = await DriftDatabase.start();
}, 60_000);
afterAll(() => database.close());

async function apply(sql: string): Promise<void> {
  await database.run(sql).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${sql}`, { cause: error });
  });
}

test(
  "the SQL makes any schema of any other, and the reversal makes the first again",
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(randomSchema, randomSchema, async (before, after) => {
        const wanted = await database.become(after);
        const first = await database.become(before);
        const { differences, scripts } = postgresql.compare(first, wanted);
        const [migration, reversal] = scripts;
        // A model is its database's: either both differ or neither does.
        expect(differences.length === 0).toBe(
          JSON.stringify(first.objects) === JSON.stringify(wanted.objects),
        );
        await apply(migration?.text ?? "");
        expect(comparable(await database.model())).toEqual(comparable(wanted));
        await apply(reversal?.text ?? "");
        expect(comparable(await database.model())).toEqual(comparable(first));
      }),
      { seed: 20_260_131, numRuns: 60, includeErrorInReport: true },
    );
  },
);
