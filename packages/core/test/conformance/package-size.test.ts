import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageSize } from "../../src/conformance/package-size.js";
import { greetingPackage } from "./scene.js";

const sizeOf = (directory: string, files: object): number => packageSize(directory, files);

test("what npm would pack is counted: the files that are listed, and a few always", () => {
  const directory = greetingPackage({ files: { "README.md": "12345", "not-listed.txt": "1" } });
  const alone = statSync(join(directory, "package.json")).size + 5;
  expect(sizeOf(directory, { files: [] })).toBe(alone);
  const pattern = readFileSync(join(directory, "pattern.js")).length;
  expect(sizeOf(directory, { files: ["pattern.js"] })).toBe(alone + pattern);
});

test("without a list everything counts but what is installed", () => {
  const directory = greetingPackage({ files: { "not-listed.txt": "1".repeat(1000) } });
  const listed = sizeOf(directory, { files: ["pattern.js"] });
  expect(sizeOf(directory, {})).toBeGreaterThan(listed + 1000);
  expect(sizeOf(directory, {})).toBeLessThan(100_000);
});
