import type { RateLimitDescription } from "../client/service-description.js";
import type { Clock } from "../clock.js";
import type { RateLimitReading } from "../rate-limit/rate-limit-gate.js";
import { decimal } from "../rate-limit/quota-reading.js";

/** Keeps calls back while the service says that it takes none. */
export interface ServiceLimit {
  /**
   * Waits until a call may go.
   * @param deadline by `clock.now()`
   * @throws {Error} at once, when that is later
   */
  enter(operation: string, deadline: number, signal: AbortSignal): Promise<void>;
  /** Learns from an answer. */
  read(
    operation: string,
    status: number,
    headers: Readonly<Record<string, string>>,
  ): RateLimitReading;
}

/** The limit as the described header fields and `Retry-After` tell it, for each of the service's quotas. */
export function serviceLimit(
  {
    limitedStatuses = [403],
    remaining,
    reset,
    resetUnit,
    resource,
  }: Partial<RateLimitDescription> = {},
  clock: Clock,
): ServiceLimit {
  /** By operation, the quota that it counts against. */
  const quotas: Record<string, string> = {};
  /** By quota, the time by `clock.now()` from which calls are taken. */
  const opens: Record<string, number> = {};
  return {
    async enter(operation, deadline, signal) {
      for (let wait; (wait = (opens[quotas[operation] ?? ""] ?? 0) - clock.now()) > 0;) {
        if (clock.now() + wait >= deadline) throw new Error(`no calls are taken for ${wait} ms`);
        await clock.sleep(wait, signal);
      }
    },
    read(operation, status, headers) {
      const field = (name = ""): string | undefined => headers[name.toLowerCase()];
      const isOver = decimal(field(remaining)) === 0;
      const after = decimal(field("retry-after"));
      const seconds = after ?? (isOver ? decimal(field(reset)) : undefined);
      const from = after === undefined && resetUnit === "epoch-seconds" ? clock.wallTime() : 0;
      const retryAfter = seconds && Math.max(0, seconds * 1000 - from);
      const limited =
        status === 429 || ((isOver || after !== undefined) && limitedStatuses.includes(status));
      const quota = (quotas[operation] = field(resource) ?? "");
      if (retryAfter && (limited || isOver)) opens[quota] = clock.now() + retryAfter;
      return { limited, retryAfter };
    },
  };
}
