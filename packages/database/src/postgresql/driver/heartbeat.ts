import type { Connection, Statement } from "../../driver/driver.js";
import type { WaitingOptions } from "../listen/listening-driver.js";

const ping: Statement = { text: "select 1", values: [] };

/**
 * Asks a connection that only waits for signs of life: one that broke without a word would not be noticed for hours. A
 * driver closes a connection whose statement can neither end nor be cancelled.
 * @returns stops it
 */
export function heartbeat(
  connection: Pick<Connection, "run">,
  { clock, heartbeat: interval, patience }: WaitingOptions,
): () => void {
  let stopped = false;
  let stopTimer: (() => void) | undefined;
  const beat = async (): Promise<void> => {
    const late = new AbortController();
    stopTimer = clock.after(patience, () => {
      late.abort();
    });
    try {
      await connection.run(ping, { signal: late.signal, readOnly: true });
    } catch {
      // Whoever waits is told when the connection is lost, and stops this.
    } finally {
      stopTimer();
    }
    wait();
  };
  const wait = (): void => {
    if (stopped || interval === Infinity) return;
    stopTimer = clock.after(interval, () => void beat());
  };
  wait();
  return () => {
    stopped = true;
    stopTimer?.();
  };
}
