import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { checks } from "../../src/conformance/checks.js";
import { greetingPackage, type SceneChanges } from "./scene.js";

const vitest = fileURLToPath(new URL("../vitest.mjs", import.meta.resolve("vitest")));
const suite = fileURLToPath(new URL("../../src/pattern-suite.ts", import.meta.url));

const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** A package of the pattern with a test of its own that declares the suite. */
function suitePackage(changes: SceneChanges = {}): string {
  return greetingPackage({
    files: {
      ...changes.files,
      "pattern.suite.ts": `import { patternSuite } from ${JSON.stringify(suite)};
import pattern from "./pattern.js";

patternSuite(pattern, new URL("package.json", import.meta.url));
`,
      "vitest.config.mjs": `export default {
  cacheDir: ${JSON.stringify(fileURLToPath(new URL("../../node_modules/.vite", import.meta.url)))},
  test: { include: ["*.suite.ts"] },
};
`,
    },
  });
}

/** Titles of the tests by how they ended. */
function run(directory: string, ...options: readonly string[]) {
  const output = join(directory, "report.json");
  const args = ["run", "--reporter=json", `--outputFile=${output}`, ...options];
  spawnSync(process.execPath, [vitest, ...args], {
    cwd: directory,
    env: { ...process.env, CI: "1" },
  });
  const results = report.parse(JSON.parse(readFileSync(output, "utf8"))).testResults;
  const tests = results.flatMap((file) => file.assertionResults);
  const titled = (status: string) =>
    tests.filter((one) => one.status === status).map(({ title }) => title);
  return { passed: titled("passed"), failed: titled("failed") };
}

const rules = checks.flatMap((check) => check.rules);

test(
  "there is a passing test for each rule of a pattern that keeps them",
  { timeout: 60_000 },
  () => {
    const { passed, failed } = run(suitePackage());
    expect(failed).toEqual([]);
    expect(passed.toSorted()).toEqual(rules.map(({ title }) => title).toSorted());
  },
);

test("a rule that is broken fails, and its test alone", { timeout: 60_000 }, () => {
  const { failed } = run(
    suitePackage({
      files: { "test/hello/golden/README.md": "# Other\n", "input.schema.json": "{}" },
    }),
  );
  expect(failed).toEqual([
    "the input schema beside the manifest is the one of the pattern",
    "every file matches its golden",
  ]);
});

test("--update writes the schema and the goldens that are missing", { timeout: 60_000 }, () => {
  const directory = suitePackage();
  const written = ["input.schema.json", "test/hello/golden/src/greet.ts"];
  const before = written.map((path) => readFileSync(join(directory, path), "utf8"));
  for (const path of written) rmSync(join(directory, path));
  expect(run(directory, "--update").failed).toEqual([]);
  expect(written.map((path) => existsSync(join(directory, path)))).toEqual([true, true]);
  const [schema = "", golden] = written.map((path) => readFileSync(join(directory, path), "utf8"));
  expect(JSON.parse(schema)).toEqual(JSON.parse(before[0] ?? ""));
  expect(golden).toBe(before[1]);
});

test("a pattern without a schema and with a warning passes", { timeout: 60_000 }, () => {
  const { failed } = run(
    suitePackage({
      files: {
        "package.json": [',\n    "input": "./input.schema.json"', ""],
        "pattern.js": [
          "const templates",
          'import { existsSync } from "node:fs";\nexistsSync("/etc/hosts");\nconst templates',
        ],
      },
    }),
  );
  expect(failed).toEqual([]);
});
