import { createServer } from "node:net";
import { Secret } from "@agentflow/core/runtime";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { DatabaseError } from "../../../src/errors/database-error.js";
import {
  type MariadbDriver,
  mariadbDriver,
  type MariadbDriverOptions,
} from "../../../src/mariadb.js";
import { failureOf } from "../../failure-of.js";
import { startMariadbDatabase } from "../start-mariadb-database.js";

const select = { text: "select 1", values: [] };
const sleep = { text: "select sleep(60)", values: [] };
const ownId = { text: "select connection_id()", values: [] };

describe.runIf(requireService("mariadbd"))(
  "MariadbDriver when something fails",
  { timeout: 60_000 },
  () => {
    const started = startMariadbDatabase();
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    beforeAll(() => process.on("unhandledRejection", note).on("uncaughtException", note));
    afterAll(() => process.off("unhandledRejection", note).off("uncaughtException", note));

    const make = (options?: Partial<MariadbDriverOptions>): MariadbDriver =>
      started().driver(options);
    const works = (driver: MariadbDriver): Promise<void> =>
      vi.waitFor(async () => {
        await driver.check();
      }, 10_000);

    let watching: MariadbDriver | undefined;
    const watcher = (): MariadbDriver => (watching ??= make({ pool: { max: 1 } }));

    /** Connections that run a statement that ends so, as another one sees it. */
    async function running(end: string): Promise<readonly string[]> {
      const text =
        "select id from information_schema.processlist where info like concat('%', ?) and id <> connection_id()";
      const { rows } = await watcher().run({ text, values: [end] });
      return rows.map(([id]) => String(id));
    }

    /** Resolves when so many sleep on the server. */
    const asleep = (count = 1, end = "sleep(60)"): Promise<void> =>
      vi.waitFor(async () => {
        expect(await running(end)).toHaveLength(count);
      }, 5_000);

    async function idOf(driver: MariadbDriver): Promise<string> {
      return String((await driver.run(ownId)).rows[0]?.[0]);
    }

    it("cancels a statement on the server, and goes on with the same connection", async () => {
      const driver = make({ pool: { max: 1 } });
      const id = await idOf(driver);
      const abort = new AbortController();
      const failure = failureOf(driver.run(sleep, { signal: abort.signal }));
      await asleep();
      abort.abort(new Error("no longer needed"));
      expect(await failure).toMatchObject({
        kind: "cancelled",
        outcomeUnknown: false,
        cause: new Error("no longer needed"),
      });
      expect(await running("sleep(60)")).toEqual([]);
      expect(await idOf(driver)).toBe(id);
    });

    it("undoes what a cancelled statement had changed", async () => {
      const driver = make();
      await driver.run({ text: "create table filled (n int)", values: [] });
      const abort = new AbortController();
      const text = "insert into filled select sleep(0.01) + seq from seq_1_to_10000";
      const failure = failureOf(driver.run({ text, values: [] }, { signal: abort.signal }));
      await asleep(1, "seq_1_to_10000");
      abort.abort();
      expect(await failure).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
      const count = { text: "select count(*) from filled", values: [] };
      expect((await driver.run(count)).rows).toEqual([["0"]]);
    });

    it("takes the time-out of a signal for one", async () => {
      const driver = make();
      const failure = await failureOf(driver.run(sleep, { signal: AbortSignal.timeout(50) }));
      expect(failure).toMatchObject({ kind: "timeout", outcomeUnknown: false });
      await works(driver);
    });

    it("never lets a cancellation hit the statement after it", async () => {
      const driver = make({ pool: { max: 1 } });
      await driver.check();
      for (let round = 0; round < 30; round += 1) {
        const abort = new AbortController();
        const first = driver.run(
          { text: "select sleep(0.002)", values: [] },
          { signal: abort.signal },
        );
        setTimeout(() => {
          abort.abort();
        }, round % 5);
        const [one, two] = await Promise.allSettled([
          first,
          driver.run({ text: "select sleep(0.003)", values: [] }),
        ]);
        expect(two).toMatchObject({ status: "fulfilled", value: { rows: [["0"]] } });
        // It may have ended before.
        const kind = one.status === "rejected" ? (one.reason as DatabaseError).kind : "cancelled";
        expect(kind).toBe("cancelled");
      }
    });

    it("gives up a connection whose statement cannot be cancelled", async () => {
      const driver = make({ pool: { max: 1, connectTimeout: 300 } });
      await driver.check();
      // The server goes on with it for a while.
      const orphan = { text: "select sleep(59)", values: [] };
      const abort = new AbortController();
      const failure = failureOf(driver.run(orphan, { signal: abort.signal }));
      await asleep(1, "sleep(59)");
      await started().server.pause();
      abort.abort();
      expect(await failure).toMatchObject({
        kind: "cancelled",
        outcomeUnknown: true,
        retryable: false,
      });
      await started().server.resume();
      await works(driver);
    });

    it("lets the server end a statement that takes too long", async () => {
      const driver = make({ statementTimeout: 50, pool: { max: 1 } });
      const id = await idOf(driver);
      expect(await failureOf(driver.run(sleep))).toMatchObject({ kind: "timeout", code: "1969" });
      expect(await idOf(driver)).toBe(id);
    });

    it("gives up a silent server when the statement's time is long over", async () => {
      const driver = make({ statementTimeout: 50, pool: { connectTimeout: 200 } });
      await driver.check();
      await started().server.pause();
      const failure = await failureOf(driver.run({ text: "select 2", values: [] }));
      await started().server.resume();
      // It was not even prepared.
      expect(failure).toMatchObject({ kind: "timeout", outcomeUnknown: false, retryable: true });
      await works(driver);
    });

    it("does not know the outcome of a prepared statement that a silent server was sent", async () => {
      const driver = make({ statementTimeout: 50, pool: { max: 1, connectTimeout: 200 } });
      const named = { ...select, name: "one" };
      await driver.run(named);
      await started().server.pause();
      const failure = await failureOf(driver.run(named));
      await started().server.resume();
      expect(failure).toMatchObject({ kind: "timeout", outcomeUnknown: true, retryable: false });
      await works(driver);
    });

    it("says when a lock was not given in time", async () => {
      const driver = make();
      await driver.run({ text: "create table locked (id int primary key)", values: [] });
      await driver.run({ text: "insert into locked values (1)", values: [] });
      const holder = await driver.connect();
      await holder.run({ text: "start transaction", values: [] });
      await holder.run({ text: "select * from locked for update", values: [] });
      const other = await driver.connect();
      await other.run({ text: "set innodb_lock_wait_timeout = 0", values: [] });
      const update = { text: "update locked set id = 2 where id = 1", values: [] };
      expect(await failureOf(other.run(update))).toMatchObject({ kind: "timeout", code: "1205" });
      const waiting = new AbortController();
      const blocked = failureOf(driver.run(update, { signal: waiting.signal }));
      await asleep(1, "set id = 2 where id = 1");
      waiting.abort();
      expect(await blocked).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
      await holder.run({ text: "rollback", values: [] });
      holder.release();
      other.release(true);
      expect((await driver.run(update)).count).toBe(1);
    });

    it("refuses who waits too long for a connection, and leaves the others in order", async () => {
      const driver = make({ pool: { max: 2, connectTimeout: 50 } });
      const taken = [await driver.connect(), await driver.connect()];
      const failure = await failureOf(driver.run(select));
      expect(failure).toMatchObject({ kind: "timeout", retryable: true });
      const waiting = new AbortController();
      const abandoned = failureOf(driver.connect({ signal: waiting.signal }));
      const patient = driver.run(select);
      expect(driver.pool).toEqual({ taken: 2, idle: 0, waiting: 2 });
      waiting.abort();
      expect(await abandoned).toMatchObject({ kind: "cancelled" });
      taken.forEach((connection) => {
        connection.release();
      });
      expect((await patient).count).toBe(1);
      expect(driver.pool).toEqual({ taken: 0, idle: 2, waiting: 0 });
    });

    it("says that the server has no connection left, which may pass", async () => {
      await watcher().run({
        text: "create user narrow@localhost identified by 'x' with max_user_connections 1",
        values: [],
      });
      const connection = `mariadb://narrow:x@127.0.0.1:${started().server.port}`;
      const [first, second] = [make({ connection }), make({ connection })];
      await first.check();
      const failure = await failureOf(second.check());
      expect(failure).toMatchObject({ kind: "connection", code: "1226", retryable: true });
      await first.close();
      await works(second);
    });

    it("replaces connections that the server ends, in use or not", async () => {
      const told: DatabaseError[] = [];
      const driver = make({ pool: { max: 2 }, onError: (error) => told.push(error) });
      const idle = await idOf(driver);
      await watcher().run({ text: `kill ${idle}`, values: [] });
      await vi.waitFor(() => {
        expect(told).toMatchObject([{ kind: "connection", retryable: true }]);
      });
      expect(driver.pool.idle).toBe(0);
      const connection = await driver.connect();
      const { rows } = await connection.run(ownId);
      const failure = failureOf(connection.run(sleep));
      await asleep();
      await watcher().run({ text: `kill ${String(rows[0]?.[0])}`, values: [] });
      expect(await failure).toMatchObject({ kind: "connection" });
      expect(await failureOf(connection.run(select))).toMatchObject({
        kind: "connection",
        outcomeUnknown: false,
        retryable: true,
      });
      connection.release();
      await works(driver);
      expect(told).toHaveLength(1);
    });

    it("says that the outcome is unknown when the server crashes, and works after its restart", async () => {
      const driver = make();
      const { server } = started();
      await Promise.all([driver.run(select), driver.run(select)]);
      const both = [driver.run(sleep), driver.run(sleep, { readOnly: true })].map(failureOf);
      await asleep(2);
      const connection = await driver.connect();
      await server.kill();
      const [write, read] = await Promise.all(both);
      expect(write).toMatchObject({ kind: "connection", outcomeUnknown: true, retryable: false });
      expect(read).toMatchObject({ kind: "connection", outcomeUnknown: false, retryable: true });
      expect(await failureOf(connection.run(select))).toMatchObject({ outcomeUnknown: false });
      connection.release();
      const refused = await failureOf(driver.run(select));
      expect(refused).toMatchObject({ kind: "connection", outcomeUnknown: false, retryable: true });
      expect(refused.message).toContain("ECONNREFUSED");
      await server.restart();
      await works(driver);
    });

    it("works again after a restart of the server, whatever its connections did", async () => {
      const driver = make({ pool: { max: 3 } });
      await Promise.all([driver.run(select), driver.run(select), driver.run(select)]);
      await started().server.kill();
      await started().server.restart();
      await works(driver);
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, () => driver.run(select)),
      );
      expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
    });

    it("gives up connecting to a silent server, in time or when the signal aborts", async () => {
      const silent = createServer(() => undefined);
      await new Promise<void>((resolve) => {
        silent.listen(0, "127.0.0.1", resolve);
      });
      onTestFinished(() => void silent.close());
      const address = silent.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const driver = mariadbDriver({
        connection: `mariadb://user:hunter2@127.0.0.1:${port}/x`,
        pool: { connectTimeout: 100, max: 1 },
      });
      const failure = await failureOf(driver.connect());
      expect(failure).toMatchObject({ kind: "connection", retryable: true });
      expect(failure.message).toBe("The database gave no connection within 100 ms.");
      const abort = new AbortController();
      const aborted = failureOf(driver.connect({ signal: abort.signal }));
      abort.abort();
      expect(await aborted).toMatchObject({ kind: "cancelled" });
      await driver.close();
    });

    it("keeps passwords out of every error", async () => {
      const password = "hunter2 p@ss";
      const encoded = encodeURIComponent(password);
      const url = `mariadb://nobody:${encoded}@127.0.0.1:${started().server.port}/nowhere`;
      for (const connection of [
        new Secret(url),
        `${url}?ssl-mode=verify_identity`,
        `${url}?ssl-mode=nonsense`,
        `${url}?nonsense=hunter2`,
        url.replace("127.0.0.1", "no such host"),
        `mariadb://x:${encoded}@127.0.0.1:99999999/x`,
        `postgres://x:${encoded}@127.0.0.1/x`,
      ]) {
        const failure = await failureOf(make({ connection }).run(select));
        const text = JSON.stringify([failure, failure.message, failure.cause, failure.stack]);
        expect(text).not.toContain("hunter2");
        expect(failure.retryable).toBe(failure.code === undefined && text.includes("failed"));
      }
      expect(await failureOf(make({ connection: url }).run(select))).toMatchObject({
        kind: "permission",
        code: "1045",
      });
    });

    it("waits for what is under way when it is closed, then leaves nothing on the server", async () => {
      await watcher().run({ text: "create user closing@localhost", values: [] });
      const connection = `mysql://closing@127.0.0.1:${started().server.port}`;
      const driver = make({ connection, pool: { max: 2 } });
      const held = await driver.connect();
      const under = driver.run({ text: "select sleep(0.05)", values: [] });
      await asleep(1, "sleep(0.05)");
      const waiting = failureOf(driver.run(select));
      const closed = driver.close();
      expect(await failureOf(driver.run(select))).toMatchObject({ kind: "closed" });
      expect((await under).count).toBe(1);
      expect(await waiting).toMatchObject({ kind: "closed" });
      expect((await held.run(select)).count).toBe(1);
      held.release();
      await closed;
      await driver.close();
      const text = "select count(*) from information_schema.processlist where user = 'closing'";
      await vi.waitFor(async () => {
        expect((await watcher().run({ text, values: [] })).rows).toEqual([["0"]]);
      });
    });

    it("closes also when the server has stopped answering", async () => {
      const driver = make();
      await driver.check();
      await started().server.pause();
      await driver.close();
      await started().server.resume();
      expect(driver.pool).toEqual({ taken: 0, idle: 0, waiting: 0 });
    });

    it("comes and cancels through a socket of Unix too", async () => {
      const [[path = ""] = []] = (await watcher().run({ text: "select @@socket", values: [] }))
        .rows;
      const connection = `mariadb://root@localhost/shop?socket=${encodeURIComponent(String(path))}`;
      const driver = make({ connection, pool: { max: 1 } });
      const abort = new AbortController();
      const failure = failureOf(driver.run(sleep, { signal: abort.signal }));
      await asleep();
      abort.abort();
      expect(await failure).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
      const text = "select substring_index(user(), '@', -1)";
      expect((await driver.run({ text, values: [] })).rows).toEqual([["localhost"]]);
    });

    it("keeps a connection to which a value could not be sent", async () => {
      const driver = make({ pool: { max: 1 } });
      // A program without types may give what is no value.
      const values = [Symbol("x")] as unknown as string[];
      expect(await failureOf(driver.run({ text: "select ?", values }))).toMatchObject({
        kind: "data",
        outcomeUnknown: false,
      });
      expect(await failureOf(driver.run({ text: "select ?, ?", values: ["1"] }))).toMatchObject({
        outcomeUnknown: false,
      });
      await driver.check();
    });

    it("refuses numbers that make no sense", () => {
      const connection = "mariadb://127.0.0.1";
      expect(() => mariadbDriver({ connection, statementTimeout: 0 })).toThrow(RangeError);
      expect(() => mariadbDriver({ connection, pool: { max: 0 } })).toThrow(RangeError);
    });

    it("leaves no error that nobody handles", () => {
      expect(unhandled).toEqual([]);
    });
  },
);
