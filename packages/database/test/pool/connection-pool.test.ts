import { FakeClock } from "@agentflow/core/testing";
import { describe, expect, it } from "vitest";
import { ConnectionPool, type PooledSession } from "../../src/pool/connection-pool.js";
import { type PoolOptions, poolSettings } from "../../src/pool/pool-settings.js";
import { failureOf } from "../failure-of.js";

class FakeSession implements PooledSession {
  usable = true;
  state: "open" | "closed" | "destroyed" = "open";

  async close(): Promise<void> {
    this.state = "closed";
  }

  destroy(): void {
    this.state = "destroyed";
  }
}

function start(options: PoolOptions = {}, open = async () => new FakeSession()) {
  const clock = new FakeClock({ manual: true });
  return { clock, pool: new ConnectionPool<FakeSession>(open, poolSettings(options), clock) };
}

describe("ConnectionPool", () => {
  it("uses the session again that was given back last", async () => {
    const { pool } = start();
    const [first, second] = [await pool.take(), await pool.take()];
    pool.give(first);
    pool.give(second);
    expect(pool.take()).toBe(second);
    expect(pool.take()).toBe(first);
    expect(await pool.take()).not.toBe(first);
  });

  it("closes what nobody used for the idle timeout, with one timer that ends with the last", async () => {
    const { clock, pool } = start({ idleTimeout: 100 });
    const [first, second] = [await pool.take(), await pool.take()];
    pool.give(first);
    clock.advance(60);
    pool.give(second);
    expect(clock.pending).toBe(1);
    clock.advance(40);
    expect([first.state, second.state]).toEqual(["closed", "open"]);
    clock.advance(60);
    expect(second.state).toBe("closed");
    expect(pool.status.idle).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it("does not use a session beyond its lifetime, whether it is taken, idle or given back", async () => {
    const { clock, pool } = start({ idleTimeout: 10_000, maxLifetime: 100 });
    const old = await pool.take();
    clock.advance(100);
    pool.give(old);
    expect(old.state).toBe("closed");
    const idle = await pool.take();
    pool.give(idle);
    clock.advance(100);
    const fresh = await pool.take();
    expect(fresh).not.toBe(idle);
    expect(idle.state).toBe("closed");
    const other = await pool.take();
    pool.give(fresh);
    pool.give(other);
    clock.advance(20_000);
    expect([fresh.state, other.state]).toEqual(["closed", "closed"]);
    expect(clock.pending).toBe(0);
  });

  it("destroys what cannot be used again", async () => {
    const { pool } = start();
    const [broken, unusable, idle] = [await pool.take(), await pool.take(), await pool.take()];
    pool.give(broken, true);
    unusable.usable = false;
    pool.give(unusable);
    pool.give(idle);
    idle.usable = false;
    expect(await pool.take()).not.toBe(idle);
    expect([broken, unusable, idle].map(({ state }) => state)).toEqual(Array(3).fill("destroyed"));
  });

  it("forgets an idle session that broke, and one that it does not have", async () => {
    const { pool } = start();
    const session = await pool.take();
    pool.forget(session);
    pool.give(session);
    pool.forget(session);
    expect(pool.status).toEqual({ taken: 0, idle: 0, waiting: 0 });
  });

  it("takes a session back once only", async () => {
    const { pool } = start();
    const session = await pool.take();
    pool.give(session);
    pool.give(session);
    expect(pool.status).toEqual({ taken: 0, idle: 1, waiting: 0 });
  });

  it("gives the place of a session that could not be opened to the next", async () => {
    let failures = 1;
    const { pool } = start({ max: 1 }, async () => {
      failures -= 1;
      if (failures >= 0) throw new Error("refused");
      return new FakeSession();
    });
    const [first, second] = await Promise.allSettled([pool.take(), pool.take()]);
    expect(first).toMatchObject({ status: "rejected", reason: { message: "refused" } });
    expect(second.status).toBe("fulfilled");
  });

  it("leaves what is left of the time for opening to who had to wait", async () => {
    const timeouts: number[] = [];
    const clock = new FakeClock({ manual: true });
    const open = async (timeout: number): Promise<FakeSession> => {
      timeouts.push(timeout);
      return new FakeSession();
    };
    const pool = new ConnectionPool(open, poolSettings({ max: 1, connectTimeout: 1_000 }), clock);
    const first = await pool.take();
    const second = pool.take();
    clock.advance(400);
    pool.give(first, true);
    await second;
    expect(timeouts).toEqual([1_000, 600]);
  });

  it("refuses who waits longer than the time", async () => {
    const { clock, pool } = start({ max: 1, connectTimeout: 1_000 });
    await pool.take();
    const failure = failureOf(Promise.resolve(pool.take()));
    clock.advance(1_000);
    expect((await failure).message).toBe(
      "All 1 connections are in use; none became free within 1000 ms.",
    );
    expect(clock.pending).toBe(0);
  });

  it("closes when the last is given back, once, and leaves no timer", async () => {
    const { clock, pool } = start({ max: 1 });
    const session = await pool.take();
    const waiting = failureOf(Promise.resolve(pool.take()));
    const closed = pool.close();
    expect(pool.close()).toBe(closed);
    pool.give(session);
    expect(await waiting).toMatchObject({ kind: "closed" });
    await closed;
    expect(session.state).toBe("closed");
    expect(clock.pending).toBe(0);
  });
});
