import { describe, expect, it, vi } from "vitest";
import {
  CircuitBreaker,
  type CircuitBreakerOptions,
} from "../../../src/runtime/breaker/circuit-breaker.js";
import { CircuitOpenError } from "../../../src/runtime/breaker/circuit-open-error.js";
import type { CircuitChange } from "../../../src/runtime/breaker/circuit-settings.js";
import { FakeClock } from "../../../src/testing.js";
import { networkError, settled, statusError } from "../retry/failing.js";
import { fail, key, succeed } from "./circuit-calls.js";

function opened(options: CircuitBreakerOptions = {}) {
  const clock = new FakeClock({ manual: true });
  const breaker = new CircuitBreaker({
    clock,
    policy: { consecutive: 1 },
    openFor: 1_000,
    ...options,
  });
  fail(breaker);
  expect(breaker.state(key)).toBe("open");
  return { clock, breaker };
}

function halfOpen(options: CircuitBreakerOptions = {}) {
  const { clock, breaker } = opened(options);
  clock.advance(1_000);
  return { clock, breaker, circuit: breaker.circuit(key) };
}

describe("a closed circuit", () => {
  it("opens after five failures in a row", () => {
    const breaker = new CircuitBreaker();
    fail(breaker, 4);
    succeed(breaker);
    fail(breaker, 4);
    expect(breaker.state(key)).toBe("closed");
    fail(breaker);
    expect(breaker.state(key)).toBe("open");
  });

  it("opens when the share of failures reaches the limit, with calls enough", () => {
    const sampling = { failureRate: 0.5, window: 10_000, minimumCalls: 4 };
    const breaker = new CircuitBreaker({ policy: { sampling }, clock: new FakeClock() });
    fail(breaker, 1);
    succeed(breaker, 2);
    expect(breaker.state(key)).toBe("closed");
    fail(breaker, 1);
    expect(breaker.state(key)).toBe("open");
  });

  it("remembers the window and forgets what was before", () => {
    const clock = new FakeClock();
    const sampling = { failureRate: 1, window: 10_000, minimumCalls: 3 };
    const breaker = new CircuitBreaker({ policy: { sampling }, clock });
    fail(breaker, 2);
    clock.advance(10_000);
    fail(breaker);
    expect(breaker.state(key)).toBe("closed");
    clock.advance(9_000);
    fail(breaker);
    expect(breaker.state(key)).toBe("closed");
    fail(breaker);
    expect(breaker.state(key)).toBe("open");
  });

  it("does not know of other keys", () => {
    const { breaker } = opened();
    expect(breaker.state("other.example.com")).toBe("closed");
    expect(() => breaker.circuit("other.example.com").admit()).not.toThrow();
  });

  it("counts nothing for a call that was released", () => {
    const breaker = new CircuitBreaker({ policy: { consecutive: 2 } });
    const circuit = breaker.circuit(key);
    fail(breaker);
    circuit.release(circuit.admit());
    fail(breaker);
    expect(breaker.state(key)).toBe("open");
  });
});

describe("an open circuit", () => {
  it("refuses calls and says when it lets one through", () => {
    const { clock, breaker } = opened();
    clock.advance(300);
    const refused = (): number => breaker.circuit(key).admit();
    expect(refused).toThrow(CircuitOpenError);
    expect(refused).toThrow(
      expect.objectContaining({
        name: "CircuitOpenError",
        key,
        retryAfter: 700,
        message: "The circuit of api.example.com is open; it lets a call through in 700 ms.",
      }),
    );
  });

  it("ignores calls that were admitted before it opened", () => {
    const clock = new FakeClock();
    const breaker = new CircuitBreaker({ clock, policy: { consecutive: 1 }, openFor: 1_000 });
    const circuit = breaker.circuit(key);
    const [first, second, third] = [circuit.admit(), circuit.admit(), circuit.admit()];
    circuit.fail(first);
    clock.advance(1_000);
    circuit.succeed(second);
    circuit.admit();
    circuit.succeed(second);
    circuit.fail(third);
    expect(circuit.state).toBe("half-open");
  });

  it("stays open for longer with every opening, up to the limit, until it closes", () => {
    const { clock, breaker } = opened({ maxOpenFor: 3_000 });
    const openings = [2_000, 3_000, 3_000].map((ms) => {
      while (breaker.state(key) === "open") clock.advance(100);
      const start = clock.now();
      fail(breaker);
      while (breaker.state(key) === "open") clock.advance(100);
      return [clock.now() - start, ms];
    });
    expect(openings.map(([lasted]) => lasted)).toEqual(openings.map(([, ms]) => ms));
    succeed(breaker);
    fail(breaker);
    clock.advance(1_000);
    expect(breaker.state(key)).toBe("half-open");
  });

  it("stays open for the same time each time when no limit says more", () => {
    const { clock, breaker } = halfOpen();
    fail(breaker);
    clock.advance(999);
    expect(breaker.state(key)).toBe("open");
    clock.advance(1);
    expect(breaker.state(key)).toBe("half-open");
  });
});

