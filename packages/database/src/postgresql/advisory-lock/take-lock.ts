import type { Clock } from "@agentflow/core/runtime";
import type { Connection } from "../../driver/driver.js";
import { abortError } from "../../errors/abort-error.js";
import type { LockKey } from "./lock-key.js";
import { type AdvisoryLockOptions, type LockStatements, notFree } from "./lock-options.js";

/**
 * Takes a lock of the session.
 * @throws {DatabaseError} when it is not taken; kind "timeout" when others have it
 */
export async function takeLock(
  connection: Connection,
  key: LockKey,
  { take, tryTake, giveBack }: LockStatements,
  { wait = true, signal }: AdvisoryLockOptions,
  clock: Clock,
): Promise<void> {
  if (wait === false) {
    const { rows } = await connection.run(tryTake, { signal });
    if (rows[0]?.[0] !== "t") throw notFree(key, undefined);
    return;
  }
  const late = new AbortController();
  const stopTimer =
    wait === true
      ? undefined
      : clock.after(wait, () => {
          late.abort(notFree(key, wait));
        });
  const signals = signal === undefined ? [late.signal] : [late.signal, signal];
  try {
    await connection.run(take, { signal: AbortSignal.any(signals) });
  } finally {
    stopTimer?.();
  }
  if (!signal?.aborted) return;
  // The abort came too late for the server, but nobody wants the lock any more.
  await connection.run(giveBack);
  throw abortError(signal.reason);
}
