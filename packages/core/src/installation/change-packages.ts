import { AgentFlowError, isAgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { systemErrorCode } from "../errors/system-error.js";
import type { Environment } from "../documents/environment.js";
import { type Clock, systemClock } from "../runtime/clock.js";
import { visible } from "../template/literal.js";
import type { PackageCommand } from "./package-commands.js";
import { type ProcessResult, runProcess } from "./run-process.js";

/** Where and how a package manager runs. */
export interface ChangePackagesOptions {
  /** The project's folder. */
  readonly directory: string;
  /** Its whole environment: a package manager needs the user's `PATH`, settings and credentials. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Default: the machine's. */
  readonly clock?: Clock;
}

/** Lines of its output that a failure repeats. */
const shownLines = 30;

/**
 * Runs the command of a package manager in a project, through no shell, and waits for at most 10 minutes. What it prints
 * is kept, and shown when it fails, without secrets.
 * @throws AF_INSTALLATION_FAILED when it cannot be started, fails, or takes longer
 * @throws AF_INTERRUPTED when `signal` aborts; the package manager has ended then
 */
export async function changePackages(
  command: PackageCommand,
  { environment, clock = systemClock, ...options }: ChangePackagesOptions,
): Promise<void> {
  let result: ProcessResult;
  try {
    result = await runProcess({
      ...options,
      ...command,
      clock,
      // So that it can leave the project's files whole.
      endSignal: "SIGTERM",
      environment: {
        ...definedOnly(environment),
        // Corepack would ask before it downloads the package manager that the project names.
        COREPACK_ENABLE_DOWNLOAD_PROMPT: "0",
      },
    });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined || isAgentFlowError(error)) throw error;
    const problem = `${command.program} cannot be started: ${code}.`;
    throw installationFailed(
      problem,
      `Install ${command.program}, or run it yourself: ${commandText(command)}`,
      error,
    );
  }
  if (result.exitCode === 0) return;
  const end = result.timedOut
    ? "did not end within 10 minutes"
    : `ended with ${result.exitCode ?? "a signal"}`;
  const output = `${result.stdout}\n${result.stderr}`
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  const said = output.slice(-shownLines).map(visible).join("\n");
  throw installationFailed(
    `${commandText(command)} ${end}.${said === "" ? "" : ` It printed:\n${said}`}`,
    "Correct what it complains about, and run the command again.",
  );
}

/** A command line to read, and to copy into a POSIX shell. */
export function commandText({ program, args }: PackageCommand): string {
  return [program, ...args].map(shellWord).join(" ");
}

function shellWord(text: string): string {
  const word = visible(text);
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function definedOnly(environment: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}

function installationFailed(message: string, help: string, cause?: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.installationFailed, message, { help, cause });
}