describe("a half-open circuit", () => {
  it.each([1, 3, 10])("lets exactly %d calls through of 1,000 callers", async (halfOpenCalls) => {
    const { breaker } = halfOpen({ halfOpenCalls });
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const task = vi.fn<() => Promise<void>>(() => answered);
    const runs = Array.from({ length: 1_000 }, () => breaker.run(key, task));
    const results = Promise.allSettled(runs);
    await settled();
    expect(task).toHaveBeenCalledTimes(halfOpenCalls);
    answer();
    const refused = (await results).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(1_000 - halfOpenCalls);
    expect(breaker.state(key)).toBe("closed");
  });

  it("closes when all of its calls have succeeded, not before", () => {
    const { breaker, circuit } = halfOpen({ halfOpenCalls: 2 });
    const [first, second] = [circuit.admit(), circuit.admit()];
    circuit.succeed(first);
    expect(() => circuit.admit()).toThrow(CircuitOpenError);
    expect(breaker.state(key)).toBe("half-open");
    circuit.succeed(second);
    expect(breaker.state(key)).toBe("closed");
  });

  it("opens again at the first failure", () => {
    const { breaker, circuit } = halfOpen({ halfOpenCalls: 2 });
    const [first, second] = [circuit.admit(), circuit.admit()];
    circuit.fail(first);
    circuit.succeed(second);
    expect(breaker.state(key)).toBe("open");
  });

  it("gives the place of a call that was released to another", () => {
    const { circuit } = halfOpen();
    circuit.release(circuit.admit());
    expect(() => circuit.admit()).not.toThrow();
    expect(() => circuit.admit()).toThrow(CircuitOpenError);
  });

  it("gives the place of a call that does not settle to another after openFor", () => {
    const { clock, circuit } = halfOpen();
    const lost = circuit.admit();
    clock.advance(999);
    expect(() => circuit.admit()).toThrow(expect.objectContaining({ retryAfter: 1 }));
    clock.advance(1);
    circuit.admit();
    expect(() => circuit.admit()).toThrow(expect.objectContaining({ retryAfter: 1_000 }));
    circuit.release(lost);
    expect(() => circuit.admit()).toThrow(CircuitOpenError);
  });

  it("closes also by a call that took longer than openFor", () => {
    const { clock, circuit } = halfOpen();
    const slow = circuit.admit();
    clock.advance(1_000);
    circuit.admit();
    circuit.succeed(slow);
    expect(circuit.state).toBe("closed");
  });
});

