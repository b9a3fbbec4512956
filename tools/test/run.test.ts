import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../src/workspace.ts";

test("an unknown task is named, with the known ones", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(repositoryRoot, "tools/src/run.ts"), "tset"],
    { encoding: "utf8" },
  );
  expect(status).toBe(2);
  expect(stderr).toContain(
    '"tset" is not one of benchmark, build, changeset, check, compatibility, coverage, demo',
  );
});
