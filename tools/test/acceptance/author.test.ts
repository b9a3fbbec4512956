import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { repositoryRoot } from "../../src/workspace.ts";
import { patience, Project } from "./project.ts";

/** Somebody elsewhere who writes patterns, at a keyboard and not in continuous integration. */
let author: Project;

beforeAll(() => {
  author = Project.create({}, { CI: undefined, NO_COLOR: "1" });
});
afterAll(() => {
  author.remove();
});

const conformance = z.object({ passed: z.boolean(), score: z.number(), badge: z.string() });

/** `npm run … --silent` prints the one document and nothing else. */
async function conformanceOf(folder: string) {
  const words = ["run", "--silent", "conformance", "--", "--json"];
  return conformance.parse(JSON.parse(await author.run("npm", words, folder)));
}

describe.each([
  ["a pattern of its own", "my-sensors", []],
  ["a pattern for a REST API", "my-tickets", ["--extends", "@agentflow/pattern-api"]],
] as const)("npm create agentflow-pattern: %s", (_title, name, options) => {
  test(
    "passes its tests and conforms at once",
    async () => {
      await author.run("npm", ["create", "--yes", "agentflow-pattern", name, "--", ...options]);
      await author.run("npm", ["install"], name);
      expect(await author.run("npm", ["test"], name)).toMatch(/Tests\s+\d+ passed/);
      expect(await conformanceOf(name)).toMatchObject({ passed: true, score: 100 });
    },
    patience,
  );
});

describe("the example of a stranger's pattern", () => {
  const example = "agentflow-pattern-weather-station";

  test(
    "is built, tested and found to conform with published packages only",
    async () => {
      cpSync(join(repositoryRoot, "examples", example), join(author.directory, example), {
        recursive: true,
        filter: (source) => !/\/(?:node_modules|dist)$/.test(source),
      });
      await author.run("npm", ["install"], example);
      expect(await author.run("npm", ["test"], example)).toMatch(/Tests\s+\d+ passed/);
      const { badge, ...result } = await conformanceOf(example);
      expect(result).toMatchObject({ passed: true, score: 100 });
      expect(author.read(`${example}/README.md`)).toContain(badge);
    },
    patience,
  );

  test(
    "makes a verified adapter in another project",
    async () => {
      await author.run("npm", ["pack", "--pack-destination", ".."], example);
      const { version } = z
        .object({ version: z.string() })
        .parse(JSON.parse(author.read(`${example}/package.json`)));
      author.write("product/package.json", { name: "product", private: true });
      const tarball = `../${example}-${version}.tgz`;
      await author.run("npm", ["install", "@agentflow/cli", tarball], "product");
      const document = `../${example}/test/measurements/openapi.json`;
      const create = ["integrate", "create", "--name", "weather-station", "--document", document];
      const words = ["exec", "--", "agentflow", ...create, "--json"];
      const report = z
        .object({ score: z.object({ total: z.number() }) })
        .parse(JSON.parse(await author.run("npm", words, "product")));
      expect(report.score.total).toBe(100);
    },
    patience,
  );
});
