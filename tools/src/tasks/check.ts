import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runCommand, runScript } from "../command.ts";
import { repositoryRoot, workspacePackages } from "../workspace.ts";
import { build } from "./build.ts";
import { runTests } from "./test.ts";

/** Every check of the repository. `--skip-tests` leaves out the last, for a caller that has just run them. */
export function check(commandLine: readonly string[]): number {
  const steps: readonly (readonly [title: string, run: () => number])[] = [
    ["typecheck", () => nx("typecheck")],
    ["lint", () => nx("lint")],
    ["examples", checkExamples],
    ["format", () => runCommand("oxfmt", ["--check", "."])],
    ["layers", () => runScript("tools/src/check-layers.ts")],
    ["packages", () => runScript("tools/src/check-packages.ts")],
    ["templates", () => runScript("tools/src/check-templates.ts")],
    ["docs", () => runScript("tools/src/check-docs.ts")],
    ["unused code and dependencies", () => runCommand("knip")],
    ["published packages", checkPublished],
    ...(commandLine.includes("--skip-tests") ? [] : [["tests", runTests] as const]),
  ];
  const built = build();
  if (built !== 0) return built;
  const results = steps.map(([title, run]) => {
    console.log(`\n── ${title}`);
    const started = performance.now();
    const exitCode = run();
    return { title, exitCode, seconds: (performance.now() - started) / 1000 };
  });
  console.log("");
  for (const { title, exitCode, seconds } of results) {
    console.log(
      `${exitCode === 0 ? "ok    " : "FAILED"} ${seconds.toFixed(1).padStart(6)} s  ${title}`,
    );
  }
  return results.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
}

function nx(target: string): number {
  return runCommand("nx", ["run-many", `--targets=${target}`, "--output-style=static"]);
}

/**
 * Types and lint of what stands outside of the workspace, by the packages as they are built here. That an example works
 * with published packages only, a test of create-agentflow-pattern shows.
 */
function checkExamples(): number {
  const examples = readdirSync(join(repositoryRoot, "examples")).map((name) => `examples/${name}`);
  const types = examples.map((folder) => runCommand("typescript", ["-p", folder, "--noEmit"]));
  const lint = runCommand("oxlint", ["--type-aware", "--deny-warnings", ...examples]);
  return Math.max(lint, ...types);
}

/** What npm would publish: complete, and resolved with its types by every ESM consumer. */
function checkPublished(): number {
  const exitCodes = workspacePackages(repositoryRoot).flatMap(({ folder }) => [
    runCommand("publint", [folder, "--strict"]),
    runCommand("@arethetypeswrong/cli", ["--pack", folder, "--profile", "esm-only"]),
  ]);
  return Math.max(...exitCodes);
}
