import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { ProcessGuard } from "#process-guard";

/** How a server is started, and how to see that it answers. */
export interface ServerDescription {
  /** For messages. */
  readonly name: string;
  readonly file: string;
  readonly arguments: readonly string[];
  /** The server's own folder, removed when it is stopped. */
  readonly folder: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** Of its addresses: `redis`. */
  readonly scheme: string;
  /** True as soon as the server answers; may also throw while it does not. */
  readonly answers: () => Promise<boolean>;
  /** Milliseconds the server has to answer. */
  readonly timeout: number;
}

/** Characters kept of what the server printed. */
const outputLength = 4_000;
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
  #child: ChildProcess | undefined;
  #exited: Promise<void> = Promise.resolve();
  #output = "";

  constructor(description: ServerDescription) {
    this.#description = description;
    this.port = description.port;
    this.url = `${description.scheme}://127.0.0.1:${description.port}`;
    this.#guard = new ProcessGuard(description.folder);
  }

  /** Number of the process; `undefined` while the server does not run. */
  get processId(): number | undefined {
    return this.#child?.pid;
  }

  /** The end of what the server printed. */
  get output(): string {
    return this.#output;
  }

  /**
   * Starts the server, on the same port as before; one that runs is killed first.
   * @throws Error with the server's last output when it does not answer in time
   */
  async restart(): Promise<void> {
    await this.kill();
    this.#output = "";
    this.#spawn();
    const { name, timeout } = this.#description;
    const end = performance.now() + timeout;
    while (!(await this.#answers())) {
      const state =
        this.#child === undefined
          ? "ended before it answered"
          : performance.now() > end
            ? `did not answer within ${timeout / 1000} s`
            : undefined;
      if (state !== undefined) {
        await this.kill();
        throw new Error(`${name} on 127.0.0.1:${this.port} ${state}. It said:\n${this.#output}`);
      }
      await setTimeout(step);
    }
  }

  /** Ends the server, by force when it does not end by itself, and removes its folder. */
  async stop(): Promise<void> {
    this.#child?.kill("SIGTERM");
    // A paused server takes no other signal.
    this.resume();
    const force = new AbortController();
    const forced = setTimeout(stopTimeout, undefined, { signal: force.signal }).then(
      () => this.kill(),
      () => undefined,
    );
    this.#child?.ref();
    await Promise.race([this.#exited, forced]);
    force.abort();
    await this.#guard.end();
  }

  /** Ends the server at once, as a crash would. `restart` brings it back, without its data. */
  async kill(): Promise<void> {
    this.#child?.ref();
    this.#child?.kill("SIGKILL");
    await this.#exited;
  }

  /** Stops the server's process in its place: connections stay open and get no answer. */
  async pause(): Promise<void> {
    const processId = this.processId;
    this.#child?.kill("SIGSTOP");
    // The signal takes a moment to reach every thread. Only Linux tells.
    const status = `/proc/${processId}/stat`;
    while (existsSync(status) && !/\) T /.test(await readFile(status, "utf8"))) {
      await setTimeout(step);
    }
  }

  /** Lets a paused server go on. */
  resume(): void {
    this.#child?.kill("SIGCONT");
  }

  #spawn(): void {
    const { file, arguments: commandLine, folder } = this.#description;
    const child = spawn(file, commandLine, {
      cwd: folder,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    this.#guard.watch(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        this.#output = `${this.#output}${text}`.slice(-outputLength);
      });
    }
    child.on("error", (error) => {
      this.#output += error.message;
    });
    this.#exited = new Promise((resolve) => {
      child.once("close", () => {
        this.#child = undefined;
        this.#guard.watch(undefined);
        resolve();
      });
    });
    // A test that forgets to stop its server must not keep the process alive.
    child.unref();
  }

  async #answers(): Promise<boolean> {
    try {
      return this.#child !== undefined && (await this.#description.answers());
    } catch {
      return false;
    }
  }
}
