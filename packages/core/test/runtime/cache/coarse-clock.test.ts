import { describe, expect, it, vi } from "vitest";
import { CoarseClock } from "../../../src/runtime/cache/coarse-clock.js";
import { FakeClock } from "../../../src/testing.js";

const far = 1_000_000;

/** A clock that has been asked so often that it uses one reading for many answers. */
function busy(clock: FakeClock): CoarseClock {
  const coarse = new CoarseClock(clock);
  for (let i = 0; i < 16; i += 1) coarse.isUntil(far);
  return coarse;
}

describe("CoarseClock", () => {
  it("says whether an end is over, the end itself not included", () => {
    const clock = new FakeClock();
    clock.advance(10);
    const coarse = new CoarseClock(clock);
    expect([coarse.isUntil(11), coarse.isUntil(10), coarse.isUntil(9)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("reads the clock every time while it is asked seldom, and sets no timer", () => {
    const clock = new FakeClock();
    const now = vi.spyOn(clock, "now");
    const coarse = new CoarseClock(clock);
    for (let i = 0; i < 100; i += 1) {
      coarse.isUntil(far);
      clock.advance(1);
    }
    expect(now).toHaveBeenCalledTimes(100);
    expect(clock.pending).toBe(0);
  });

  it("reads the clock once for 256 answers while it is asked often", () => {
    const clock = new FakeClock();
    const coarse = busy(clock);
    const now = vi.spyOn(clock, "now");
    for (let i = 0; i < 257 * 4; i += 1) coarse.isUntil(far);
    expect(now).toHaveBeenCalledTimes(4);
  });

  it("leaves no timer behind when it is not asked any more", () => {
    const clock = new FakeClock();
    busy(clock);
    expect(clock.pending).toBe(1);
    clock.advance(1);
    expect(clock.pending).toBe(0);
  });

  it.each([0.1, 1, 50, 1_000, far])("is exact after %d ms that pass between two answers", (ms) => {
    const clock = new FakeClock();
    const coarse = busy(clock);
    clock.advance(ms);
    expect([coarse.isUntil(ms), coarse.isUntil(ms - 0.05)]).toEqual([true, false]);
  });
});
