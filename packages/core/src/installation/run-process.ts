import { type ChildProcess, spawn } from "node:child_process";
import type { Clock } from "../runtime/clock.js";
import { interrupted } from "../errors/interruption.js";

/** A program to run. */
export interface ProcessRun {
  /** An absolute path, or a name that `PATH` of the environment knows. */
  readonly program: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Milliseconds it may take. Default: 600,000. */
  readonly timeout?: number;
  /** How it is ended when it takes longer or is aborted. Default: SIGKILL, which it cannot answer. */
  readonly endSignal?: NodeJS.Signals;
}

/** How a program ended. */
export interface ProcessResult {
  /** `null` when it was killed, by a signal or for taking too long. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** The first 4 MiB of what it printed. */
  readonly stdout: string;
  readonly stderr: string;
  /** Whole milliseconds. */
  readonly duration: number;
}

const defaultTimeout = 600_000;
const keptBytes = 4 * 1024 * 1024;

/**
 * Runs a program with arguments as they are, through no shell. When it is aborted or takes too long, it is ended
 * together with the processes it started.
 * @throws AF_INTERRUPTED when `signal` aborts, after the program has ended
 * @throws the system's error, such as ENOENT, when it cannot be started
 */
export async function runProcess(run: ProcessRun): Promise<ProcessResult> {
  const { program, args, directory, environment, signal, clock, endSignal = "SIGKILL" } = run;
  if (signal.aborted) throw interrupted(signal.reason);
  const startedAt = clock.now();
  const child = spawn(program, args, {
    cwd: directory,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that all of it can be killed.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  let timedOut = false;
  const onAbort = (): void => killGroup(child, endSignal);
  signal.addEventListener("abort", onAbort, { once: true });
  const cancelTimeout = clock.after(run.timeout ?? defaultTimeout, () => {
    timedOut = true;
    killGroup(child, endSignal);
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  try {
    const exitCode = await ended(child);
    if (signal.aborted) throw interrupted(signal.reason);
    const duration = Math.round(clock.now() - startedAt);
    return { exitCode, timedOut, stdout: stdout(), stderr: stderr(), duration };
  } finally {
    cancelTimeout();
    signal.removeEventListener("abort", onAbort);
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself in the meantime; `close` follows.
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    if (size < keptBytes) chunks.push(chunk.subarray(0, keptBytes - size));
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
