import { FakeClock } from "@agentflow/core/testing";
import { describe, expect, it } from "vitest";
import type { Connection, Driver, StatementResult } from "../../../src/driver/driver.js";
import { DatabaseError } from "../../../src/errors/database-error.js";
import { createDatabase } from "../../../src/table/create-database.js";
import { postgresql } from "../../../src/postgresql/dialect/postgresql.js";
import { health, onPrimary, replicatedDriver } from "../../../src/postgresql.js";
import { failureOf } from "../../failure-of.js";

const select = { text: "select", values: [] };
const read = { readOnly: true };

/** A driver that answers with its name, or fails as it is told. */
class FakeServer implements Driver {
  readonly dialect = postgresql;
  failure: DatabaseError | undefined;
  closed = false;
  /** While it is set, statements wait. */
  gate: Promise<void> | undefined;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  fails(kind: DatabaseError["kind"], outcomeUnknown = false): this {
    this.failure = new DatabaseError(`${this.name} fails`, { kind, outcomeUnknown });
    return this;
  }

  async run(): Promise<StatementResult> {
    await this.gate;
    if (this.failure !== undefined) throw this.failure;
    return { rows: [[this.name]], count: 1 };
  }

  connect(): Promise<Connection> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return Promise.resolve({ run: () => this.run(), release: () => undefined });
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

const nameOf = async (result: Promise<StatementResult>): Promise<unknown> =>
  (await result).rows[0]?.[0];

describe("replicatedDriver", () => {
  const servers = (count: number): FakeServer[] =>
    Array.from({ length: count }, (_, index) => new FakeServer(`replica ${index}`));

  it("lets replicas that are equally busy take turns", async () => {
    const driver = replicatedDriver({ primary: new FakeServer("primary"), replicas: servers(3) });
    const names = [];
    for (let n = 0; n < 4; n += 1) names.push(await nameOf(driver.run(select, read)));
    expect(names).toEqual(["replica 0", "replica 1", "replica 2", "replica 0"]);
    expect(await nameOf(driver.run(select))).toBe("primary");
  });

  it("reads where the least is under way, open connections counted", async () => {
    const [one = new FakeServer(""), two = new FakeServer("")] = servers(2);
    const driver = replicatedDriver({ primary: new FakeServer("primary"), replicas: [one, two] });
    const held = await driver.connect(read);
    const gate = Promise.withResolvers<void>();
    two.gate = gate.promise;
    const running = driver.run(select, read);
    one.gate = gate.promise;
    const other = driver.run(select, read);
    gate.resolve();
    expect(await nameOf(running)).toBe("replica 1");
    expect(await nameOf(other)).toMatch(/^replica/);
    held.release();
    held.release();
    held.onLost?.(() => undefined)();
  });

  it("leaves a replica out after its connection failed, until the cool-down is over", async () => {
    const clock = new FakeClock({ manual: true });
    const [one = new FakeServer(""), two = new FakeServer("")] = servers(2);
    const down: number[] = [];
    const onReplicaDown = (_: DatabaseError, index: number): unknown => down.push(index);
    const driver = replicatedDriver({
      primary: new FakeServer("primary"),
      replicas: [one.fails("connection"), two],
      clock,
      coolDown: 1_000,
      onReplicaDown,
    });
    const names = async (): Promise<unknown[]> => [
      await nameOf(driver.run(select, read)),
      await nameOf(driver.run(select, read)),
    ];
    expect(await names()).toEqual(["replica 1", "replica 1"]);
    one.failure = undefined;
    expect(await names()).toEqual(["replica 1", "replica 1"]);
    expect(down).toEqual([0]);
    clock.advance(1_000);
    expect(await names()).toContain("replica 0");
  });

  it("reads on the primary when no replica can, and there are none", async () => {
    const primary = new FakeServer("primary");
    const replicas = servers(2).map((each) => each.fails("connection"));
    const driver = replicatedDriver({ primary, replicas });
    expect(await nameOf(driver.run(select, read))).toBe("primary");
    const connection = await driver.connect(read);
    expect(await nameOf(connection.run(select))).toBe("primary");
    expect(await nameOf(replicatedDriver({ primary, replicas: [] }).run(select, read))).toBe(
      "primary",
    );
  });

  it("reads elsewhere what a replica cancelled for its replaying, and goes on using that", async () => {
    const [one = new FakeServer("")] = servers(1);
    const driver = replicatedDriver({
      primary: new FakeServer("primary"),
      replicas: [one.fails("serialization")],
    });
    expect(await nameOf(driver.run(select, read))).toBe("primary");
    one.failure = undefined;
    expect(await nameOf(driver.run(select, read))).toBe("replica 0");
  });

  it("rejects with every other failure of a replica", async () => {
    const [one = new FakeServer("")] = servers(1);
    const driver = replicatedDriver({
      primary: new FakeServer("primary"),
      replicas: [one.fails("syntax")],
    });
    expect(await failureOf(driver.run(select, read))).toMatchObject({ kind: "syntax" });
    one.fails("connection", true);
    expect(await failureOf(driver.run(select, read))).toMatchObject({ outcomeUnknown: true });
  });

  it("does not begin again elsewhere what has been written out in part", async () => {
    const primary = new FakeServer("primary");
    const broken = new FakeServer("broken");
    const pieces: Uint8Array[] = [];
    broken.run = (_?: unknown, options?: { output?: (piece: Uint8Array) => unknown }) => {
      options?.output?.(Uint8Array.of(1));
      return Promise.reject(new DatabaseError("lost", { kind: "connection" }));
    };
    const driver = replicatedDriver({ primary, replicas: [broken] });
    const output = (piece: Uint8Array): undefined => void pieces.push(piece);
    expect(await failureOf(driver.run(select, { ...read, output }))).toMatchObject({
      kind: "connection",
    });
    expect(pieces).toEqual([Uint8Array.of(1)]);
    expect(await nameOf(driver.run(select, { ...read, output }))).toBe("primary");
  });

  it("lets a health check say which replicas are used", async () => {
    const clock = new FakeClock({ manual: true });
    const [one = new FakeServer("")] = servers(1);
    const driver = replicatedDriver({ primary: new FakeServer("primary"), replicas: [one], clock });
    one.fails("connection");
    expect((await driver.health())[1]).toMatchObject({ healthy: false, error: one.failure });
    one.failure = undefined;
    expect(await nameOf(driver.run(select, read))).toBe("primary");
    expect((await driver.health())[1]).toMatchObject({ healthy: true });
    expect(await nameOf(driver.run(select, read))).toBe("replica 0");
  });

  it("asks a server without replicas too, by its database or its driver", async () => {
    const driver = new FakeServer("alone");
    const healthy = { role: "primary", index: 0, healthy: true, lag: undefined, error: undefined };
    // What it answers is no number.
    expect(await health(driver)).toMatchObject([{ ...healthy, lag: undefined }]);
    expect(await health(createDatabase(driver.fails("timeout"), {}))).toEqual([
      { ...healthy, healthy: false, error: driver.failure },
    ]);
    const replicated = createDatabase(
      replicatedDriver({ primary: driver, replicas: [driver] }),
      {},
    );
    expect(await health(replicated)).toHaveLength(2);
  });

  it("closes every server, also by what reads on the primary", async () => {
    const all = servers(3);
    const [primary = new FakeServer(""), ...replicas] = all;
    await using driver = replicatedDriver({ primary, replicas });
    const onlyPrimary = onPrimary(driver);
    expect(await nameOf(onlyPrimary.run(select, read))).toBe("replica 0");
    expect(onPrimary(primary)).toBe(primary);
    await onlyPrimary.close();
    expect(all.map(({ closed }) => closed)).toEqual([true, true, true]);
  });

  it("refuses a cool-down of no time", () => {
    const primary = new FakeServer("primary");
    expect(() => replicatedDriver({ primary, replicas: [], coolDown: 0 })).toThrow(RangeError);
  });
});
