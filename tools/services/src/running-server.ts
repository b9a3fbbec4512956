import { setTimeout } from "node:timers/promises";
import { ProcessGuard } from "#process-guard";
import { ServerProcess } from "#server-process";

/** How a server is started, and how to see that it answers. */
export interface ServerDescription {
  /** For messages. */
  readonly name: string;
  readonly file: string;
  readonly arguments: readonly string[];
  /** Default: this process's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** The server's own folder, removed when it is stopped. */
  readonly folder: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** Of its addresses: `redis`. */
  readonly scheme: string;
  /** What it prints when it has its port: on a port that was taken, another server would answer. */
  readonly ready: RegExp;
  /** True as soon as the server answers; may also throw while it does not. */
  readonly answers: () => Promise<boolean>;
  /** Milliseconds the server has to answer. */
  readonly timeout: number;
  /** Asks the server to end without delay. Default: SIGTERM. */
  readonly stopSignal?: NodeJS.Signals;
}

/** Milliseconds between two looks at a server. */
const step = 10;
/** Milliseconds a server has to end by itself. */
const stopTimeout = 5_000;

/** A server of its own for a test, on 127.0.0.1. It ends with the process that started it. */
export class RunningServer {
  readonly port: number;
  /** Scheme, host and port. */
  readonly url: string;
  readonly #description: ServerDescription;
  readonly #guard: ProcessGuard;
  #process: ServerProcess | undefined;

  constructor(description: ServerDescription) {
    this.#description = description;
    this.port = description.port;
    this.url = `${description.scheme}://127.0.0.1:${description.port}`;
    this.#guard = new ProcessGuard(description.folder);
  }

  /** Number of the process; `undefined` while the server does not run. */
  get processId(): number | undefined {
    return this.#process?.id;
  }

  /** The end of what the server printed since it was started last. */
  get output(): string {
    return this.#process?.output ?? "";
  }

  /**
   * Starts the server, on the same port as before; one that runs is killed first.
   * @throws Error with the server's last output when it does not answer in time
   */
  async restart(): Promise<void> {
    await this.kill();
    const { name, file, arguments: commandLine, folder, environment, timeout } = this.#description;
    this.#process = new ServerProcess(file, commandLine, folder, environment);
    this.#guard.watch(this.processId);
    // A number of a process that has ended may be another one's by now.
    void this.#process.ended.then(() => this.#guard.watch(undefined));
    const end = performance.now() + timeout;
    while (!(await this.#answers())) {
      const ended = this.processId === undefined;
      if (ended || performance.now() > end) {
        await this.kill();
        const state = ended ? "ended before it answered" : `gave no answer in ${timeout / 1000} s`;
        throw new Error(`${name} on 127.0.0.1:${this.port} ${state}. It said:\n${this.output}`);
      }
      await setTimeout(step);
    }
  }

  /** Ends the server, by force when it does not end by itself, and removes its folder. */
  async stop(): Promise<void> {
    const server = this.#process;
    if (server !== undefined) {
      server.hold();
      server.signal(this.#description.stopSignal ?? "SIGTERM");
      // A paused server takes no other signal.
      await server.resume();
      const late = new AbortController();
      const forced = setTimeout(stopTimeout, undefined, { signal: late.signal }).then(
        () => server.kill(),
        () => undefined,
      );
      await Promise.race([server.ended, forced]);
      late.abort();
    }
    await this.#guard.end();
  }

  /** Ends the server at once, as a crash would. `restart` brings it back, with what it keeps on disk. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** Stops the server's process in its place: connections stay open and get no answer. */
  async pause(): Promise<void> {
    await this.#process?.pause();
  }

  /** Lets a paused server go on. */
  async resume(): Promise<void> {
    await this.#process?.resume();
  }

  async #answers(): Promise<boolean> {
    const { ready, answers } = this.#description;
    try {
      return this.processId !== undefined && ready.test(this.output) && (await answers());
    } catch {
      return false;
    }
  }
}
