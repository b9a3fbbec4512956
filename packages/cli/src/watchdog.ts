/** What becomes of a process that a plugin blocks. */
export interface WatchdogOptions {
  /** Milliseconds after which it is ended. */
  readonly timeout: number;
  /** Printed before. */
  readonly text: string;
  /** File descriptor that it is printed to. */
  readonly output: 1 | 2;
}

/** Runs in a thread of its own: code that never returns keeps every timer and signal of the main one from being heard. */
const program = `
const { workerData } = require("node:worker_threads");
const { flag, timeout, text, output } = workerData;
if (Atomics.wait(new Int32Array(flag), 0, 0, timeout) === "timed-out") {
  require("node:fs").writeSync(output, text);
  process.kill(process.pid, "SIGKILL");
}
`;

/**
 * Ends this process by SIGKILL, which alone ends one that is blocked, unless the watch is called off in time.
 * @returns calls it off
 */
export function startWatchdog(options: WatchdogOptions): () => void {
  // Only here: it takes milliseconds to load, and most commands load no pattern.
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const flag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  // Options that this process was started with, such as --input-type, would change what the program means.
  const execArgv: string[] = [];
  const worker = new Worker(program, { eval: true, execArgv, workerData: { ...options, flag } });
  worker.unref();
  return () => {
    const cell = new Int32Array(flag);
    Atomics.store(cell, 0, 1);
    Atomics.notify(cell, 0);
  };
}
