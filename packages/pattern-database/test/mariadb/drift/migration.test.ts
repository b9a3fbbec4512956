import { readFileSync } from "node:fs";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mariadb } from "../../../src/mariadb/mariadb.js";
import { hostileSchema } from "../hostile-schema.js";
import { DriftServer } from "./drift-server.js";
import { schemaPairs } from "./schema-pairs.js";

const shop = readFileSync(new URL("../../schemas/mariadb-shop.sql", import.meta.url), "utf8");
const sole = "create table sole (a int)";

describe.runIf(requireService("mariadbd"))("on a real MariaDB", () => {
  let server: DriftServer;
  beforeAll(async () => {
    server = await DriftServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  test.each([
    ...schemaPairs,
    ["nearly nothing into a shop", sole, shop],
    ["nearly nothing into hostile names and a circle of foreign keys", sole, hostileSchema],
    ["hostile names in every text", hostileSchema.replaceAll("'a'", "'c'"), hostileSchema],
  ] as const)(
    "the SQL changes %s, and the reversal changes it back",
    { timeout: 120_000 },
    async (_what, before, after) => {
      const { first, wanted, reached, back } = await server.thereAndBack(before, after);
      expect(reached).toEqual(wanted);
      expect(back).toEqual(first);
      expect(mariadb.compare(reached, wanted)).toEqual({ differences: [], scripts: [], notes: [] });
    },
  );

  test("a script begins with how it is run, and has a remark before what it is about", async () => {
    const before = await server.become(
      "create table t (a int, b int); create trigger r before insert on t for each row set new.a = 1; create sequence s",
    );
    const after = await server.become(
      "create table t (b bigint not null, c int); create trigger r before insert on t for each row begin set new.b = 1; end",
    );
    await expect(mariadb.compare(before, after).scripts[0]?.text).toMatchFileSnapshot(
      "migration.sql",
    );
  });

  test(
    "the comparison of every pair is the one that was reviewed",
    { timeout: 120_000 },
    async () => {
      const lines: string[] = [];
      for (const [what, before, after] of schemaPairs) {
        const one = await server.become(before);
        const other = await server.become(after);
        const { differences, scripts, notes } = mariadb.compare(one, other);
        expect(scripts.map(({ fileName }) => fileName)).toEqual(["migration.sql", "reversal.sql"]);
        expect(notes).toEqual([]);
        lines.push(
          `${what}:`,
          ...differences.map(
            ({ kind, subject, detail, breaking }) =>
              `  ${kind} ${subject}${detail === "" ? "" : `: ${detail}`}${breaking ? " (breaking)" : ""}`,
          ),
          ...scripts.flatMap(({ fileName, text }) =>
            text
              .split("\n")
              .filter((line) => /^-- (?:By hand|Destructive|Review)/.test(line))
              .map((line) => `  ${fileName} ${line}`),
          ),
          "",
        );
      }
      await expect(lines.join("\n")).toMatchFileSnapshot("differences.txt");
    },
  );
});
