/**
 * What the compiler takes to check an adapter of GitHub's whole description, beside what other generators make of it.
 * Every round is a process of its own that keeps nothing of the one before. Fails when ours takes longer than the figure
 * below.
 * Usage: `npm run benchmark -- typecheck [--rounds 7] [--markdown]`. Reads /proc, so it runs on Linux.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readDocument } from "@agentflow/core";
import { publishedDocument } from "@agentflow/pattern-github";
import { create, peers } from "../create/contestants.ts";
import { markdownTable, median, withSpread } from "../measure.ts";
import { contentsOf, type ProcessRun, runNode } from "../process-run.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    markdown: { type: "boolean", default: false },
  },
});
/** Seconds. */
const most = 1;

const modules = join(import.meta.dirname, "../../../node_modules");
const folder = mkdtempSync(join(tmpdir(), "agentflow-benchmark-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const dependencies = { "@agentflow/pattern-github": "*" };
writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies }));
symlinkSync(modules, join(folder, "node_modules"), "dir");

const ours = "agentflow: client, tests and examples";
/** What is checked, by name: folders and files from `folder`. */
const checked: Readonly<Record<string, readonly string[]>> = {
  [ours]: ["ours/src", "ours/test", "ours/examples"],
  "agentflow: the client alone": ["ours/src"],
  "@hey-api/openapi-ts": ["hey-api"],
  "openapi-typescript (types only)": ["types.ts"],
};

/** Flags that all of them hold. */
const flags = {
  target: "es2024",
  lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
  paths: { "github-adapter": ["../ours/src/index.ts"], "github-adapter/*": ["../ours/src/*.ts"] },
};

async function run(args: readonly string[]): Promise<ProcessRun> {
  const done = await runNode(args, { folder });
  if (done === undefined) throw new Error(`${args.join(" ")} was ended from outside.`);
  return done;
}

const { text } = await readDocument(publishedDocument, {
  directory: folder,
  signal: AbortSignal.timeout(120_000),
});
const document = join(folder, "document.json");
writeFileSync(document, text);
await run(create(document, "ours"));
for (const args of peers(document, folder).values()) await run(args);

const projects = Object.entries(checked).map(([name, include], index) => {
  const project = join(folder, `project-${index}`);
  mkdirSync(project);
  const paths = include.map((path) => `../${path}`);
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: flags, include: paths }),
  );
  return { name, include, project, runs: new Array<ProcessRun>() };
});
for (let round = 1; round <= Number(values.rounds); round++) {
  for (const { project, runs } of projects) {
    runs.push(await run([join(modules, "typescript/bin/tsc"), "--project", project]));
  }
  if (!values.markdown) console.log(`round ${round} of ${values.rounds}`);
}

const rows = projects.map(({ name, include, runs }) => [
  name,
  withSpread(
    runs.map(({ seconds }) => seconds),
    2,
  ),
  median(runs.map(({ mebibytes }) => mebibytes)).toFixed(0),
  (include.reduce((sum, path) => sum + contentsOf(join(folder, path)).bytes, 0) / 1e6).toFixed(1),
]);
console.log(`${markdownTable(["checked", "seconds", "peak MiB", "MB"], rows)}\n`);
const own = median(projects[0]?.runs.map(({ seconds }) => seconds) ?? []);
if (own > most) {
  console.error(`Checking ${ours} takes ${own.toFixed(2)} s; ${most} s is the most.`);
  process.exitCode = 1;
}
