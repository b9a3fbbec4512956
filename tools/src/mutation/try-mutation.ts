import { join } from "node:path";
import { repositoryRoot } from "../workspace.ts";
import type { Mutation } from "./escaping-steps.ts";
import type { WorkspaceCopy } from "./workspace-copy.ts";

/** Seconds that a build or a test run may take. One that hangs has noticed something too. */
const limit = 600;
/** How core is built, as nx.json has it, without the types. */
const build = "--format esm --target node22 --platform node --silent".split(" ");

/** Some of the tests that judge. */
interface Stage {
  readonly title: string;
  /** Default: pattern-api. */
  readonly package?: string;
  readonly commandLine: readonly string[];
}

/** The tests that judge, the quick ones first: the first failure ends the trial. */
const stages: readonly Stage[] = [
  { title: "tests of the printers", package: "core", commandLine: vitest("test/template") },
  {
    title: "random texts in random places",
    commandLine: [
      "--import",
      "./test/hostile/typescript-hooks.mjs",
      "test/hostile/run-fuzz.ts",
      "--count",
      "400",
    ],
  },
  {
    title: "every hostile text in every place",
    commandLine: vitest(
      "test/hostile/hostile-texts-openapi.test.ts",
      "test/hostile/hostile-texts-swagger.test.ts",
    ),
  },
  { title: "hostile structures", commandLine: vitest("test/hostile/structures.test.ts") },
  {
    title: "hostile packages, compiled and run",
    commandLine: vitest("test/hostile/hostile-packages.test.ts"),
  },
];

function vitest(...files: readonly string[]): readonly string[] {
  return [join(repositoryRoot, "node_modules/vitest/vitest.mjs"), "run", "--bail=1", ...files];
}

/**
 * Builds core with a step switched off, and runs the tests until one fails.
 * @returns what noticed it; `undefined` when nothing did
 * @throws the signal's reason when it aborts
 */
export async function tryMutation(
  copy: WorkspaceCopy,
  mutation: Mutation | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (mutation) await copy.write(mutation.file, mutation.text);
  const tsup = join(repositoryRoot, "node_modules/tsup/dist/cli-default.js");
  const built = await copy.run("core", [tsup, ...build], { limit, signal });
  if (built.exitCode !== 0) return "the build";
  for (const { title, package: name = "pattern-api", commandLine } of stages) {
    const { exitCode } = await copy.run(name, commandLine, { limit, signal });
    if (exitCode !== 0) return title;
  }
  return undefined;
}
