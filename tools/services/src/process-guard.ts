import { type ChildProcessByStdio, spawn } from "node:child_process";
import { Socket } from "node:net";
import type { Writable } from "node:stream";

/**
 * Ends a process and removes a folder when the guard is told to, or when this process ends in whatever way.
 * A shell waits for the end of its input, which the system closes with this process, even after a SIGKILL.
 */
export class ProcessGuard {
  readonly #shell: ChildProcessByStdio<Writable, null, null>;
  readonly #ended: Promise<void>;

  /** @param folder removed at the end */
  constructor(folder: string) {
    // The last line of the input is the process to end; empty when there is none.
    const script =
      'while read -r line; do process=$line; done; [ -n "$process" ] && kill -9 "$process"; rm -rf -- "$1"';
    this.#shell = spawn("/bin/sh", ["-c", script, "sh", folder], {
      // In a group of its own: an interrupt from the keyboard must not end the guard before its work.
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
    });
    this.#ended = new Promise((resolve, reject) => {
      this.#shell.once("error", reject);
      this.#shell.once("close", () => {
        resolve();
      });
    });
    // Looked at by `end`.
    this.#ended.catch(() => undefined);
    this.#shell.unref();
    if (this.#shell.stdin instanceof Socket) this.#shell.stdin.unref();
  }

  /** From now on the guard is for this process, or for none. */
  watch(processId: number | undefined): void {
    this.#shell.stdin.write(`${processId ?? ""}\n`);
  }

  /** Ends the watched process and removes the folder. */
  async end(): Promise<void> {
    this.#shell.ref();
    this.#shell.stdin.end();
    await this.#ended;
  }
}
