import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sqlite } from "../../../src/sqlite/sqlite.js";
import { hostileSchema } from "../hostile-schema.js";
import { comparable, DriftFile } from "./drift-file.js";
import { schemaPairs } from "./schema-pairs.js";

const shop = readFileSync(new URL("../../models/sqlite-shop.sql", import.meta.url), "utf8");

/** Makes one schema of another and back again by the SQL of the comparison, and looks at what came of it. */
function thereAndBack(from: string, to: string): void {
  const file = new DriftFile(from, from === shop);
  const recorded = file.model();
  const wanted = new DriftFile(to, to === shop).model();
  const [migration, reversal] = sqlite.compare(recorded, wanted).scripts;
  file.run(migration?.text ?? "");
  expect(comparable(file.model())).toEqual(comparable(wanted));
  expect(sqlite.compare(file.model(), wanted)).toEqual({ differences: [], scripts: [], notes: [] });
  file.run(reversal?.text ?? "");
  expect(comparable(file.model())).toEqual(comparable(recorded));
}

test.each(schemaPairs)("the SQL changes %s", (_what, before, after) => {
  thereAndBack(before, after);
  thereAndBack(after, before);
});

test.each([
  ["nothing into a shop", "", shop],
  ["nothing into hostile names", "", hostileSchema],
  ["hostile names in every text", hostileSchema.replaceAll("kind text", "kind int"), hostileSchema],
])("the SQL changes %s", { timeout: 30_000 }, (_what, before, after) => {
  thereAndBack(before, after);
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
