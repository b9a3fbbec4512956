import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { Author } from "./author.js";

const minutes = 60_000;
const author = new Author(["core", "cli", "pattern-api", "create-agentflow-pattern"]);

beforeAll(() => author.publish(), 5 * minutes);
afterAll(() => author.leave(), minutes);

const conformance = z.object({ passed: z.boolean(), score: z.number(), badge: z.string() });

/** `npm run … --silent` prints the one document and nothing else. */
async function conformanceOf(folder: string) {
  const printed = await author.npm(["run", "--silent", "conformance", "--", "--json"], folder);
  return conformance.parse(JSON.parse(printed));
}

describe.each([
  ["a pattern of its own", "my-sensors", []],
  ["a pattern for a REST API", "my-tickets", ["--extends", "@agentflow/pattern-api"]],
] as const)("npm create agentflow-pattern: %s", (_title, name, options) => {
  test(
    "passes its tests and conforms at once",
    async () => {
      await author.npm(["create", "--yes", "agentflow-pattern", name, "--", ...options]);
      await author.npm(["install"], name);
      expect(await author.npm(["test"], name)).toMatch(/Tests\s+\d+ passed/);
      expect(await conformanceOf(name)).toMatchObject({ passed: true, score: 100 });
    },
    10 * minutes,
  );
});

describe("the example of a stranger's pattern", () => {
  const example = "agentflow-pattern-weather-station";

  test(
    "is built, tested and found to conform with published packages only",
    async () => {
      author.copy(`examples/${example}`, example);
      await author.npm(["install"], example);
      expect(await author.npm(["test"], example)).toMatch(/Tests\s+\d+ passed/);
      const { badge, ...result } = await conformanceOf(example);
      expect(result).toMatchObject({ passed: true, score: 100 });
      expect(author.read(`${example}/README.md`)).toContain(badge);
    },
    10 * minutes,
  );

  test(
    "makes a verified adapter in another project",
    async () => {
      const tarball = await author.pack(`${author.folder}/${example}`);
      author.makeFolder("product");
      await author.npm(["init", "--yes"], "product");
      await author.npm(["install", "@agentflow/cli", tarball], "product");
      const document = `../${example}/test/measurements/openapi.json`;
      const words = ["integrate", "create", "--name", "weather-station", "--document", document];
      const printed = await author.npm(["exec", "--", "agentflow", ...words, "--json"], "product");
      const report = z
        .object({ score: z.object({ total: z.number() }) })
        .parse(JSON.parse(printed));
      expect(report.score.total).toBe(100);
    },
    10 * minutes,
  );
});
