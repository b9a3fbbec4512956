import { spawn } from "node:child_process";

/** What a program said, and how it ended. */
export interface ProgramResult {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** Both streams. */
  readonly output: string;
  readonly seconds: number;
}

/** Where and how long a program runs. */
export interface ProgramOptions {
  readonly directory: string;
  /** Seconds after which it is killed, with everything that it started. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** What a program needs to start: no proxies, no options of Node, nothing of a test runner around it. */
const kept = ["PATH", "HOME", "SystemRoot", "TEMP", "TMP", "TMPDIR", "LOCALAPPDATA", "APPDATA"];

/**
 * Runs a program on this Node, as the leader of a group, so that what it starts ends with it.
 * @throws the signal's reason when it aborts
 */
export async function runProgram(
  commandLine: readonly string[],
  { directory, limit, signal }: ProgramOptions,
): Promise<ProgramResult> {
  signal.throwIfAborted();
  const started = performance.now();
  const child = spawn(process.execPath, commandLine, {
    cwd: directory,
    env: {
      ...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
      CI: "1",
      NO_COLOR: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  }
  let timedOut = false;
  const kill = (): void => killGroup(child.pid);
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, limit * 1000);
  signal.addEventListener("abort", kill);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    signal.throwIfAborted();
    const seconds = (performance.now() - started) / 1000;
    return { exitCode, timedOut, output: Buffer.concat(chunks).toString("utf8"), seconds };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", kill);
  }
}

function killGroup(id: number | undefined): void {
  if (id === undefined) return;
  try {
    process.kill(process.platform === "win32" ? id : -id, "SIGKILL");
  } catch {
    // It has ended by itself in the meantime.
  }
}
