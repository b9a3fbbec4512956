import fc from "fast-check";
import { expect, test } from "vitest";
import type { ColumnModel } from "../../../src/model/database-model.js";
import { sqlName } from "../../../src/sqlite/sql/sql-name.js";
import { sqlite } from "../../../src/sqlite/sqlite.js";
import { comparable, DriftFile } from "./drift-file.js";
import { randomPair } from "./random-schema.js";

/** A row whose values fit every column that is drawn, and whose foreign key leads nowhere. */
function rowSql(table: string, columns: readonly ColumnModel[]): string {
  const names = columns.flatMap(({ name, insertable }) =>
    insertable && name !== "next" ? [sqlName(name)] : [],
  );
  return `pragma foreign_keys = off;
    insert into ${sqlName(table)} (${names.join(", ")}) values (${names.map(() => "1").join(", ")});
    pragma foreign_keys = on`;
}

test(
  "the SQL makes any schema of any other, the reversal makes the first again, and rows survive",
  { timeout: 60_000 },
  () => {
    let changed = 0;
    fc.assert(
      fc.property(randomPair, ([before, after]) => {
        const file = new DriftFile(before);
        const [first, wanted] = [file.model(), new DriftFile(after).model()];
        const { differences, scripts } = sqlite.compare(first, wanted);
        const [migration, reversal] = scripts;
        // Either both differ or neither does.
        const isSame = JSON.stringify(comparable(first)) === JSON.stringify(comparable(wanted));
        expect(differences.length === 0).toBe(isSame);
        expect(migration === undefined).toBe(isSame);
        if (!isSame) changed += 1;
        for (const { name, kind, columns } of first.tables) {
          if (kind === "table") file.run(rowSql(name, columns));
        }
        file.run(migration?.text ?? "");
        expect(comparable(file.model())).toEqual(comparable(wanted));
        expect(sqlite.compare(file.model(), wanted).differences).toEqual([]);
        file.run(reversal?.text ?? "");
        expect(comparable(file.model())).toEqual(comparable(first));
        const stayed = wanted.tables.filter(({ kind }) => kind === "table").map(({ name }) => name);
        for (const { name, kind } of first.tables) {
          if (kind !== "table") continue;
          expect(file.rows(`select id from ${sqlName(name)}`)).toEqual(
            stayed.includes(name) ? [{ id: 1 }] : [],
          );
        }
      }),
      { seed: 20_260_131, numRuns: 120, includeErrorInReport: true },
    );
    expect(changed).toBeGreaterThan(80);
  },
);
