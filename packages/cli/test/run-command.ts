import type { CommandIo } from "../src/command-io.js";
import type { ExitCode } from "../src/exit-code.js";
import { run } from "../src/run.js";

/** What one command line came to. */
export interface CommandRun {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export type FakeIoOptions = Partial<Omit<CommandIo, "stdout" | "stderr">> & {
  /** Both streams are a terminal. */
  readonly terminal?: boolean;
  readonly columns?: number;
};

/** A process of its own, of which a test sees what it wrote. */
export function fakeIo(options: FakeIoOptions = {}) {
  const written = { stdout: "", stderr: "" };
  const { terminal = false, columns, ...given } = options;
  const stream = (name: "stdout" | "stderr") => ({
    isTTY: terminal,
    columns,
    write: (text: string) => void (written[name] += text),
  });
  const io: CommandIo = {
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    environment: {},
    nodeVersion: process.version,
    workingDirectory: import.meta.dirname,
    signal: new AbortController().signal,
    now: () => 0,
    repeat: () => () => undefined,
    ...given,
  };
  return { io, written };
}

/** Runs a command line in this process. */
export async function runCommand(
  argv: readonly string[],
  options: FakeIoOptions = {},
): Promise<CommandRun> {
  const { io, written } = fakeIo(options);
  const exitCode = await run(argv, io);
  return { exitCode, ...written };
}
