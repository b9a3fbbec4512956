/**
 * Seconds and peak memory of one whole process per tool, on GitHub's own description, in one run.
 * Usage: `npm run benchmark -- create --runs 5`. Reads /proc, so it runs on Linux.
 */
import { execFileSync, spawn } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readDocument } from "@agentflow/core";
import { publishedDocument } from "@agentflow/pattern-github";

const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "agentflow-benchmark-"));
const documentPath = join(folder, "github.json");

interface Run {
  readonly seconds: number;
  readonly mebibytes: number;
}

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

/** Runs `node …args` and watches its memory while it lives. */
async function measure(args: readonly string[]): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  let kibibytes = 0;
  const poll = setInterval(() => (kibibytes = Math.max(kibibytes, peakOf(child.pid ?? 0))), 5);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("close", resolve);
    child.on("error", reject);
  });
  clearInterval(poll);
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with ${code}:\n${stderr}`);
  return { seconds: (performance.now() - started) / 1000, mebibytes: kibibytes / 1024 };
}

/** The kernel's high-water mark of the memory of a process and of those it started, the largest one, in KiB. */
function peakOf(pid: number): number {
  try {
    const own = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    return Math.max(Number(own ?? 0), ...children.filter(Boolean).map((id) => peakOf(Number(id))));
  } catch {
    // The process ended between two readings.
    return 0;
  }
}

function sizeOf(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function median(runs: readonly Run[]): Run {
  const middle = (numbers: number[]): number =>
    numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
  return {
    seconds: middle(runs.map((run) => run.seconds)),
    mebibytes: middle(runs.map((run) => run.mebibytes)),
  };
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
const bytes = sizeOf(join(folder, "ours"));
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

const runs = new Map<string, Run[]>(contestants.map(([name]) => [name, []]));
for (let run = 0; run < Number(values.runs); run++) {
  // One after another within a round, so that a busy moment of the machine touches all alike.
  for (const [name, args] of contestants) runs.get(name)?.push(await measure(args(run)));
}
const base = median(runs.get(contestants[0]?.[0] ?? "") ?? []).seconds;
console.log(
  `Node ${process.version}, ${values.runs} runs, medians; ${(bytes / 1e6).toFixed(1)} MB written\n`,
);
console.log("| tool | seconds | peak MiB | × floor |\n| --- | --- | --- | --- |");
for (const [name, measured] of runs) {
  const { seconds, mebibytes } = median(measured);
  console.log(
    `| ${name} | ${seconds.toFixed(2)} | ${mebibytes.toFixed(0)} | ${(seconds / base).toFixed(1)} |`,
  );
}
rmSync(folder, { recursive: true, force: true });
