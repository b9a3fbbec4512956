import { createServer, connect, type Socket } from "node:net";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { pgDriver, type PgDriver } from "../../../src/pg.js";
import { listen, notifications, notify } from "../../../src/postgresql.js";
import { failureOf } from "../../failure-of.js";
import { startDatabase } from "../../start-database.js";
import { closedAfter, itListens } from "./listen-contract.js";

describe.runIf(requireService("postgres"))("LISTEN on a server", { timeout: 60_000 }, () => {
  const started = startDatabase();
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  beforeAll(() => process.on("unhandledRejection", note));
  afterAll(() => process.off("unhandledRejection", note));
  let driver: PgDriver | undefined;
  itListens(() => (driver ??= started().driver({ pool: { max: 2 } })));

  let watcher: PgDriver | undefined;
  /** Processes of the server whose last statement was about listening. */
  const pids = async (): Promise<readonly string[]> => {
    const text =
      "select pid from pg_stat_activity where query ~ '^(un)?listen ' and pid <> pg_backend_pid()";
    watcher ??= started().driver({ pool: { max: 1 } });
    const { rows } = await watcher.run({ text, values: [] });
    return rows.map(([pid]) => String(pid));
  };
  const make = (): PgDriver => started().driver({ pool: { max: 2 }, random: () => 0 });

  /** What a channel tells, as short texts. */
  async function eventsOf(source: PgDriver, channel: string): Promise<string[]> {
    const events: string[] = [];
    const onGap = ({ reason }: { reason: string }): unknown => events.push(reason);
    closedAfter(await listen(source, channel, ({ payload }) => events.push(payload), { onGap }));
    return events;
  }

  it("needs one connection for many channels, and none when nobody listens", async () => {
    await vi.waitFor(async () => {
      expect(await pids()).toEqual([]);
    });
    const source = make();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => listen(source, `channel ${index}`, Date.now)),
    );
    expect(await pids()).toHaveLength(1);
    expect(source.pool).toEqual({ taken: 0, idle: 0, waiting: 0 });
    await Promise.all(all.map((each) => each.close()));
    await vi.waitFor(async () => {
      expect(await pids()).toEqual([]);
    });
  });

  it("listens again when its connection is ended, and says that notifications may be missing", async () => {
    const source = make();
    const [one, other] = [
      await eventsOf(source, "killed one"),
      await eventsOf(source, "killed other"),
    ];
    const [pid = ""] = await pids();
    await notify(source, "killed one", "before");
    await vi.waitFor(() => {
      expect(one).toEqual(["before"]);
    });
    await source.run({ text: "select pg_terminate_backend($1::int4)", values: [pid] });
    await vi.waitFor(() => {
      expect([one, other]).toEqual([["before", "reconnected"], ["reconnected"]]);
    }, 10_000);
    expect(await pids()).not.toEqual([pid]);
    await notify(source, "killed other", "after");
    await vi.waitFor(() => {
      expect(other).toEqual(["reconnected", "after"]);
    });
  });

  it("listens again when the server is back after a crash, whoever came meanwhile", async () => {
    const source = make();
    const events = await eventsOf(source, "crash");
    const { server } = started();
    await server.kill();
    const late = eventsOf(source, "crash late");
    await server.restart();
    await vi.waitFor(() => {
      expect(events).toEqual(["reconnected"]);
    }, 20_000);
    const lateEvents = await late;
    await notify(source, "crash", "1");
    await notify(source, "crash late", "2");
    await vi.waitFor(() => {
      expect([events, lateEvents]).toEqual([["reconnected", "1"], ["2"]]);
    });
  });

  it("rejects when there is no server at first, and works when there is one", async () => {
    const source = make();
    const { server } = started();
    await server.kill();
    expect(await failureOf(notifications(source, "x"))).toMatchObject({ kind: "connection" });
    await server.restart();
    const events = await eventsOf(source, "x");
    await notify(source, "x", "here");
    await vi.waitFor(() => {
      expect(events).toEqual(["here"]);
    });
  });

  it("notices a connection that went silent, by its heartbeat", async () => {
    const sockets = new Set<Socket>();
    let silent = false;
    const proxy = createServer((socket) => {
      const server = connect(started().server.port, "127.0.0.1");
      for (const [from, to] of [
        [socket, server],
        [server, socket],
      ] as const) {
        sockets.add(from);
        from.on("data", (bytes) => (silent && old.has(socket) ? undefined : to.write(bytes)));
        from.on("error", () => to.destroy()).on("close", () => to.destroy());
      }
    });
    const old = new Set<Socket>();
    proxy.on("connection", (socket) => {
      if (!silent) old.add(socket);
    });
    await new Promise<void>((resolve) => void proxy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    });
    const address = proxy.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const source = started().driver({
      connection: `postgres://postgres@127.0.0.1:${port}/postgres`,
      heartbeat: 50,
      pool: { connectTimeout: 300 },
      random: () => 0,
    });
    const events = await eventsOf(source, "silent");
    silent = true;
    await vi.waitFor(() => {
      expect(events).toEqual(["reconnected"]);
    }, 10_000);
    await notify(make(), "silent", "heard");
    await vi.waitFor(() => {
      expect(events).toEqual(["reconnected", "heard"]);
    });
  });

  it("gives up waiting for a server that is gone when the signal aborts", async () => {
    const source = make();
    await eventsOf(source, "present");
    const { server } = started();
    await server.kill();
    const abort = new AbortController();
    const waiting = failureOf(notifications(source, "absent", { signal: abort.signal }));
    abort.abort();
    expect(await waiting).toMatchObject({ kind: "cancelled" });
    await server.restart();
  });

  it("ends with the driver, also while it tries to connect again", async () => {
    const source = make();
    const stream = await notifications(source, "closing");
    await source.close();
    for await (const event of stream) throw new Error(`It goes on with ${event.type}.`);
    expect(await failureOf(notifications(source, "closing"))).toMatchObject({ kind: "closed" });

    const other = make();
    const lost = await notifications(other, "closing");
    const { server } = started();
    await server.kill();
    await vi.waitFor(async () => {
      expect(await failureOf(other.check())).toMatchObject({ kind: "connection" });
    });
    await other.close();
    for await (const event of lost) throw new Error(`It goes on with ${event.type}.`);
    await server.restart();
  });

  it("refuses a heartbeat of no time", () => {
    expect(() => pgDriver({ heartbeat: 0 })).toThrow(RangeError);
  });

  it("leaves no error that nobody handles", () => {
    expect(unhandled).toEqual([]);
  });
});
