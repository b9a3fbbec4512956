import { expect, test } from "vitest";
import { lockDifferences, lockDifferenceText } from "../../src/lock/lock-difference.js";
import { lockedIntegration, lockedPattern, sampleIntegrity } from "./locked-sample.js";

function textsOf(change: Parameters<typeof lockedIntegration>[0], before = lockedIntegration()) {
  return lockDifferences(before, lockedIntegration(change)).map(lockDifferenceText);
}

test("the same does not differ, whatever the order of its keys", () => {
  const before = lockedIntegration({ options: { a: { b: 1, c: 2 } } });
  expect(textsOf({ options: { a: { c: 2, b: 1 } } }, before)).toEqual([]);
});

test.each([
  ["name", { name: "Other" }, 'name: pinned "Status", found "Other"'],
  ["contract", { contract: 2 }, "contract: pinned 1, found 2"],
  [
    "version",
    { pattern: lockedPattern({ version: "1.3.0" }) },
    'pattern.version: pinned "1.2.3", found "1.3.0"',
  ],
  [
    "repository",
    { pattern: lockedPattern({ repository: "https://evil.test" }) },
    'pattern.repository: pinned nothing, found "https://evil.test"',
  ],
  [
    "base that is new",
    { extends: [lockedPattern({ package: "base", version: "2.0.0" })] },
    'extends.base: pinned nothing, found "base@2.0.0"',
  ],
  [
    "digest of the document",
    { document: { source: "status.json", digest: "sha256-other" } },
    `document.digest: pinned "sha256-${"1".repeat(64)}", found "sha256-other"`,
  ],
  [
    "source of the document",
    { document: { source: null, digest: `sha256-${"1".repeat(64)}` } },
    'document.source: pinned "status.json", found null',
  ],
  [
    "option that is new",
    { options: { name: "Status", include: { tags: ["a"] } } },
    'options.include: pinned nothing, found {"tags":["a"]}',
  ],
  ["option that is gone", { options: {} }, 'options.name: pinned "Status", found nothing'],
])("another %s is told with both values", (_what, change, text) => {
  expect(textsOf(change)).toEqual([text]);
});

test("another version of a base is told by the base's name", () => {
  const before = lockedIntegration({ extends: [lockedPattern({ package: "base" })] });
  const after = { extends: [lockedPattern({ package: "base", version: "1.2.4" })] };
  expect(textsOf(after, before)).toEqual(['extends.base.version: pinned "1.2.3", found "1.2.4"']);
});

test("another hash of the tarball differs, and one that nobody knows does not", () => {
  const other = `sha512-${"B".repeat(86)}==`;
  expect(textsOf({ pattern: lockedPattern({ integrity: other }) })).toEqual([
    `pattern.integrity: pinned "${sampleIntegrity}", found "${other}"`,
  ]);
  expect(textsOf({ pattern: lockedPattern({ integrity: null }) })).toEqual([]);
});

test("the name that a pattern is installed under is no difference", () => {
  expect(textsOf({ pattern: lockedPattern({ installedAs: "status-1" }) })).toEqual([]);
});

test("a value that is too long for a line is cut", () => {
  const [text = ""] = textsOf({ options: { name: "x".repeat(1_000) } });
  expect(text.length).toBeLessThan(300);
  expect(text).toContain("…");
});
