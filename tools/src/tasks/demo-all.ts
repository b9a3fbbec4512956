import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "../../../docs/benchmarks/measure.ts";
import { captureScript } from "../command.ts";
import { sourceFiles } from "../source-files.ts";
import { repositoryRoot } from "../workspace.ts";
import { build } from "./build.ts";
import { demos, demoCommand } from "./demo.ts";

/** What is shown of a report of `integrate create --json`. */
interface Report {
  readonly pattern: { readonly package: string };
  readonly units: { readonly plural: string; readonly count: number };
  readonly reuse: number;
  readonly score: { readonly total: number };
  readonly timings: { readonly total: number };
  readonly tests: { readonly passed: number; readonly failed: number };
  readonly cost: { readonly usd: number };
}

const header = ["units", "pattern's lines", "reuse", "score", "seconds", "tests", "USD"];

/** Creates and verifies the three integrations that prove the product, and tells about all of them in one table. */
export function demoAll(): number {
  const built = build();
  if (built !== 0) return built;
  const rows: (readonly string[])[] = [];
  for (const demo of Object.values(demos)) {
    console.log(`Creating and verifying ${demo.name} …`);
    const { exitCode, stdout, stderr } = captureScript(...demoCommand(demo, ["--json"]));
    if (exitCode !== 0) {
      console.error(stderr || stdout);
      return exitCode;
    }
    rows.push(rowOf(demo.name, JSON.parse(stdout) as Report)); // what `create --json` prints
  }
  console.log(`\n${markdownTable(["integration", ...header], rows)}`);
  return 0;
}

function rowOf(
  name: string,
  { pattern, units, reuse, score, timings, tests, cost }: Report,
): readonly string[] {
  return [
    name,
    `${units.count} ${units.plural}`,
    `${linesOfPattern(pattern.package)}`,
    `${(reuse * 100).toFixed(1)} %`,
    `${score.total}`,
    (timings.total / 1000).toFixed(1),
    `${tests.passed} of ${tests.passed + tests.failed}`,
    cost.usd.toFixed(2),
  ];
}

/** Lines with something on them that its author wrote: sources and templates, without tests. */
function linesOfPattern(packageName: string): number {
  const directory = join(repositoryRoot, "node_modules", packageName);
  return ["src", "templates"]
    .flatMap((folder) => sourceFiles(join(directory, folder), "").map((path) => join(folder, path)))
    .filter((path) => !path.includes(".test."))
    .flatMap((path) => readFileSync(join(directory, path), "utf8").split("\n"))
    .filter((line) => /\S/.test(line)).length;
}
