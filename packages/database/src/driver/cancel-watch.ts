import type { Clock } from "@agentflow/core/runtime";

/** Asks a server to cancel what a session runs. @param late aborts when nobody waits for it any longer */
export type Cancel = (late: AbortSignal) => Promise<void>;

/** Cancels what a session runs when a signal aborts. */
export class CancelWatch {
  readonly #signal: AbortSignal;
  readonly #onAbort: () => void;
  #request: Promise<void> | undefined;
  #stopTimer: (() => void) | undefined;

  /**
   * @param patience milliseconds after which the server has to have ended the statement
   * @param giveUp called when it has not, or cannot be asked: it might cancel a later statement instead
   */
  constructor(
    signal: AbortSignal,
    cancel: Cancel,
    patience: number,
    clock: Clock,
    giveUp: () => void,
  ) {
    this.#signal = signal;
    this.#onAbort = (): void => {
      const late = new AbortController();
      this.#stopTimer = clock.after(patience, () => {
        late.abort();
        giveUp();
      });
      this.#request = cancel(late.signal).catch(giveUp);
    };
    signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  /** True when the server was asked to cancel. */
  get requested(): boolean {
    return this.#request !== undefined;
  }

  /** The statement has ended. Resolves when the server can cancel nothing any more. */
  async end(): Promise<void> {
    this.#signal.removeEventListener("abort", this.#onAbort);
    await this.#request;
    this.#stopTimer?.();
  }
}
