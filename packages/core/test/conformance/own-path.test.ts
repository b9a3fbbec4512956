import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { ownPath } from "../../src/conformance/own-path.js";

const directory = join(import.meta.dirname, "package");
const urlOf = (...path: readonly string[]): string => pathToFileURL(join(directory, ...path)).href;

test("a module of the package has a path in it, with forward slashes", () => {
  expect(ownPath(urlOf("dist", "index.js"), directory)).toBe("dist/index.js");
});

test.each([
  ["beside it", urlOf("..", "other", "index.js")],
  ["installed in it", urlOf("node_modules", "zod", "index.js")],
  ["of Node", "node:fs"],
])("a module %s has none", (_where, url) => {
  expect(ownPath(url, directory)).toBeUndefined();
});
