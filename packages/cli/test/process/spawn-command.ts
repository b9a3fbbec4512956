import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The real command, built. */
export const commandPath = fileURLToPath(new URL("../../bin/agentflow.mjs", import.meta.url));

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnedCommand {
  readonly process: ChildProcess;
  /** Resolves when a stream, stderr when none is named, holds the text. */
  says(text: string, stream?: "stdout" | "stderr"): Promise<void>;
  readonly ended: Promise<CommandEnd>;
}

/** Starts the command as a process of its own, with no more of the environment than it needs. */
export function spawnCommand(
  argv: readonly string[],
  options: {
    readonly directory: string;
    readonly environment?: Readonly<Record<string, string>>;
    /** Program and arguments to start it with; left out: Node.js. */
    readonly through?: readonly [string, ...string[]];
  },
): SpawnedCommand {
  const [program, ...before] = options.through ?? [process.execPath];
  const child = spawn(program, [...before, commandPath, ...argv], {
    cwd: options.directory,
    env: {
      PATH: process.env["PATH"],
      HOME: options.directory,
      AGENTFLOW_CACHE: `${options.directory}/cache`,
      ...options.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (written.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (written.stderr += text));
  const ended = once(child, "close").then(([exitCode]): CommandEnd => ({
    // The close event of a child process gives its exit code, or null when a signal ended it.
    exitCode: exitCode as number | null,
    ...written,
  }));
  return {
    process: child,
    async says(text, stream = "stderr") {
      const silent = ended.then(({ stderr }) => {
        throw new Error(`It ended without saying "${text}", but: ${stderr}`);
      });
      while (!written[stream].includes(text)) {
        await Promise.race([once(child[stream], "data"), silent]);
      }
      silent.catch(() => undefined);
    },
    ended,
  };
}
