import type { WriteStream } from "node:tty";

/** Where progress is shown: standard error, which a terminal shows and a pipe does not mix with results. */
type Output = Pick<WriteStream, "write"> & { readonly isTTY?: boolean };

/** Counts what is done, in one line that a terminal rewrites; elsewhere a line for every twentieth part. */
export class Progress {
  readonly #title: string;
  readonly #total: number;
  readonly #output: Output;
  #done = 0;
  #failed = 0;
  #shown = 0;

  constructor(title: string, total: number, output: Output = process.stderr) {
    this.#title = title;
    this.#total = total;
    this.#output = output;
  }

  /** @param failed how many of them failed */
  add(done: number, failed = 0): void {
    this.#done += done;
    this.#failed += failed;
    const last = this.#done === this.#total;
    const text = `${this.#title}: ${this.#done} of ${this.#total}, ${this.#failed} failed`;
    if (this.#output.isTTY === true) {
      this.#output.write(`\r\u001B[K${text}${last ? "\n" : ""}`);
      return;
    }
    const part = Math.floor((20 * this.#done) / this.#total);
    if (part > this.#shown || last) this.#output.write(`${text}\n`);
    this.#shown = part;
  }
}
