import { expect, test } from "vitest";
import type { TestFile, TestRun } from "../../src/builder/test-run.js";
import { undocumentedUnits, untestedUnits } from "../../src/builder/unit-coverage.js";

function run(...files: readonly TestFile[]): TestRun {
  return { passed: true, counts: { passed: 1, failed: 0 }, files, diagnostics: [], duration: 0 };
}

test("a unit is tested when a passed test names it", () => {
  const tests = run({ path: "test/a.test.ts", passed: ["repos repos/get sends"], failed: [] });
  expect(untestedUnits(["repos/get", "repos/list"], tests, [])).toEqual(["repos/list"]);
});

test("a unit that only a failed test names is not tested", () => {
  const tests = run({ path: "test/a.test.ts", passed: ["other"], failed: ["repos/get"] });
  const files = [{ path: "test/a.test.ts", text: 'test("repos/get")' }];
  expect(untestedUnits(["repos/get"], tests, files)).toEqual(["repos/get"]);
});

test("a unit is tested when a test file of which every test passed quotes it", () => {
  const tests = run({ path: "test/a.test.ts", passed: ["sends what is documented"], failed: [] });
  const files = [
    { path: "test/a.test.ts", text: 'wire("repos/get");' },
    { path: "test/data.json", text: '"repos/list"' },
  ];
  expect(untestedUnits(["repos/get", "repos/list"], tests, files)).toEqual(["repos/list"]);
});

test("a longer id that begins with a unit's id does not test it", () => {
  const tests = run({
    path: "a.test.ts",
    passed: ["repos/get-content", "my.repos/get"],
    failed: [],
  });
  expect(untestedUnits(["repos/get"], tests, [])).toEqual(["repos/get"]);
});

test("an id of several words is found as a whole", () => {
  const tests = run({ path: "a.test.ts", passed: ["sends GET /repos: documented"], failed: [] });
  expect(untestedUnits(["GET /repos", "GET /rep"], tests, [])).toEqual(["GET /rep"]);
});

test("a unit is documented when a Markdown file mentions it, escaped or not", () => {
  const files = [
    { path: "docs/a.md", text: "Call repos/list\\_all, or repos/get." },
    { path: "src/a.ts", text: "repos/put" },
  ];
  expect(undocumentedUnits(["repos/get", "repos/list_all", "repos/put"], files)).toEqual([
    "repos/put",
  ]);
});

test("a backslash of a unit's id is found where Markdown escapes it", () => {
  const files = [{ path: "docs/a.md", text: 'Table a\\\\"b\\*.' }];
  expect(undocumentedUnits(['a\\"b*', 'a"b*'], files)).toEqual(['a"b*']);
});
