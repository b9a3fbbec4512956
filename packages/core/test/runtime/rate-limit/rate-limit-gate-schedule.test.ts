import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateLimitGate } from "../../../src/runtime/rate-limit/rate-limit-gate.js";
import { FakeClock } from "../../../src/testing.js";

/** Milliseconds of a window. */
const window = 5_000;

/** A call, some time after the one before it. */
const calls = fc.record({
  pause: fc.oneof(fc.constant(0), fc.nat(300)),
  /** Milliseconds until the service counts it, and from there until the answer is there. */
  there: fc.nat(400),
  back: fc.oneof(fc.nat(400), fc.nat(6_000)),
  lost: fc.boolean(),
  maxWait: fc.option(fc.nat(8_000), { nil: undefined }),
  aborted: fc.option(fc.nat(2_000), { nil: undefined }),
});

/** A service with a fixed window, and what it saw in each. */
class Service {
  readonly seen = new Map<number, number>();
  readonly #clock: FakeClock;
  readonly #limit: number;

  constructor(clock: FakeClock, limit: number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  answer(): { readonly status: number; readonly headers: Record<string, string> } {
    const start = Math.floor(this.#clock.now() / window) * window;
    const count = (this.seen.get(start) ?? 0) + 1;
    this.seen.set(start, count);
    const wallStart = this.#clock.wallTime() - this.#clock.now() + start;
    const headers = {
      "x-ratelimit-limit": String(this.#limit),
      "x-ratelimit-remaining": String(Math.max(0, this.#limit - count)),
      "x-ratelimit-reset": String(wallStart + window),
    };
    return { status: count > this.#limit ? 429 : 200, headers };
  }
}

interface PlannedCall {
  readonly pause: number;
  readonly there: number;
  readonly back: number;
  readonly lost: boolean;
  readonly maxWait: number | undefined;
  readonly aborted: number | undefined;
}

/** Plays calls, and gives what the service saw in each window, who has not ended, and timers left over. */
async function play(schedule: readonly PlannedCall[], limit: number) {
  const clock = new FakeClock({ manual: true });
  const gate = new RateLimitGate(undefined, clock);
  const service = new Service(clock, limit);
  const open = new Set<number>();
  const later = async (ms: number): Promise<void> => {
    if (ms > 0) await clock.sleep(ms);
  };
  const call = async (id: number, planned: PlannedCall): Promise<void> => {
    const controller = new AbortController();
    if (planned.aborted !== undefined) {
      clock.after(planned.aborted, () => {
        controller.abort(new Error("enough"));
      });
    }
    try {
      await gate.enter("get", { signal: controller.signal, maxWait: planned.maxWait });
    } catch {
      open.delete(id);
      return;
    }
    await later(planned.there);
    const { status, headers } = service.answer();
    await later(planned.back);
    if (planned.lost) gate.leave("get");
    else gate.read("get", status, headers);
    open.delete(id);
  };
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 5) {
      clock.advance(5);
      await settle();
    }
  };
  for (const [id, planned] of schedule.entries()) {
    await pass(planned.pause);
    open.add(id);
    void call(id, planned);
    await settle();
  }
  for (let time = 0; time < 40 * window && (open.size > 0 || clock.pending > 0); time += 50) {
    await pass(50);
  }
  return { open, pending: clock.pending, seen: service.seen };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

describe("a rate limit gate under any schedule", () => {
  it("never sends more than the service allows once it has said what is left", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(calls, { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (schedule, limit) => {
          const answered = schedule.map((each) => ({ ...each, lost: false }));
          // The first tells what is left before the others ask.
          const first = {
            pause: 0,
            there: 0,
            back: 0,
            lost: false,
            maxWait: undefined,
            aborted: undefined,
          };
          const { seen, open, pending } = await play([first, ...answered], limit);
          expect(Math.max(...seen.values())).toBeLessThanOrEqual(limit);
          expect([open.size, pending]).toEqual([0, 0]);
        },
      ),
      { numRuns: 1_000 },
    );
  }, 60_000);

  it("loses nobody when answers get lost", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(calls, { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (schedule, limit) => {
          const { open, pending } = await play(schedule, limit);
          expect([open.size, pending]).toEqual([0, 0]);
        },
      ),
      { numRuns: 500 },
    );
  }, 60_000);
});
