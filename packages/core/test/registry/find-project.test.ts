import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findProject } from "../../src/registry/find-project.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";

test("the project is the nearest folder upward with a package.json", async () => {
  const root = temporaryDirectory({ "package.json": "{}", "apps/one/package.json": "{}" });
  mkdirSync(join(root, "apps/one/src/deep"), { recursive: true });
  expect(await findProject(join(root, "apps/one/src/deep"))).toBe(join(root, "apps/one"));
  expect(await findProject(join(root, "apps"))).toBe(root);
  expect(await findProject(root)).toBe(root);
});

test("without a package.json there is no project", async () => {
  expect(await findProject(temporaryDirectory())).toBeUndefined();
});