describe("CircuitBreaker.run", () => {
  it("gives what the task gives, and throws what it throws", async () => {
    const breaker = new CircuitBreaker();
    expect(await breaker.run(key, async () => 7)).toBe(7);
    const error = networkError();
    await expect(breaker.run(key, () => Promise.reject(error))).rejects.toBe(error);
  });

  it.each([
    ["a broken connection", networkError(), "open"],
    ["a time-out", Object.assign(new Error("late"), { code: "ETIMEDOUT" }), "open"],
    ["status 503", statusError(503), "open"],
    ["status 429", statusError(429), "closed"],
    ["status 404", statusError(404), "closed"],
    ["an abort by the caller", new DOMException("aborted", "AbortError"), "half-open"],
    ["a mistake in the code", new TypeError("x is undefined"), "half-open"],
    ["a text", "failed", "half-open"],
  ])("makes a half-open circuit %s → %s", async (_, error, state) => {
    const { breaker } = halfOpen();
    await expect(breaker.run(key, () => Promise.reject(error))).rejects.toBe(error);
    expect(breaker.state(key)).toBe(state);
  });

  it("counts as a failure what isFailure says", async () => {
    const isFailure = (error: unknown): boolean => error === "failed";
    const breaker = new CircuitBreaker({ policy: { consecutive: 1 }, isFailure });
    await expect(breaker.run(key, () => Promise.reject(networkError()))).rejects.toThrow("hang up");
    expect(breaker.state(key)).toBe("closed");
    await expect(breaker.run(key, () => Promise.reject("failed"))).rejects.toBe("failed");
    expect(breaker.state(key)).toBe("open");
  });

  it("does not call the task while the circuit is open", async () => {
    const { breaker } = opened();
    const task = vi.fn<() => Promise<number>>();
    await expect(breaker.run(key, task)).rejects.toBeInstanceOf(CircuitOpenError);
    expect(task).not.toHaveBeenCalled();
  });
});

describe("a CircuitBreaker", () => {
  it("tells of every change", () => {
    const onChange = vi.fn<(change: CircuitChange) => void>();
    const { breaker } = halfOpen({ onChange });
    fail(breaker);
    expect(onChange.mock.calls.map(([change]) => change)).toEqual([
      { key, from: "closed", to: "open" },
      { key, from: "open", to: "half-open" },
      { key, from: "half-open", to: "open" },
    ]);
  });

  it("calls a service that is back within two seconds by default", () => {
    const clock = new FakeClock();
    const breaker = new CircuitBreaker({ clock });
    fail(breaker, 5);
    clock.advance(2_000);
    succeed(breaker);
    expect(breaker.state(key)).toBe("closed");
  });

  it("gives the same circuit for a key while it is in use", () => {
    const breaker = new CircuitBreaker({ maxCircuits: 2 });
    const circuit = breaker.circuit(key);
    for (let other = 0; other < 10; other += 1) {
      breaker.circuit(`${other}.example.com`);
      expect(breaker.circuit(key)).toBe(circuit);
    }
  });

  it("forgets closed circuits that are not used, and keeps open ones for their time", () => {
    const clock = new FakeClock();
    const breaker = new CircuitBreaker({ clock, policy: { consecutive: 1 }, maxCircuits: 2 });
    const idle = breaker.circuit("idle.example.com");
    fail(breaker);
    const use = (): void => {
      for (let other = 0; other < 10; other += 1) breaker.circuit(`${other}.example.com`);
    };
    use();
    expect(breaker.state(key)).toBe("open");
    expect(breaker.circuit("idle.example.com")).not.toBe(idle);
    clock.advance(2_000);
    use();
    expect(breaker.state(key)).toBe("closed");
  });

  it.each([
    [{ policy: { consecutive: 0 } }, "consecutive is 0"],
    [{ policy: { sampling: { failureRate: 0, window: 1, minimumCalls: 1 } } }, "failureRate is 0"],
    [
      { policy: { sampling: { failureRate: 1.1, window: 1, minimumCalls: 1 } } },
      "failureRate is 1.1",
    ],
    [{ policy: { sampling: { failureRate: 1, window: 0, minimumCalls: 1 } } }, "window is 0"],
    [
      { policy: { sampling: { failureRate: 1, window: 1, minimumCalls: 0.5 } } },
      "minimumCalls is 0.5",
    ],
    [{ openFor: 0 }, "openFor is 0"],
    [{ openFor: 10, maxOpenFor: 9 }, "maxOpenFor is 9"],
    [{ halfOpenCalls: 0 }, "halfOpenCalls is 0"],
    [{ maxCircuits: 0 }, "maxCircuits is 0"],
    [{ syncInterval: 0 }, "syncInterval is 0"],
  ])("refuses %j", (options, message) => {
    expect(() => new CircuitBreaker(options)).toThrow(message);
  });
});
