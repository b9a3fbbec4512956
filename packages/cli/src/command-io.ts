import type { Builder, BuilderOptions } from "@agentflow/core";
import type { Watching } from "./watch/followed-files.js";

/** A stream that the command writes text to. */
export interface CommandStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal, in characters. */
  readonly columns?: number | undefined;
}

/** All that the command knows of the process it runs in; tests give their own. */
export interface CommandIo {
  /** Takes the result: the summary for a person, or with `--json` the one JSON document. */
  readonly stdout: CommandStream;
  /** Takes everything else: progress, errors, explanations under `--json`. */
  readonly stderr: CommandStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.version` gives it. */
  readonly nodeVersion: string;
  /** Absolute path that relative paths of the command line start from. */
  readonly workingDirectory: string;
  /** Aborts when the user interrupts the command. */
  readonly signal: AbortSignal;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Runs the action every so many milliseconds until the returned function is called. */
  readonly repeat: (action: () => void, milliseconds: number) => () => void;
  /**
   * Asks the person at the terminal, and gives the line they answer with; undefined when they end the input. Left out:
   * nobody is there.
   */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Milliseconds since the Unix epoch. Left out: the machine's clock. */
  readonly wallTime?: () => number;
  /** What `--watch` needs of the machine. Left out: its clock and the events of its file system. */
  readonly watching?: Watching;
  /** Left out: core's builder with the verification tools that the command brings. */
  readonly createBuilder?: (options: Omit<BuilderOptions, "tools">) => Builder;
}
