import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What one whole process took. */
export interface ProcessRun {
  readonly seconds: number;
  /** Seconds of CPU, user and system, of the process itself. */
  readonly cpu: number;
  /** The kernel's high-water mark of the largest process that was started. */
  readonly mebibytes: number;
}

/** What a process may be given. */
export interface ProcessOptions {
  readonly folder: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Seconds until it is ended. Default: never. */
  readonly patience?: number;
}

/** The clock ticks of `/proc/<pid>/stat` are hundredths of a second (proc(5)). */
const ticksPerSecond = 100;

/**
 * Runs `node …args` and watches its memory and its CPU while it lives. Reads /proc, so it runs on Linux.
 * @returns nothing when it was ended because it took too long
 * @throws Error with what it printed to stderr when it fails
 */
export async function runNode(
  args: readonly string[],
  { folder, environment = {}, patience }: ProcessOptions,
): Promise<ProcessRun | undefined> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
    ...(patience !== undefined && { timeout: patience * 1000 }),
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  let kibibytes = 0;
  let ticks = 0;
  const poll = setInterval(() => {
    kibibytes = Math.max(kibibytes, peakOf(child.pid ?? 0));
    ticks = Math.max(ticks, ticksOf(child.pid ?? 0));
  }, 5);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("close", resolve);
    child.on("error", reject);
  });
  clearInterval(poll);
  // Node kills what takes longer than its time-out.
  if (child.signalCode === "SIGTERM") return undefined;
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with ${code}:\n${stderr}`);
  return {
    seconds: (performance.now() - started) / 1000,
    cpu: ticks / ticksPerSecond,
    mebibytes: kibibytes / 1024,
  };
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

/** User and system time of a process, all threads together: fields 14 and 15 of its `stat`. */
function ticksOf(pid: number): number {
  try {
    // The second field is the command in parentheses, which may hold spaces.
    const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const fields = rest.split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0; // as above
  }
}

/** Files of a folder, and what they hold together. */
export function contentsOf(path: string): { readonly files: number; readonly bytes: number } {
  const found = statSync(path);
  if (!found.isDirectory()) return { files: 1, bytes: found.size };
  const parts = readdirSync(path).map((name) => contentsOf(join(path, name)));
  return {
    files: parts.reduce((sum, { files }) => sum + files, 0),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
