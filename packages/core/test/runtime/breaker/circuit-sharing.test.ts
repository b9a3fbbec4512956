import { describe, expect, it, vi } from "vitest";
import {
  CircuitBreaker,
  type CircuitBreakerOptions,
} from "../../../src/runtime/breaker/circuit-breaker.js";
import { StoreTimeoutError } from "../../../src/runtime/store/store-guard.js";
import { FakeClock } from "../../../src/testing.js";
import { settled } from "../retry/failing.js";
import { fail, key, succeed } from "./circuit-calls.js";
import { FakeBreakerStore } from "./fake-breaker-store.js";

/** Two processes with one store. */
function processes(options: CircuitBreakerOptions = {}) {
  const clock = new FakeClock({ manual: true });
  const store = new FakeBreakerStore(clock);
  const create = (): CircuitBreaker =>
    new CircuitBreaker({ clock, store, policy: { consecutive: 1 }, openFor: 5_000, ...options });
  return { clock, store, here: create(), there: create() };
}

/** A call through a circuit that lets it pass. */
async function use(breaker: CircuitBreaker): Promise<void> {
  succeed(breaker);
  await settled();
}

describe("circuits that share a store", () => {
  it("are open in every process soon after one has opened", async () => {
    const { clock, here, there } = processes();
    await use(there);
    fail(here);
    await settled();
    expect(there.state(key)).toBe("closed");
    clock.advance(1_000);
    await use(there);
    expect(there.state(key)).toBe("open");
    clock.advance(3_999);
    expect(there.state(key)).toBe("open");
    clock.advance(1);
    expect(there.state(key)).toBe("half-open");
  });

  it("open for the first call already of a process that begins later", async () => {
    const { here, there } = processes();
    fail(here);
    await settled();
    await use(there);
    expect(there.state(key)).toBe("open");
  });

  it("ask the store once in an interval, and only when there are calls", async () => {
    const { clock, store, here } = processes();
    for (let call = 0; call < 100; call += 1) {
      clock.advance(50);
      await use(here);
    }
    expect(store.questions).toEqual(Array.from({ length: 5 }, () => `read ${key}`));
    clock.advance(60_000);
    await settled();
    expect(store.questions).toHaveLength(5);
    expect(clock.pending).toBe(0);
  });

  it("close early where another process has found the service well", async () => {
    const { clock, here, there } = processes({ maxOpenFor: 60_000 });
    fail(here);
    await settled();
    await use(there);
    clock.advance(5_000);
    fail(here);
    await settled();
    expect(here.state(key)).toBe("open");
    succeed(there);
    await settled();
    expect(there.state(key)).toBe("closed");
    clock.advance(1_000);
    expect(() => here.circuit(key).admit()).toThrow("is open");
    await settled();
    expect(here.state(key)).toBe("closed");
  });

  it("tell the store how long they are open", async () => {
    const { clock, store, here } = processes();
    fail(here);
    await settled();
    clock.advance(5_000);
    succeed(here);
    await settled();
    const told = store.questions.filter((question) => !question.startsWith("read"));
    expect(told).toEqual([`open ${key} 5000`, `close ${key}`]);
  });

  it("open again while half-open when another process has found the service unwell", async () => {
    const { clock, here, there } = processes();
    fail(here);
    await settled();
    await use(there);
    clock.advance(5_000);
    const slow = there.circuit(key).admit();
    fail(here);
    await settled();
    clock.advance(1_000);
    expect(() => there.circuit(key).admit()).toThrow("is open");
    await settled();
    expect(there.state(key)).toBe("open");
    there.circuit(key).succeed(slow);
    expect(there.state(key)).toBe("open");
  });

  it("stay as they are where store and process differ by less than an answer may take", async () => {
    const { clock, store, here } = processes();
    await use(here);
    clock.advance(1_000);
    await store.open(key, 100);
    await use(here);
    expect(here.state(key)).toBe("closed");
    clock.advance(1_000);
    await store.open(key, 101);
    await use(here);
    expect(here.state(key)).toBe("open");
  });

  it("let a call find out, rather than close, when the opening ends in the store a little earlier", async () => {
    const { clock, store, here } = processes();
    await use(here);
    fail(here);
    await settled();
    clock.advance(4_900);
    await store.close(key);
    expect(() => here.circuit(key).admit()).toThrow("is open");
    await settled();
    expect(here.state(key)).toBe("open");
    clock.advance(100);
    expect(here.state(key)).toBe("half-open");
  });

  it("do not take an answer for news that is older than what happened here", async () => {
    const { clock, store, here } = processes();
    await use(here);
    clock.advance(1_000);
    let answer = (): void => undefined;
    vi.spyOn(store, "read").mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answer = () => {
            resolve(0);
          };
        }),
    );
    fail(here);
    answer();
    await settled();
    expect(here.state(key)).toBe("open");
    expect(store.questions.at(-1)).toBe(`open ${key} 5000`);
  });

  it("tell the store what came to pass while it was being told something else", async () => {
    const { clock, store, here } = processes({ openFor: 50 });
    await use(here);
    let answer = (): void => undefined;
    vi.spyOn(store, "open").mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    fail(here);
    clock.advance(50);
    succeed(here);
    await settled();
    expect(store.questions).toEqual([`read ${key}`]);
    answer();
    await settled();
    expect(store.questions).toEqual([`read ${key}`, `close ${key}`]);
  });
});

describe("a store that does not answer", () => {
  it.each([
    ["failing", Error, "connection lost"],
    ["silent", StoreTimeoutError, "no answer within 100 ms"],
  ] as const)("%s, lets every circuit work by itself", async (mode, type, message) => {
    const onStoreFailure = vi.fn<(error: unknown) => void>();
    const { clock, store, here, there } = processes({ onStoreFailure });
    store.mode = mode;
    fail(here);
    expect(here.state(key)).toBe("open");
    await use(there);
    clock.advance(5_000);
    await settled();
    expect(there.state(key)).toBe("closed");
    succeed(here);
    await settled();
    expect(here.state(key)).toBe("closed");
    clock.advance(100);
    await settled();
    expect(clock.pending).toBe(0);
    const [error] = onStoreFailure.mock.calls[0] ?? [];
    expect(error).toBeInstanceOf(type);
    expect(error).toHaveProperty("message", expect.stringContaining(message));
  });

  it("does not keep a call waiting", async () => {
    const { store, here } = processes();
    store.mode = "silent";
    expect(await here.run(key, async () => 7)).toBe(7);
  });

  it("is told of an opening when it is back, while that lasts", async () => {
    const { clock, store, here, there } = processes();
    store.mode = "failing";
    fail(here);
    await settled();
    store.mode = "well";
    clock.advance(1_000);
    expect(() => here.circuit(key).admit()).toThrow("is open");
    await settled();
    expect(store.questions.at(-1)).toBe(`open ${key} 4000`);
    await use(there);
    expect(there.state(key)).toBe("open");
  });

  it("is not told of an opening that is over", async () => {
    const { clock, store, here } = processes();
    store.mode = "failing";
    fail(here);
    await settled();
    store.mode = "well";
    store.questions.length = 0;
    clock.advance(5_000);
    here.circuit(key).admit();
    await settled();
    expect(store.questions).toEqual([]);
  });

  it("changes nothing by an answer that is no number", async () => {
    const { store, here } = processes();
    vi.spyOn(store, "read").mockResolvedValueOnce(Number.NaN);
    await use(here);
    expect(here.state(key)).toBe("closed");
  });
});
