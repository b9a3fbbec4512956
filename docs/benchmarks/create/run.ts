/**
 * Seconds and peak memory of one whole process per tool, on GitHub's own description, in one run.
 * Usage: `npm run benchmark -- create --runs 5`. Reads /proc, so it runs on Linux.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readDocument } from "@agentflow/core";
import { publishedDocument } from "@agentflow/pattern-github";
import { median } from "../measure.ts";
import { contentsOf, type ProcessRun, runNode } from "../process-run.ts";

const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "agentflow-benchmark-"));
const documentPath = join(folder, "github.json");

/** Installs packages into a folder of their own, so that each tool gets the TypeScript it asks for. */
function install(...packages: readonly string[]): string {
  const target = mkdtempSync(join(folder, "peer-"));
  writeFileSync(join(target, "package.json"), "{}");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], {
    cwd: target,
    stdio: "ignore",
  });
  return join(target, "node_modules");
}

async function measure(args: readonly string[]): Promise<ProcessRun> {
  const run = await runNode(args, { folder });
  if (run === undefined) throw new Error(`${args.join(" ")} was ended from outside.`);
  return run;
}

const { text } = await readDocument(publishedDocument, {
  directory: folder,
  signal: AbortSignal.timeout(120_000),
});
writeFileSync(documentPath, text);
// A project that depends on the pattern, as a user's does.
writeFileSync(
  join(folder, "package.json"),
  JSON.stringify({ type: "module", dependencies: { "@agentflow/pattern-github": "*" } }),
);
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");

const openapiTypescript = install("openapi-typescript@7.13.0");
// It needs a TypeScript that still has the old API.
const heyApi = install("@hey-api/openapi-ts@0.99.0", "typescript@6.0.3");
const ours = join(root, "packages/cli/bin/agentflow.mjs");
const create = (out: string): string[] => [
  ours,
  ..."integrate create --name GitHub --type api --force --no-verify --quiet".split(" "),
  "--document",
  documentPath,
  "--out",
  out,
];
// The floor writes as many bytes as create does.
await measure(create("ours"));
const { bytes } = contentsOf(join(folder, "ours"));
const floor = `const { readFileSync, writeFileSync } = require("node:fs");
JSON.parse(readFileSync(${JSON.stringify(documentPath)}, "utf8"));
writeFileSync("floor.txt", Buffer.alloc(${bytes}, 97));`;

const contestants: readonly (readonly [name: string, args: (run: number) => readonly string[]])[] =
  [
    ["floor (read, parse, write the same bytes)", () => ["-e", floor]],
    ["agentflow integrate create --no-verify", (run) => create(`ours-${run}`)],
    [
      "openapi-typescript (types only)",
      () => [
        join(openapiTypescript, "openapi-typescript/bin/cli.js"),
        documentPath,
        "-o",
        "types.ts",
      ],
    ],
    [
      "@hey-api/openapi-ts",
      () => [
        join(heyApi, "@hey-api/openapi-ts/bin/run.js"),
        "-i",
        documentPath,
        "-o",
        "hey-api",
        "-s",
      ],
    ],
  ];

const runs = new Map<string, ProcessRun[]>(contestants.map(([name]) => [name, []]));
for (let run = 0; run < Number(values.runs); run++) {
  // One after another within a round, so that a busy moment of the machine touches all alike.
  for (const [name, args] of contestants) runs.get(name)?.push(await measure(args(run)));
}
const secondsOf = (measured: readonly ProcessRun[] = []): number =>
  median(measured.map((run) => run.seconds));
const base = secondsOf(runs.get(contestants[0]?.[0] ?? ""));
console.log(
  `Node ${process.version}, ${values.runs} runs, medians; ${(bytes / 1e6).toFixed(1)} MB written\n`,
);
console.log("| tool | seconds | peak MiB | × floor |\n| --- | --- | --- | --- |");
for (const [name, measured] of runs) {
  const seconds = secondsOf(measured);
  const mebibytes = median(measured.map((run) => run.mebibytes));
  console.log(
    `| ${name} | ${seconds.toFixed(2)} | ${mebibytes.toFixed(0)} | ${(seconds / base).toFixed(1)} |`,
  );
}
rmSync(folder, { recursive: true, force: true });
