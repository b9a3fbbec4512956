import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sqlite } from "../../../src/sqlite/sqlite.js";
import { hostileSchema } from "../hostile-schema.js";
import { comparable, DriftFile } from "./drift-file.js";
import { schemaPairs } from "./schema-pairs.js";

const shop = readFileSync(new URL("../../models/sqlite-shop.sql", import.meta.url), "utf8");

describe.each([
  ["forth", (before: string, after: string) => [before, after] as const],
  ["back", (before: string, after: string) => [after, before] as const],
])("the SQL %s", (_direction, order) => {
  test.each([
    ...schemaPairs,
    ["nothing into a shop", "", shop] as const,
    ["nothing into hostile names", "", hostileSchema] as const,
    [
      "hostile names in every text",
      hostileSchema.replaceAll("kind text", "kind int"),
      hostileSchema,
    ] as const,
  ])("changes %s", (_what, before, after) => {
    const [from, to] = order(before, after);
    const file = new DriftFile(from, from === shop);
    const recorded = file.model();
    const wanted = new DriftFile(to, to === shop).model();
    const [migration, reversal] = sqlite.compare(recorded, wanted).scripts;
    file.run(migration?.text ?? "");
    expect(comparable(file.model())).toEqual(comparable(wanted));
    expect(sqlite.compare(file.model(), wanted)).toEqual({
      differences: [],
      scripts: [],
      notes: [],
    });
    file.run(reversal?.text ?? "");
    expect(comparable(file.model())).toEqual(comparable(recorded));
  });
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
