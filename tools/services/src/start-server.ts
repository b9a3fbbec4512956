import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Launcher } from "#as-user";
import { freePort } from "#free-port";
import { RunningServer } from "#running-server";
import { commandFile, missingMessage, type ServiceName } from "#services";

export interface StartOptions {
  /** Milliseconds the server has to answer. Default: 30,000. */
  readonly timeout?: number;
}

/** What is special about a server. */
export interface ServerKind {
  /** Of the server's addresses: `redis`. */
  readonly scheme: string;
  /** Writes what the server needs into its folder. @returns its command line */
  readonly prepare: (
    port: number,
    folder: string,
  ) => Promise<readonly string[]> | readonly string[];
  /** What it prints when it has its port. */
  readonly ready: RegExp;
  /** True as soon as the server answers; may also throw while it does not. */
  readonly answers: (port: number) => Promise<boolean>;
  /** Asks the server to end without delay. Default: SIGTERM. */
  readonly stopSignal?: NodeJS.Signals;
  /** Where the server cannot be started as it is. */
  readonly launcher?: Launcher;
  /** Of the server's process. Default: this one's. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Ports that are tried when somebody else takes the free one in between. */
const attempts = 5;

/**
 * Starts a server on a free port of 127.0.0.1, in a folder of its own, and waits until it answers.
 * @throws Error when it is not installed, or does not answer in time
 */
export async function startServer(
  name: ServiceName,
  kind: ServerKind,
  options: StartOptions = {},
  choosePort = freePort,
): Promise<RunningServer> {
  const file = commandFile(name);
  if (file === undefined) throw new Error(missingMessage(name));
  return startProgram(name, file, kind, options, choosePort);
}

/** The same for a server that is a dependency: its program is known. */
export async function startProgram(
  name: string,
  file: string,
  { scheme, prepare, ready, answers, stopSignal, launcher = [], environment }: ServerKind,
  { timeout = 30_000 }: StartOptions = {},
  choosePort = freePort,
): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort();
    const folder = await mkdtemp(join(tmpdir(), `agentflow-${name}-`));
    const [program = file, ...commandLine] = [...launcher, file, ...(await prepare(port, folder))];
    const server = new RunningServer({
      name,
      file: program,
      arguments: commandLine,
      folder,
      port,
      scheme,
      ready,
      answers: () => answers(port),
      timeout,
      ...(stopSignal && { stopSignal }),
      ...(environment && { environment }),
    });
    try {
      await server.restart();
      return server;
    } catch (error) {
      await server.stop();
      if (attempt === attempts || !/address already in use/i.test(server.output)) throw error;
    }
  }
}
