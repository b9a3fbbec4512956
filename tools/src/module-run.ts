import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import type { Problem } from "./problem.ts";

/** Variables that a program needs to start; a module of the documentation depends on no other. */
const kept = ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"];

/**
 * Runs each file as a program of its own under this Node, a few at a time. A program is right when it ends by itself
 * with exit code 0 and prints nothing to stderr.
 * @param files relative to `directory`
 * @param limit milliseconds that each may take; default 60,000: a machine may be busy
 * @returns problems whose `file` is relative to `directory`, in the order of the files
 */
export async function runProblems(
  directory: string,
  files: readonly string[],
  limit = 60_000,
): Promise<readonly Problem[]> {
  const problems: Problem[][] = files.map(() => []);
  const waiting = [...files.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, file] = next;
      problems[index] = await runProblem(directory, file, limit);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, lane));
  return problems.flat();
}

function runProblem(directory: string, file: string, limit: number): Promise<Problem[]> {
  // Node 22 strips types, but says each time that it is new there.
  const commandLine = ["--disable-warning=ExperimentalWarning", join(directory, file)];
  const env = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
  const options = { cwd: directory, env, timeout: limit, killSignal: "SIGKILL" } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, commandLine, options, (error, _stdout, stderr) => {
      if (error === null && stderr === "") resolve([]);
      else resolve([{ file, ...placeIn(stderr, file), message: messageOf(error, stderr, limit) }]);
    });
  });
}

/** The first place in the file that a stack trace names. */
function placeIn(stderr: string, file: string): Pick<Problem, "line"> {
  const line = Number.parseInt(stderr.split(`${basename(file)}:`)[1] ?? "", 10);
  return Number.isNaN(line) ? {} : { line };
}

function messageOf(
  error: { readonly killed?: boolean; readonly code?: unknown } | null,
  stderr: string,
  limit: number,
): string {
  // With a code, Node stopped it for another reason: it printed too much.
  if (error?.killed && typeof error.code !== "string")
    return `runs for more than ${limit / 1000} s`;
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const said = lines.find((line) => /^\w*(?:Error|Warning)\b.*: /.test(line)) ?? lines[0] ?? "";
  return error === null
    ? `prints to stderr: ${said}`
    : `ends with exit code ${String(error.code)}: ${said}`;
}
