import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { renderFile } from "@agentflow/core";
import type { ReadModel } from "../../src/database-kinds.js";
import { subtasks } from "../../src/subtasks.js";

const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

/** Names of the tests of a run, by how they ended; of those that failed, with the reason. */
export interface Outcome {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** The files of a package by path. */
export function filesOf(model: ReadModel): Readonly<Record<string, string>> {
  const files = subtasks(model).flatMap((subtask) => subtask.plan());
  return Object.fromEntries(files.map((file) => [file.path, renderFile(file)]));
}

/** A whole package on disk, whose tests and types can be tried. */
export class GeneratedPackage {
  /** What the package's programs find in their environment, beside what this process does. */
  readonly environment: Record<string, string> = {};
  readonly #directory = mkdtempSync(join(tmpdir(), "generated-database-"));

  constructor(model: ReadModel) {
    for (const [path, text] of Object.entries(filesOf(model))) this.write(path, text);
    symlinkSync(modules, join(this.#directory, "node_modules"), "junction");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.#directory, path)), { recursive: true });
    writeFileSync(join(this.#directory, path), text);
  }

  /** What the compiler complains about. */
  compile(...flags: readonly string[]): string {
    return this.run(join(modules, "typescript/bin/tsc"), "-p", "tsconfig.json", ...flags);
  }

  /** Compiles the sources to `dist`. @returns what the compiler complains about */
  build(): string {
    return this.run(join(modules, "typescript/bin/tsc"), "-p", "tsconfig.build.json");
  }

  /** Runs a module beside the package's own. @returns everything it prints */
  import(source: string): string {
    this.write("program.mjs", source);
    return this.run("program.mjs");
  }

  /** What the package exports, in this process. It must be built. */
  load(): Promise<unknown> {
    return import(/* @vite-ignore */ pathToFileURL(join(this.#directory, "dist/index.js")).href);
  }

  /** Runs the package's own tests. */
  test(): Outcome {
    const report = join(this.#directory, "report.json");
    const program = join(modules, "vitest/vitest.mjs");
    const output = this.run(program, "run", "--reporter=json", `--outputFile=${report}`);
    const tests = readTests(report, output);
    return {
      passed: tests.filter(({ status }) => status === "passed").map(({ fullName }) => fullName),
      failed: tests
        .filter(({ status }) => status !== "passed")
        .map(
          ({ fullName, failureMessages }) =>
            `${fullName}: ${failureMessages[0]?.split("\n")[0] ?? ""}`,
        ),
    };
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }

  /** Runs a program with Node in the package's folder. @returns everything it prints */
  run(...command: readonly string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: this.#directory,
      encoding: "utf8",
      env: { ...process.env, ...this.environment },
    });
    return stdout + stderr;
  }
}

interface ReportedTest {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

function readTests(report: string, output: string): readonly ReportedTest[] {
  try {
    const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
      // vitest's format
      testResults: readonly {
        readonly name: string;
        readonly message: string;
        readonly assertionResults: readonly ReportedTest[];
      }[];
    };
    return testResults.flatMap(({ name, message, assertionResults }) =>
      assertionResults.length > 0
        ? assertionResults
        : [{ fullName: name, status: "failed", failureMessages: [message] }],
    );
  } catch (error) {
    throw new Error(`The tests did not run: ${output}`, { cause: error });
  }
}
