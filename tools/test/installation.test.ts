import { expect, test } from "vitest";
import { isInstalled } from "../installation.mjs";
import { fileTree } from "./file-tree.ts";

const locked = {
  "": { version: "0.0.0" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/b-win32": { version: "1.0.0", optional: true },
};
const installed = (present?: object): boolean =>
  isInstalled(
    fileTree({
      "package-lock.json": { packages: locked },
      ...(present && { "node_modules/.package-lock.json": { packages: present } }),
    }),
  );

test("an install of everything but another platform's packages is complete", () => {
  expect(installed({ "node_modules/a": locked["node_modules/a"] })).toBe(true);
});

test.each([
  ["nothing is installed", undefined],
  ["a package is missing", {}],
  [
    "a package has another version",
    { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } },
  ],
  [
    "a package has other content",
    { "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } },
  ],
])("an install is not complete when %s", (_case, present) => {
  expect(installed(present)).toBe(false);
});
