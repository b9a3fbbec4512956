import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../src/workspace.ts";
import { fileTree } from "./file-tree.ts";

const copied = (file: string) => readFileSync(join(repositoryRoot, "tools", file), "utf8");
const run = `
  console.log(JSON.stringify({ commandLine: process.argv.slice(2), path: process.env.PATH, daemon: process.env.NX_DAEMON }));
  process.exitCode = process.argv[3] === "fail" ? 7 : 0;
`;
const repository = (installed: boolean): string =>
  fileTree({
    "tools/bootstrap.mjs": copied("bootstrap.mjs"),
    "tools/installation.mjs": copied("installation.mjs"),
    "tools/src/run.ts": run,
    "package-lock.json": { packages: { "": {}, "node_modules/a": { version: "1.0.0" } } },
    ...(installed && {
      "node_modules/.package-lock.json": { packages: { "node_modules/a": { version: "1.0.0" } } },
    }),
  });
const bootstrap = (root: string, ...commandLine: string[]) =>
  spawnSync(process.execPath, [join(root, "tools/bootstrap.mjs"), ...commandLine], {
    encoding: "utf8",
    env: { Path: "given", npm_execpath: "" },
  });

test("hands the command line over and passes the exit code on", () => {
  const { status, stdout } = bootstrap(repository(true), "test", "fail");
  expect(status).toBe(7);
  expect(JSON.parse(stdout)).toMatchObject({ commandLine: ["test", "fail"], daemon: "false" });
});

test("puts the repository's commands before the caller's, whatever the path variable is spelt like", () => {
  const root = repository(true);
  const { stdout } = bootstrap(root, "test");
  const { path } = JSON.parse(stdout) as { path: string };
  expect(path.split(delimiter).slice(1)).toEqual([join(root, "node_modules/.bin"), "given"]);
});

test("says how to install when it was not started through npm", () => {
  const { status, stderr } = bootstrap(repository(false), "test");
  expect(status).toBe(1);
  expect(stderr).toContain("npm ci");
});
