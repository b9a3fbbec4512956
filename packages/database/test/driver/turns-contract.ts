import { expect, it } from "vitest";
import type { Driver } from "../../src/driver/driver.js";
import { failureOf } from "../failure-of.js";

const select = { text: "select 1", values: [] };

/** What a driver with one connection does. @param fresh makes one that nobody has used */
export function itTakesTurns(driver: () => Driver, fresh: () => Driver): void {
  it("lets callers take turns in the order in which they came", async () => {
    const order: number[] = [];
    const first = await driver().connect();
    const others = [1, 2, 3].map(async (number) => {
      const connection = await driver().connect();
      order.push(number);
      connection.release();
    });
    expect(order).toEqual([]);
    first.release();
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });

  it("stops waiting for its turn when the signal aborts", async () => {
    const first = await driver().connect();
    const waiting = new AbortController();
    const second = failureOf(driver().run(select, { signal: waiting.signal }));
    waiting.abort();
    expect(await second).toMatchObject({ kind: "cancelled" });
    first.release();
    expect((await driver().run(select)).count).toBe(1);
  });

  it("waits for what is under way when it is closed, and refuses the others", async () => {
    const closing = fresh();
    const connection = await closing.connect();
    const waiting = failureOf(closing.run(select));
    const closed = closing.close();
    expect(await failureOf(closing.run(select))).toMatchObject({ kind: "closed" });
    expect((await connection.run(select)).count).toBe(1);
    connection.release();
    expect(await waiting).toMatchObject({ kind: "closed" });
    await closed;
    await closing.close();
  });
}
