import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Generation, Problem } from "./result.ts";

/** A document, and where its package goes. */
export interface GenerationRequest {
  readonly name: string;
  /** Absolute path of the document. */
  readonly file: string;
  /** Absolute folder of the package; must not exist. */
  readonly directory: string;
  /** Absolute folder of a project that has the pattern installed. */
  readonly projectDirectory: string;
}

/** What generating one package may take. */
export interface GenerationLimits {
  /** Seconds of wall clock. */
  readonly seconds: number;
  /** MiB of the JavaScript heap. */
  readonly mebibytes: number;
}

/** Generates packages in a process of its own, which is started anew when a document has ended it. */
export class Generator {
  readonly #limits: GenerationLimits;
  #process: ChildProcess | undefined;

  constructor(limits: GenerationLimits) {
    this.#limits = limits;
  }

  /**
   * Generates a package. What goes wrong is part of the answer, also when the process had to be killed.
   * @throws the signal's reason when it aborts
   */
  async generate(request: GenerationRequest, signal: AbortSignal): Promise<Generation> {
    signal.throwIfAborted();
    const child = (this.#process ??= this.#start());
    const started = performance.now();
    let killedBy: Problem | undefined;
    const timer = setTimeout(() => {
      killedBy = {
        code: "TIME_LIMIT",
        message: `Not generated within ${this.#limits.seconds} s; the process was killed.`,
      };
      child.kill("SIGKILL");
    }, this.#limits.seconds * 1000);
    const onAbort = (): void => void child.kill("SIGKILL");
    signal.addEventListener("abort", onAbort);
    try {
      const answer = await answerOf(child, request);
      signal.throwIfAborted();
      if ("generation" in answer) return answer.generation;
      this.#process = undefined;
      return failed(killedBy ?? this.#crash(answer), (performance.now() - started) / 1000);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    }
  }

  stop(): void {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
  }

  #start(): ChildProcess {
    return fork(join(import.meta.dirname, "generation-worker.ts"), {
      execArgv: [
        `--max-old-space-size=${this.#limits.mebibytes}`,
        "--disable-warning=ExperimentalWarning",
      ],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
  }

  #crash({ exit, stderr }: Crash): Problem {
    return stderr.includes("heap out of memory")
      ? {
          code: "MEMORY_LIMIT",
          message: `More than ${this.#limits.mebibytes} MiB of heap were needed.`,
        }
      : {
          code: "CRASHED",
          message: `The process ended with ${exit}: ${stderr.trim().slice(-500)}`,
        };
  }
}

interface Crash {
  /** Exit code or signal. */
  readonly exit: string;
  readonly stderr: string;
}

function answerOf(
  child: ChildProcess,
  request: GenerationRequest,
): Promise<{ readonly generation: Generation } | Crash> {
  return new Promise((resolve) => {
    let stderr = "";
    const onStderr = (chunk: Buffer): void => void (stderr += chunk.toString());
    const settle = (answer: { readonly generation: Generation } | Crash): void => {
      child.removeAllListeners();
      child.stderr?.off("data", onStderr);
      resolve(answer);
    };
    child.stderr?.on("data", onStderr);
    // The worker answers each request with exactly this.
    child.once("message", (generation) => settle({ generation: generation as Generation }));
    child.once("close", (code, signal) => settle({ exit: String(code ?? signal), stderr }));
    child.send(request);
  });
}

function failed(problem: Problem, seconds: number): Generation {
  return { seconds, operations: 0, leftOut: [], files: 0, bytes: 0, problems: [problem] };
}
