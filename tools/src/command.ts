import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./workspace.ts";

/** Runs one of the repository's own scripts and passes its output through. @returns the exit code */
export function runScript(script: string, commandLine: readonly string[] = []): number {
  return spawn([join(repositoryRoot, script), ...commandLine]);
}

/**
 * Runs the command of an installed package and passes its output through.
 * @param minutes that it may take; one that takes longer is killed. Default: no limit
 * @returns the exit code; 124 for one that was killed, as `timeout` of coreutils has it
 */
export function runCommand(
  packageName: string,
  commandLine: readonly string[] = [],
  minutes = 0,
): number {
  return spawn([commandFile(packageName), ...commandLine], minutes);
}

/** Runs one of the repository's own scripts. @returns its exit code and what it printed */
export function captureScript(
  script: string,
  commandLine: readonly string[],
): { exitCode: number; stdout: string; stderr: string } {
  const result = capture([join(repositoryRoot, script), ...commandLine]);
  return { exitCode: exitCodeOf(result), stdout: result.stdout, stderr: result.stderr };
}

/** Runs the command of an installed package. @returns its exit code and what it printed, both streams together */
export function captureCommand(
  packageName: string,
  commandLine: readonly string[],
): { exitCode: number; output: string } {
  const result = capture([commandFile(packageName), ...commandLine]);
  return { exitCode: exitCodeOf(result), output: `${result.stdout}${result.stderr}` };
}

// The file itself and not node_modules/.bin: on Windows that holds shell scripts, which only a shell can start.
function commandFile(packageName: string): string {
  const directory = join(repositoryRoot, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === "string" ? bin : (bin[packageName] ?? Object.values(bin)[0]);
  if (file === undefined) throw new Error(`${packageName} has no command.`);
  return join(directory, file);
}

function spawn(commandLine: readonly string[], minutes = 0): number {
  const result = spawnSync(process.execPath, commandLine, {
    cwd: repositoryRoot,
    stdio: "inherit",
    timeout: minutes * 60_000,
    // What hangs may hang at the end of what it started too.
    killSignal: "SIGKILL",
  });
  return exitCodeOf(result);
}

function capture(commandLine: readonly string[]) {
  return spawnSync(process.execPath, commandLine, {
    cwd: repositoryRoot,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

function exitCodeOf(result: { status: number | null; error?: NodeJS.ErrnoException }): number {
  if (result.error?.code === "ETIMEDOUT") return 124;
  if (result.error) throw result.error;
  // 130: ended by a signal, in practice by the keyboard.
  return result.status ?? 130;
}
