import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import { fileURLToPath } from "node:url";

/** A database of a server. */
export interface LeftoverDatabase {
  readonly drop: string;
  /** Of the server. */
  readonly address: string;
}

/** A folder, and the server whose number is in the file `pid` in it. */
export interface LeftoverFolder {
  readonly folder: string;
}

/** What has to be gone in the end. */
export type Leftover = LeftoverDatabase | LeftoverFolder;

/**
 * A process beside this one that cleans up when this one has ended, however it ends: it notices that nobody can write to
 * it any more.
 */
export class Guard {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  static start(): Guard {
    const program = fileURLToPath(import.meta.resolve("@agentflow/database/mariadb-guard"));
    const child = spawn(process.execPath, [program], {
      stdio: ["pipe", "ignore", "ignore"],
      // Its own group, so that an interrupt from the keyboard leaves it to its work.
      detached: true,
    });
    child.unref();
    // Nobody waits for it but those who call `end`.
    if (child.stdin instanceof Socket) child.stdin.unref();
    return new Guard(child);
  }

  /** What is watched last goes first. Addresses go through a pipe: neither a file nor a command line has them. */
  watch(leftover: Leftover): void {
    this.#process.stdin?.write(`${JSON.stringify(leftover)}\n`);
  }

  /** Cleans up now. */
  async end(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    this.#process.ref();
    const ended = once(this.#process, "exit");
    this.#process.stdin?.end();
    await ended;
  }
}
