import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";

/** Characters kept of what a server printed. */
const outputLength = 4_000;
/** Milliseconds between two looks. */
const step = 5;

/** One process of a server. It does not keep this one alive: a test may forget to stop its server. */
export class ServerProcess {
  /** Resolves when the process has ended and everything it printed is known. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  #running = true;
  #output = "";

  /**
   * @param folder the process's working directory
   * @param environment of the process. Default: this one's
   */
  constructor(
    file: string,
    commandLine: readonly string[],
    folder: string,
    environment: NodeJS.ProcessEnv = process.env,
  ) {
    // In a group of its own: an interrupt from the keyboard is for the tests, which stop their servers.
    const child = spawn(file, commandLine, {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        this.#output = `${this.#output}${text}`.slice(-outputLength);
      });
    }
    child.on("error", (error) => {
      this.#output += error.message;
    });
    this.ended = new Promise((resolve) => {
      child.once("close", () => {
        this.#running = false;
        resolve();
      });
    });
    this.#handles().forEach((handle) => handle.unref());
  }

  /** Number of the process; `undefined` when it does not run. */
  get id(): number | undefined {
    return this.#running ? this.#child.pid : undefined;
  }

  /** The end of what it printed. */
  get output(): string {
    return this.#output;
  }

  /**
   * Sends a signal, when it still runs. Never through a child that could not be started: Node leaves its number
   * unset, and whatever stands there may name another process, or with 0 all of this one's group.
   */
  signal(name: NodeJS.Signals): void {
    if (this.id !== undefined) this.#child.kill(name);
  }

  /** Ends the process and those it started, at once. */
  async kill(): Promise<void> {
    this.hold();
    // One that stands still starts no other meanwhile.
    this.signal("SIGSTOP");
    const children = await this.#children();
    this.signal("SIGKILL");
    children.forEach((child) => signalTo(child, "SIGKILL"));
    await this.ended;
  }

  /** Lets the process and those it started go on. */
  async resume(): Promise<void> {
    (await this.#children()).forEach((child) => signalTo(child, "SIGCONT"));
    this.signal("SIGCONT");
  }

  /** From now on it keeps this process alive, which waits for its end. */
  hold(): void {
    this.#handles().forEach((handle) => handle.ref());
  }

  /** Resolves when the process and those it started stand still, or are gone. Only Linux tells; elsewhere at once. */
  async pause(): Promise<void> {
    this.signal("SIGSTOP");
    while (await runs(this.id)) await setTimeout(step);
    for (const child of await this.#children()) {
      signalTo(child, "SIGSTOP");
      while (await runs(child)) await setTimeout(step);
    }
  }

  /** Processes that this one started itself, as PostgreSQL does for each connection. Only Linux tells. */
  async #children(): Promise<readonly number[]> {
    try {
      const list = await readFile(`/proc/${this.id}/task/${this.id}/children`, "utf8");
      return list.split(" ").filter(Boolean).map(Number);
    } catch {
      return [];
    }
  }

  #handles(): readonly { ref(): unknown; unref(): unknown }[] {
    const { stdout, stderr } = this.#child;
    return [this.#child, ...[stdout, stderr].filter((stream) => stream instanceof Socket)];
  }
}

async function runs(process: number | undefined): Promise<boolean> {
  try {
    const status = await readFile(`/proc/${process}/stat`, "utf8");
    return !/\) [TZ] /.test(status);
  } catch {
    return false;
  }
}

function signalTo(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch {
    // It has ended meanwhile.
  }
}
