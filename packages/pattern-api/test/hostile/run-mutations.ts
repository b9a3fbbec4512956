/**
 * Switches off each step of escaping, one by one, in a copy of core and of this package, and runs the hostile tests: at
 * least one has to fail each time. Prints the score. Usage:
 * `node --import ./test/hostile/typescript-hooks.mjs test/hostile/run-mutations.ts [part of a name]`
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mutation, mutations } from "./mutations.js";

const root = join(import.meta.dirname, "../../../..");
const copy = mkdtempSync(join(tmpdir(), "mutations-"));
const own = ["core", "pattern-api"];

for (const name of own) {
  cpSync(join(root, "packages", name), join(copy, "packages", name), {
    recursive: true,
    filter: (path) => !/[/\\](?:coverage|node_modules|test-results)$/.test(path),
  });
}
for (const file of ["package.json", "tsconfig.base.json"])
  cpSync(join(root, file), join(copy, file));
linkModules();

let survived = 0;
for (const mutation of mutations.filter(({ name }) => name.includes(process.argv[2] ?? ""))) {
  const failing = failingTests(mutation);
  if (failing === 0) survived += 1;
  console.log(`${failing === 0 ? "survived" : "noticed "} ${mutation.name} (${failing} tests)`);
}
console.log(`${mutations.length - survived} of ${mutations.length} noticed`);
rmSync(copy, { recursive: true });
process.exitCode = survived === 0 ? 0 : 1;

/** Links every installed package but the two that are changed. */
function linkModules(): void {
  const from = join(root, "node_modules");
  const to = join(copy, "node_modules");
  mkdirSync(join(to, "@agentflow"), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== "@agentflow") symlinkSync(join(from, name), join(to, name), "junction");
  }
  for (const name of own) {
    symlinkSync(join(copy, "packages", name), join(to, "@agentflow", name), "junction");
  }
}

function failingTests({ name, file, from, to }: Mutation): number {
  const path = join(copy, "packages", file);
  const original = readFileSync(path, "utf8");
  const parts = original.split(from);
  if (parts.length !== 2)
    throw new Error(`${name}: ${file} has ${parts.length - 1} times: ${from}`);
  writeFileSync(path, parts.join(to));
  try {
    for (const changed of own) build(changed);
    // The quick tests first: most mutations are noticed by them.
    for (const tests of [
      "hostile-texts",
      "hostile-packages",
      "structures",
      "test/document/read-related",
    ]) {
      const failed = run(
        "vitest/vitest.mjs",
        join(copy, "packages/pattern-api"),
        "run",
        tests,
        "--reporter=json",
      );
      const count = /"numFailedTests":(\d+)/.exec(failed)?.[1];
      // Without a report, not even the modules could be loaded.
      if (count === undefined || Number(count) > 0) return Number(count ?? 1);
    }
    return 0;
  } finally {
    writeFileSync(path, original);
  }
}

function build(name: string): void {
  const options = "--format esm --target node22 --platform node --clean --silent".split(" ");
  run("tsup/dist/cli-default.js", join(copy, "packages", name), ...options);
}

function run(program: string, cwd: string, ...command: readonly string[]): string {
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules", program), ...command],
    {
      cwd,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  return stdout;
}
