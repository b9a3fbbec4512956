import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { renderFile } from "@agentflow/core";
import type { ApiModel } from "../../src/model/api-model.js";
import { subtasks } from "../../src/subtasks.js";

const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

/** Names of the tests of a run, by how they ended. */
export interface Outcome {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** A whole package on disk, whose tests and types can be tried. */
export class GeneratedPackage {
  readonly #directory = mkdtempSync(join(tmpdir(), "generated-package-"));

  constructor(model: ApiModel) {
    for (const file of subtasks(model).flatMap((subtask) => subtask.plan())) {
      mkdirSync(dirname(join(this.#directory, file.path)), { recursive: true });
      writeFileSync(join(this.#directory, file.path), renderFile(file));
    }
    symlinkSync(modules, join(this.#directory, "node_modules"), "junction");
  }

  /**
   * Replaces the only occurrence of a text in a file.
   * @throws Error when it does not occur exactly once, because then another thing would be tried than was meant
   */
  replace(path: string, from: string, to: string): void {
    const file = join(this.#directory, path);
    const text = readFileSync(file, "utf8");
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times: ${from}`);
    writeFileSync(file, parts.join(to));
  }

  /** Writes a file, in place of the one that is there. */
  write(path: string, text: string): void {
    writeFileSync(join(this.#directory, path), text);
  }

  /** What the compiler complains about. */
  compile(
    compiler: "typescript" | "typescript-5" = "typescript",
    ...flags: readonly string[]
  ): string {
    // Without colours, which the environment may ask for.
    const plain = ["-p", "tsconfig.json", "--pretty", "false"];
    return this.run(join(modules, compiler, "bin/tsc"), ...plain, ...flags);
  }

  /** Compiles the sources to `dist`. @returns what the compiler complains about */
  build(): string {
    return this.run(join(modules, "typescript/bin/tsc"), "-p", "tsconfig.build.json");
  }

  /** Runs a module beside the package's own. @returns everything it prints */
  import(source: string): string {
    writeFileSync(join(this.#directory, "program.mjs"), source);
    return this.run("program.mjs");
  }

  /** Runs the package's own tests. */
  test(): Outcome {
    const report = join(this.#directory, "report.json");
    const program = join(modules, "vitest/vitest.mjs");
    const output = this.run(program, "run", "--reporter=json", `--outputFile=${report}`);
    const tests = readTests(report, output);
    const named = (status: string): readonly string[] =>
      tests.filter((test) => test.status === status).map(({ fullName }) => fullName);
    return { passed: named("passed"), failed: named("failed") };
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }

  /** Runs a program with Node in the package's folder. @returns everything it prints */
  run(...command: readonly string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: this.#directory,
      encoding: "utf8",
    });
    return stdout + stderr;
  }
}

interface ReportedTest {
  readonly fullName: string;
  readonly status: string;
}

function readTests(report: string, output: string): readonly ReportedTest[] {
  try {
    const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
      testResults: readonly { readonly assertionResults: readonly ReportedTest[] }[]; // vitest's format
    };
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } catch (error) {
    throw new Error(`The tests did not run: ${output}`, { cause: error });
  }
}
