import type { CommandStream } from "./command-io.js";
import { exitCodes } from "./exit-code.js";
import { earlyEndText, LoadingPatterns } from "./loading-patterns.js";
import { personAt } from "./person.js";
import { run } from "./run.js";

/** A stream of the process; what is written to it may arrive later. */
export interface ProcessStream extends CommandStream {
  write(text: string, done?: () => void): unknown;
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** The part of Node's `process` that the command uses. */
export interface ProcessHost {
  readonly argv: readonly string[];
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: ProcessStream;
  readonly stderr: ProcessStream;
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  exitCode?: number | string | null | undefined;
  cwd(): string;
  exit(code: number): void;
  on(event: string, listener: (argument: unknown) => void): unknown;
}

/** Milliseconds that what a pattern left open, such as a timer or a socket, keeps a finished process alive. */
const patience = 200;

/**
 * Runs the command as a whole process: signals, broken pipes, crashes, and the exit code.
 * @param argv Default: the arguments of the process
 */
export async function runProcess(
  host: ProcessHost,
  argv: readonly string[] = host.argv.slice(2),
): Promise<void> {
  const { stdout, stderr } = host;
  const controller = new AbortController();
  const json = argv.includes("--json");
  const loading = new LoadingPatterns(json);
  let ended: number | undefined;

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // The first one lets the command clean up; the second one is meant.
    host.on(signal, () => {
      if (!controller.signal.aborted) return controller.abort();
      ended = exitCodes.interrupted;
      return host.exit(ended);
    });
  }
  for (const crash of ["uncaughtException", "unhandledRejection"]) {
    host.on(crash, (error) => controller.abort(error ?? new Error("undefined was thrown")));
  }
  // A pattern may end the process, or wait for what never comes: neither is a success.
  host.on("exit", () => {
    host.exitCode = ended ?? exitCodes.failed;
    if (ended !== undefined) return;
    (json ? stdout : stderr).write(earlyEndText(loading.earlyEnd(), json));
  });
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error) => {
      // Whoever read it has gone, as in `agentflow … | head -1`; the work itself goes on.
      if (error.code !== "EPIPE") controller.abort(error);
    });
  }

  const code = await run(argv, {
    stdout,
    stderr,
    environment: host.env,
    nodeVersion: host.version,
    workingDirectory: host.cwd(),
    signal: controller.signal,
    ...personAt(host, controller.signal),
    now: () => performance.now(),
    repeat: (action, milliseconds) => {
      const timer = setInterval(action, milliseconds);
      return () => clearInterval(timer);
    },
  });
  loading.stop();
  await Promise.all([written(stdout), written(stderr)]);
  ended = code;
  host.exitCode = code;
  // To end at once would be to stop V8's threads while they compile, and those that then wait for memory wait for ever
  // (github.com/nodejs/node/issues/54918). What a pattern left open must not keep the process alive, either.
  setTimeout(() => host.exit(code), patience).unref();
}

function written(stream: ProcessStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
