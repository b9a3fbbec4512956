import { describe, expect, it, vi } from "vitest";
import { StoreGuard, StoreTimeoutError } from "../../../src/runtime/store/store-guard.js";
import { FakeClock } from "../../../src/testing.js";

const local = () => "local";
const shared = async () => "shared";
const broken = async (): Promise<string> => {
  throw new Error("connection lost");
};
const silent = (): Promise<string> => new Promise(() => undefined);

describe("StoreGuard", () => {
  it("gives what the store answers", async () => {
    const guard = new StoreGuard({ clock: new FakeClock() });
    expect(await guard.run(shared, local)).toBe("shared");
  });

  it("gives the fallback when the store fails, and tells of the failure", async () => {
    const onFailure = vi.fn<(error: unknown) => void>();
    const guard = new StoreGuard({ clock: new FakeClock(), onFailure });
    expect(await guard.run(broken, local)).toBe("local");
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(new Error("connection lost"));
  });

  it("gives the fallback when the store throws instead of rejecting", async () => {
    const guard = new StoreGuard({ clock: new FakeClock() });
    const throws = (): Promise<string> => {
      throw new Error("closed");
    };
    expect(await guard.run(throws, local)).toBe("local");
  });

  it("gives the fallback when the store is silent for its time, and leaves no timer", async () => {
    const clock = new FakeClock({ manual: true });
    const onFailure = vi.fn<(error: unknown) => void>();
    const answer = new StoreGuard({ timeout: 100, clock, onFailure }).run(silent, local);
    clock.advance(100);
    expect(await answer).toBe("local");
    expect(onFailure.mock.calls[0]?.[0]).toBeInstanceOf(StoreTimeoutError);
    expect(clock.pending).toBe(0);
  });

  it("does not ask a failed store during its pause", async () => {
    const clock = new FakeClock({ manual: true });
    const guard = new StoreGuard({ pause: 1_000, clock });
    await guard.run(broken, local);
    clock.advance(999);
    expect(await guard.run(shared, local)).toBe("local");
  });

  it("asks again after the pause, and stays with a store that answers", async () => {
    const clock = new FakeClock({ manual: true });
    const guard = new StoreGuard({ pause: 1_000, clock });
    await guard.run(broken, local);
    clock.advance(1_000);
    expect(await guard.run(shared, local)).toBe("shared");
    expect(await guard.run(shared, local)).toBe("shared");
  });

  it("lets one question find out whether the store is back", async () => {
    const clock = new FakeClock({ manual: true });
    const guard = new StoreGuard({ pause: 1_000, clock });
    await guard.run(broken, local);
    clock.advance(1_000);
    const answers = Promise.all([guard.run(shared, local), guard.run(shared, local)]);
    expect(await answers).toEqual(["shared", "local"]);
  });

  it.each([{ timeout: 0 }, { pause: -1 }])("refuses %o", (options) => {
    expect(() => new StoreGuard(options)).toThrow(RangeError);
  });
});
