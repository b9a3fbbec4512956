import { requireService } from "@agentflow/services";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeBody } from "../../src/rate-limits/take-script.js";
import { startStore } from "../start-store.js";
import { BucketModel } from "./bucket-model.js";

/** The script with the time as a parameter. Keys stay, because the server's time is another. */
const timedScript = `
local now = tonumber(ARGV[6])
local server = redis
local redis = {
  call = function(command, ...)
    return command == 'PEXPIRE' or server.call(command, ...)
  end
}
${takeBody}`;

/** Microseconds since the Unix epoch, as large as they are today. */
const start = 1_790_000_000_000_000;

interface Take {
  readonly now: number;
  readonly weight?: number;
  readonly rate: number;
  readonly burst: number;
  readonly turn?: readonly [at: number, weight: number];
}

describe.runIf(requireService("redis-server"))("the script that takes tokens", () => {
  const started = startStore();
  let buckets = 0;

  function newBucket(): string {
    buckets += 1;
    return `bucket:${buckets}`;
  }

  /** Milliseconds to wait, and the turn. */
  async function take(key: string, { now, weight = 1, rate, burst, turn = [0, 0] }: Take) {
    const command = ["EVAL", timedScript, 1, key, weight, rate, burst, ...turn, now].map(String);
    return started().client.sendCommand<readonly [wait: number, turn: number]>(command);
  }

  it("grants exactly what a token bucket grants, whatever was promised to whom", async () => {
    const step = fc.record({
      pause: fc.oneof(fc.nat(2_000), fc.nat(3_000_000)),
      weight: fc.integer({ min: 1, max: 3 }),
      asker: fc.nat(3),
      hold: fc.option(fc.nat(500_000), { freq: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 3, max: 50 }),
        async (steps, rate, burst) => {
          const key = newBucket();
          const model = new BucketModel({ rate, burst }, start);
          const turns = new Map<number, readonly [number, number]>();
          let now = start;
          for (const { pause, weight, asker, hold } of steps) {
            now += pause;
            if (hold !== null) {
              model.hold(now + hold);
              const held = Number((await started().client.hGet(key, "hold")) ?? 0);
              await started().client.hSet(key, "hold", String(Math.max(held, now + hold)));
            }
            const turn = turns.get(asker) ?? [0, 0];
            const [wait, at] = await take(key, { now, weight, rate, burst, turn });
            expect(wait === 0).toBe(model.take(weight, now));
            turns.set(asker, wait === 0 ? [0, 0] : [at, weight]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("grants no more than rate · time + burst with fractions, either", async () => {
    const fraction = fc.double({ min: 0.01, max: 50, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(2_000_000), { minLength: 1, maxLength: 30 }),
        fraction,
        fraction.map((burst) => burst + 1),
        async (pauses, rate, burst) => {
          const key = newBucket();
          const grants: number[] = [];
          let now = start;
          for (const pause of pauses) {
            now += pause;
            if ((await take(key, { now, rate, burst }))[0] === 0) grants.push(now);
          }
          for (const [first, from] of grants.entries()) {
            for (const [last, to] of grants.slice(first).entries()) {
              expect(last + 1).toBeLessThanOrEqual(burst + (rate * (to - from)) / 1e6 + 1e-6);
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("grants to whoever is alone and comes back when told, and not a millisecond before", async () => {
    const limit = { rate: 3, burst: 2 };
    const key = newBucket();
    await take(key, { ...limit, now: start, weight: 2 });
    const [wait, turn] = await take(key, { ...limit, now: start + 100 });
    const early = { ...limit, now: start + (wait - 1) * 1_000, turn: [turn, 1] } as const;
    expect(await take(key, early)).toEqual([1, turn]);
    const [late] = await take(key, { ...limit, now: start + 100 + wait * 1_000, turn: [turn, 1] });
    expect(late).toBe(0);
  });

  it("tells everybody who is refused another time", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    const waits = [];
    for (let asker = 0; asker < 4; asker += 1) {
      waits.push((await take(key, { ...limit, now: start }))[0]);
    }
    expect(waits).toEqual([100, 200, 300, 400]);
  });

  it("tells the same time again to one who asks too early", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    const [, turn] = await take(key, { ...limit, now: start });
    const again = { ...limit, now: start + 40_000, turn: [turn, 1] } as const;
    expect(await take(key, again)).toEqual([60, turn]);
    expect((await take(key, { ...limit, now: start + 40_000 }))[0]).toBe(160);
  });

  it("sends one whose token was taken behind the others", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    const [, turn] = await take(key, { ...limit, now: start });
    await take(key, { ...limit, now: start });
    expect((await take(key, { ...limit, now: start + 100_000 }))[0]).toBe(0);
    const [wait] = await take(key, { ...limit, now: start + 101_000, turn: [turn, 1] });
    expect(wait).toBe(199);
  });

  it("lets one wait whose token is almost there, and keeps the turn", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    const [, turn] = await take(key, { ...limit, now: start });
    await take(key, { ...limit, now: start });
    await started().client.hSet(key, "level", "-200000");
    const late = { ...limit, now: start + 101_000, turn: [turn, 1] } as const;
    expect(await take(key, late)).toEqual([19, turn]);
  });

  it("shortens a turn for one who comes back for less", async () => {
    const limit = { rate: 10, burst: 4 };
    const key = newBucket();
    await take(key, { ...limit, now: start, weight: 4 });
    const [wait, turn] = await take(key, { ...limit, now: start, weight: 4 });
    expect(wait).toBe(400);
    const less = { ...limit, now: start, weight: 1, turn: [turn, 4] } as const;
    expect((await take(key, less))[0]).toBe(100);
    expect((await take(key, { ...limit, now: start }))[0]).toBe(200);
  });

  it("moves the turns when tokens overflow because somebody came late", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    const [, first] = await take(key, { ...limit, now: start });
    const [, second] = await take(key, { ...limit, now: start });
    await take(key, { ...limit, now: start + 130_000, turn: [first, 1] });
    const early = { ...limit, now: start + 200_000, turn: [second, 1] } as const;
    expect((await take(key, early))[0]).toBe(30);
  });

  it("gives one who is new a turn after tokens overflowed, and only one", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    const [, first] = await take(key, { ...limit, now: start });
    await take(key, { ...limit, now: start });
    await take(key, { ...limit, now: start + 110_000, turn: [first, 1] });
    expect((await take(key, { ...limit, now: start + 110_000 }))[0]).toBe(200);
  });

  it("forgets a turn that nobody used when its time is over", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    await take(key, { ...limit, now: start });
    await take(key, { ...limit, now: start + 1_000_000 });
    expect((await take(key, { ...limit, now: start + 1_000_000 }))[0]).toBe(100);
  });

  it("gives a new turn to one whose turn is from before a restart", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    const lost = { ...limit, now: start, turn: [start + 3_600_000_000, 1] } as const;
    expect((await take(key, lost))[0]).toBe(100);
  });

  it("neither frees nor stalls when the server's clock is set back", async () => {
    const limit = { rate: 10, burst: 1 };
    const key = newBucket();
    await take(key, { ...limit, now: start });
    const [, turn] = await take(key, { ...limit, now: start });
    await started().client.hSet(key, "hold", String(start + 20_000));
    const earlier = start - 3_600_000_000;
    const back = { ...limit, now: earlier, turn: [turn, 1] } as const;
    expect((await take(key, back))[0]).toBe(100);
    expect((await take(key, { ...back, now: earlier + 100_000 }))[0]).toBe(0);
  });

  it("gives turns one by one after a hold, also to those who had one before", async () => {
    const limit = { rate: 10, burst: 5 };
    const key = newBucket();
    await take(key, { ...limit, now: start, weight: 5 });
    const [, before] = await take(key, { ...limit, now: start });
    await started().client.hSet(key, "hold", String(start + 1_000_000));
    const again = { ...limit, now: start + 100_000, turn: [before, 1] } as const;
    expect((await take(key, again))[0]).toBe(1_000);
    expect((await take(key, { ...limit, now: start + 100_000 }))[0]).toBe(1_100);
  });

  it("answers with a number of this world for rates that are not", async () => {
    const slowest = { rate: 1e-300, burst: 1 };
    const key = newBucket();
    await take(key, { ...slowest, now: start });
    expect((await take(key, { ...slowest, now: start }))[0]).toBe(1e13);
  });
});
