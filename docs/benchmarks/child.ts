import { type ChildProcess, fork } from "node:child_process";

/** A process that answers questions, one after another. */
export class Child<Ready> {
  /** What it said when it was ready. */
  readonly ready: Ready;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, ready: Ready) {
    this.#process = process;
    this.ready = ready;
  }

  /**
   * Starts a module that calls `serveParent`, and waits until it is ready.
   * @throws when it ends before
   */
  static async start<Ready>(module: string, args: readonly string[] = []): Promise<Child<Ready>> {
    const child = fork(module, args);
    // What the module says is between it and its caller.
    return new Child(child, (await nextMessage(child)) as Ready);
  }

  /** @throws when the process ends without an answer */
  async ask<Answer>(question: object = {}): Promise<Answer> {
    const answer = nextMessage(this.#process);
    this.#process.send(question);
    return (await answer) as Answer; // as above
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    await new Promise((resolve) => {
      this.#process.once("exit", resolve);
      this.#process.kill();
    });
  }
}

/** In the child: says that it is ready, then answers the parent's questions until the parent is gone. */
export function serveParent(ready: unknown, answer: (question: unknown) => unknown): void {
  process.on("message", (question) => {
    // A rejection ends the process, and with it the benchmark.
    void Promise.resolve(answer(question)).then(sendToParent);
  });
  process.on("disconnect", () => process.exit());
  sendToParent(ready);
}

function sendToParent(message: unknown): void {
  process.send?.(message ?? null);
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null): void => {
      child.off("message", onMessage);
      reject(new Error(`${child.spawnargs.slice(1).join(" ")} ended with ${code ?? signal}`));
    };
    const onMessage = (message: unknown): void => {
      child.off("exit", onExit);
      resolve(message);
    };
    child.once("exit", onExit);
    child.once("message", onMessage);
  });
}
