import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { migrationSql } from "../../../src/sqlite/drift/migration-sql.js";
import { sqlite } from "../../../src/sqlite/sqlite.js";
import { hostileSchema } from "../hostile-schema.js";
import { comparable, DriftFile } from "./drift-file.js";
import { schemaPairs } from "./schema-pairs.js";

const shop = readFileSync(new URL("../../models/sqlite-shop.sql", import.meta.url), "utf8");

/** Makes one schema of another and back again by the SQL of the comparison. @returns what came of it */
function thereAndBack(from: string, to: string): readonly unknown[] {
  const file = new DriftFile(from, from === shop);
  const wanted = new DriftFile(to, to === shop).model();
  const [migration, reversal] = sqlite.compare(file.model(), wanted).scripts;
  file.run(migration?.text ?? "");
  const reached = file.model();
  const { differences, scripts } = sqlite.compare(reached, wanted);
  file.run(reversal?.text ?? "");
  return [comparable(reached), differences, scripts, comparable(file.model())];
}

/** What comes of scripts that do what they are for. */
function bothWays(from: string, to: string): readonly unknown[] {
  const model = (sql: string): unknown => comparable(new DriftFile(sql, sql === shop).model());
  return [model(to), [], [], model(from)];
}

test.each(schemaPairs)("the SQL changes %s", (_what, before, after) => {
  expect(thereAndBack(before, after)).toEqual(bothWays(before, after));
  expect(thereAndBack(after, before)).toEqual(bothWays(after, before));
});

test.each([
  ["nothing into a shop", "", shop],
  ["nothing into hostile names", "", hostileSchema],
  ["hostile names in every text", hostileSchema.replaceAll("kind text", "kind int"), hostileSchema],
])("the SQL changes %s", { timeout: 30_000 }, (_what, before, after) => {
  expect(thereAndBack(before, after)).toEqual(bothWays(before, after));
});

test("equal schemas have no SQL between them", () => {
  const model = new DriftFile("create table t (a int); create view v as select a from t").model();
  expect(migrationSql(model, model, "Nothing")).toBeUndefined();
});

test("tables that only a view of the package reads are compared and changed with it", () => {
  const [before, after] = ["int", "text"].map((type) =>
    new DriftFile(
      `create table t (a ${type} references k); create table k (b integer primary key); create view v as select 1 as one from t`,
    ).model({ includeTable: ["v"] }),
  );
  if (before === undefined || after === undefined) throw new Error("Two models were made.");
  const { differences, scripts } = sqlite.compare(before, after);
  expect(differences.map(({ subject, detail }) => `${subject}: ${detail}`)).toEqual([
    "table main.t: its SQL is another one",
  ]);
  expect(scripts[0]?.text).toContain('CREATE TABLE "new_t" (a text );');
});

test("the comparison of every pair is the one that was reviewed", async () => {
  const lines = schemaPairs.flatMap(([what, before, after]) => {
    const [one, other] = [new DriftFile(before).model(), new DriftFile(after).model()];
    const { differences, scripts } = sqlite.compare(one, other);
    expect(scripts.map(({ fileName }) => fileName)).toEqual(["migration.sql", "reversal.sql"]);
    return [
      `${what}:`,
      ...differences.map(
        ({ kind, subject, detail, breaking }) =>
          `  ${kind} ${subject}${detail === "" ? "" : `: ${detail}`}${breaking ? " (breaking)" : ""}`,
      ),
      ...(scripts[0]?.text ?? "")
        .split("\n")
        .filter((line) => /^-- (?:By hand|Destructive|Review)/.test(line))
        .map((line) => `  ${line}`),
      "",
    ];
  });
  await expect(lines.join("\n")).toMatchFileSnapshot("differences.txt");
});
