import { onPatternLoading } from "@agentflow/core/pattern-loading";
import { startWatchdog } from "./watchdog.js";

/** Why a process ended before its command did. */
export interface EarlyEnd {
  readonly code: "AF_INTERNAL" | "AF_PATTERN_UNLOADABLE";
  readonly message: string;
  readonly help: string;
}

/** Milliseconds more than a pattern has, in which a process that is not blocked gives it up by itself. */
const grace = 2000;
const help = "Update or remove the package, or report it to its author.";

/** Knows which patterns are being imported, so that one that ends or blocks the process can be named. */
export class LoadingPatterns {
  readonly #names = new Set<string>();
  readonly #json: boolean;
  readonly #stop: () => void;

  /** @param json whether the user wants one JSON document */
  constructor(json: boolean) {
    this.#json = json;
    this.#stop = onPatternLoading((name, timeout) => this.#begin(name, timeout));
  }

  /** What to say when the process ends now. */
  earlyEnd(): EarlyEnd {
    const [name] = this.#names;
    return name === undefined
      ? endedEarly
      : {
          code: "AF_PATTERN_UNLOADABLE",
          message: `${name} ended the process while it was loading.`,
          help,
        };
  }

  stop(): void {
    this.#stop();
  }

  #begin(name: string, timeout: number): () => void {
    this.#names.add(name);
    const message = `${name} blocked the process for ${timeout + grace} ms while it was loading.`;
    const text = earlyEndText({ code: "AF_PATTERN_UNLOADABLE", message, help }, this.#json);
    const callOff = startWatchdog({
      timeout: timeout + grace,
      text,
      output: this.#json ? 1 : 2,
    });
    return () => {
      callOff();
      this.#names.delete(name);
    };
  }
}

/** The same form as of every failure, without loading what prints those. */
export function earlyEndText(error: EarlyEnd, json: boolean): string {
  return json
    ? `${JSON.stringify({ error, diagnostics: [] })}\n`
    : `error ${error.code}: ${error.message}\n  → ${error.help}\n`;
}

const endedEarly: EarlyEnd = {
  code: "AF_INTERNAL",
  message: "The process ended before the command was done.",
  help: 'A pattern may have ended it or waited for ever: see "agentflow pattern list", and report it to its author.',
};
