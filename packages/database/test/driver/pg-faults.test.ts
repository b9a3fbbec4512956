import { createServer } from "node:net";
import { Secret } from "@agentflow/core/runtime";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { DatabaseError } from "../../src/errors/database-error.js";
import { type PgDriver, pgDriver, type PgDriverOptions } from "../../src/pg.js";
import { failureOf } from "../failure-of.js";
import { startDatabase } from "../start-database.js";

const select = { text: "select 1", values: [] };
const sleep = { text: "select pg_sleep(60)", values: [] };

describe.runIf(requireService("postgres"))(
  "PgDriver when something fails",
  { timeout: 60_000 },
  () => {
    const started = startDatabase();
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    beforeAll(() => process.on("unhandledRejection", note).on("uncaughtException", note));
    afterAll(() => process.off("unhandledRejection", note).off("uncaughtException", note));

    const make = (options?: PgDriverOptions): PgDriver => started().driver(options);
    const works = (driver: PgDriver): Promise<void> =>
      vi.waitFor(async () => {
        await driver.check();
      }, 10_000);

    /** Resolves when somebody sleeps on the server, as another connection sees it. */
    async function asleep(what = "pg_sleep%"): Promise<void> {
      const text =
        "select pid from pg_stat_activity where query like '%' || $1 and state = 'active' and pid <> pg_backend_pid()";
      await vi.waitFor(async () => {
        const { rows } = await watcher().run({ text, values: [what] });
        expect(rows).toHaveLength(1);
      }, 5_000);
    }
    let watching: PgDriver | undefined;
    const watcher = (): PgDriver => (watching ??= make({ pool: { max: 1 } }));

    async function pidOf(driver: PgDriver): Promise<string> {
      const { rows } = await driver.run({ text: "select pg_backend_pid()", values: [] });
      return String(rows[0]?.[0]);
    }

    it("cancels a statement on the server, and goes on with the same connection", async () => {
      const driver = make({ pool: { max: 1 } });
      const pid = await pidOf(driver);
      const abort = new AbortController();
      const failure = failureOf(driver.run(sleep, { signal: abort.signal }));
      await asleep();
      abort.abort(new Error("no longer needed"));
      expect(await failure).toMatchObject({
        kind: "cancelled",
        outcomeUnknown: false,
        cause: new Error("no longer needed"),
      });
      expect(await pidOf(driver)).toBe(pid);
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
          { text: "select pg_sleep(0.002)", values: [] },
          { signal: abort.signal },
        );
        setTimeout(() => {
          abort.abort();
        }, round % 5);
        const [one, two] = await Promise.allSettled([
          first,
          driver.run({ text: "select pg_sleep(0.003)", values: [] }),
        ]);
        expect(two.status).toBe("fulfilled");
        // It may have ended before.
        const kind = one.status === "rejected" ? (one.reason as DatabaseError).kind : "cancelled";
        expect(kind).toBe("cancelled");
      }
    });

    it("gives up a connection whose statement cannot be cancelled", async () => {
      const driver = make({ pool: { max: 1, connectTimeout: 300 } });
      await driver.check();
      const abort = new AbortController();
      const failure = failureOf(driver.run(sleep, { signal: abort.signal }));
      await asleep();
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
      const pid = await pidOf(driver);
      expect(await failureOf(driver.run(sleep))).toMatchObject({ kind: "timeout", code: "57014" });
      expect(await pidOf(driver)).toBe(pid);
    });

    it("gives up a silent server when the statement's time is long over", async () => {
      const driver = make({ statementTimeout: 50, pool: { connectTimeout: 200 } });
      await driver.check();
      await started().server.pause();
      const failure = await failureOf(driver.run(select));
      expect(failure).toMatchObject({ kind: "timeout", outcomeUnknown: true, retryable: false });
      await started().server.resume();
      await works(driver);
    });

    it("says when a lock was not given in time", async () => {
      const driver = make();
      await driver.run({ text: "create table locked (id int)", values: [] });
      const holder = await driver.connect();
      await holder.run({ text: "begin", values: [] });
      await holder.run({ text: "lock table locked", values: [] });
      const other = await driver.connect();
      await other.run({ text: "set lock_timeout = 20", values: [] });
      const failure = await failureOf(other.run({ text: "select * from locked", values: [] }));
      expect(failure).toMatchObject({ kind: "timeout", code: "55P03" });
      const waiting = new AbortController();
      const blocked = failureOf(
        driver.run({ text: "select * from locked", values: [] }, { signal: waiting.signal }),
      );
      await asleep("from locked");
      waiting.abort();
      expect(await blocked).toMatchObject({ kind: "cancelled" });
      other.release(true);
      holder.release();
      expect((await driver.run({ text: "select * from locked", values: [] })).count).toBe(0);
    });

    it("refuses who waits too long for a connection, and leaves the others in order", async () => {
      const driver = make({ pool: { max: 2, connectTimeout: 50 } });
      const taken = [await driver.connect(), await driver.connect()];
      const failure = await failureOf(driver.run(select));
      expect(failure).toMatchObject({ kind: "timeout", retryable: true });
      expect(failure.message).toMatch(/^All 2 connections are in use/);
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

    it("replaces connections that the server ends, in use or not", async () => {
      const told: DatabaseError[] = [];
      const driver = make({ pool: { max: 2 }, onError: (error) => told.push(error) });
      const kill = "select pg_terminate_backend(pid) from pg_stat_activity where pid = $1";
      const idle = await pidOf(driver);
      await watcher().run({ text: kill, values: [idle] });
      await vi.waitFor(() => {
        expect(told).toMatchObject([{ kind: "connection", code: "57P01", retryable: true }]);
      });
      expect(driver.pool.idle).toBe(0);
      const connection = await driver.connect();
      const { rows } = await connection.run({ text: "select pg_backend_pid()", values: [] });
      const failure = failureOf(connection.run(sleep));
      await asleep();
      await watcher().run({ text: kill, values: [rows[0]?.[0] ?? ""] });
      // The server said that it did not complete it.
      expect(await failure).toMatchObject({ kind: "connection", code: "57P01", retryable: true });
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
      const running = [driver.run(sleep), driver.run(sleep, { readOnly: true })].map(failureOf);
      const connection = await driver.connect();
      await vi.waitFor(async () => {
        const text = "select count(*) from pg_stat_activity where query = $1 and state = 'active'";
        expect((await connection.run({ text, values: [sleep.text] })).rows).toEqual([["2"]]);
      });
      await server.kill();
      const [write, read] = await Promise.all(running);
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

    it("works again after an orderly restart of the server, whatever its connections did", async () => {
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
      const driver = pgDriver({
        connection: `postgres://user:hunter2@127.0.0.1:${port}/x`,
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
      const url = `postgres://nobody:${encodeURIComponent(password)}@127.0.0.1:${started().server.port}/nowhere`;
      const connection = new Secret(url);
      for (const driver of [
        make({ connection }),
        make({ connection: `${url}?sslmode=verify-full` }),
        make({ connection: url.replace("127.0.0.1", "no such host") }),
        make({ connection: `postgres://x:${encodeURIComponent(password)}@127.0.0.1:99999999/x` }),
      ]) {
        const failure = await failureOf(driver.run(select));
        const text = JSON.stringify([
          failure,
          failure.message,
          failure.cause,
          String(failure.stack),
        ]);
        expect(text).not.toContain("hunter2");
      }
      expect(await failureOf(make({ connection }).run(select))).toMatchObject({ code: "28000" });
    });

    it("takes what the connection leaves out from the environment", async () => {
      vi.stubEnv("PGHOST", "127.0.0.1");
      vi.stubEnv("PGPORT", String(started().server.port));
      vi.stubEnv("PGUSER", "postgres");
      vi.stubEnv("PGDATABASE", "template1");
      onTestFinished(() => void vi.unstubAllEnvs());
      await using driver = pgDriver({ applicationName: "tests" });
      const text = "select current_database(), current_setting('application_name')";
      expect((await driver.run({ text, values: [] })).rows).toEqual([["template1", "tests"]]);
    });

    it("waits for what is under way when it is closed, then leaves nothing on the server", async () => {
      const driver = make({ applicationName: "closing", pool: { max: 2 } });
      const connection = await driver.connect();
      const running = driver.run({ text: "select pg_sleep(0.05)", values: [] });
      await asleep();
      const waiting = failureOf(driver.run(select));
      const closed = driver.close();
      expect(await failureOf(driver.run(select))).toMatchObject({ kind: "closed" });
      expect((await running).count).toBe(1);
      expect(await waiting).toMatchObject({ kind: "closed" });
      expect((await connection.run(select)).count).toBe(1);
      connection.release();
      await closed;
      await driver.close();
      const text = "select count(*) from pg_stat_activity where application_name = 'closing'";
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

    it("cancels through a socket of Unix too", async () => {
      const text = "show unix_socket_directories";
      const [[folder = ""] = []] = (await watcher().run({ text, values: [] })).rows;
      const { port } = started().server;
      const driver = make({
        connection: `postgres://postgres@${encodeURIComponent(String(folder))}:${port}/postgres`,
        pool: { max: 1 },
      });
      const pid = await pidOf(driver);
      const abort = new AbortController();
      const failure = failureOf(driver.run(sleep, { signal: abort.signal }));
      await asleep();
      abort.abort();
      expect(await failure).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
      expect(await pidOf(driver)).toBe(pid);
    });

    it("gives up a connection on which a statement could not be sent whole", async () => {
      const driver = make({ pool: { max: 1 } });
      const pid = await pidOf(driver);
      // A program without types may give what is no text.
      let reads = 0;
      const values = Object.defineProperty([""], "0", {
        // A text when it is looked at, and nothing of the protocol when it is sent.
        get: () => (reads++ === 0 ? "x" : Symbol("x")),
      });
      await failureOf(driver.run({ text: "select $1::text", values }));
      expect(await pidOf(driver)).not.toBe(pid);
    });

    it("refuses COPY, which needs data beside the statement", async () => {
      const driver = make({ pool: { max: 1 } });
      await driver.run({ text: "create table copied (id int)", values: [] });
      const copy = driver.run({ text: "copy copied from stdin", values: [] });
      expect(await failureOf(copy)).toMatchObject({ code: "57014" });
      expect((await driver.run({ text: "copy (select 1) to stdout", values: [] })).rows).toEqual(
        [],
      );
      await driver.check();
    });

    it("refuses numbers that make no sense", () => {
      expect(() => pgDriver({ statementTimeout: 0 })).toThrow(RangeError);
      expect(() => pgDriver({ pool: { max: 0 } })).toThrow(RangeError);
      expect(() => pgDriver({ pool: { idleTimeout: -1 } })).toThrow(RangeError);
    });

    it("leaves no error that nobody handles", () => {
      expect(unhandled).toEqual([]);
    });
  },
);
