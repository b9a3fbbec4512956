import { existsSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { postgresVersions, requireService, startPostgres } from "#index";

/** What the server says to a start-up message without a database: the first byte of its answer, "" for none. */
function greet(port: number, timeout = 5_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const text = Buffer.from("\0\0\0\0\0\x03\0\0user\0postgres\0\0", "latin1");
    text.writeInt32BE(text.length, 0);
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.setTimeout(timeout, () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer.toString("latin1", 0, 1));
    });
    socket.once("close", () => {
      resolve("");
    });
  });
}

describe.runIf(requireService("postgres"))(
  "startPostgres",
  () => {
    it("lets its superuser in, and leaves nothing behind when it is stopped", async () => {
      const postgres = await startPostgres();
      // AuthenticationOk, and no question for a password before it.
      expect(await greet(postgres.port)).toBe("R");
      const folder = /[^"]*agentflow-postgres-\w+/.exec(postgres.output)?.[0] ?? "";
      expect(existsSync(folder)).toBe(true);
      await postgres.stop();
      await expect(greet(postgres.port)).rejects.toThrow("ECONNREFUSED");
      expect(existsSync(folder)).toBe(false);
    });

    it("comes back on its port at once after it was killed with an open connection", async () => {
      const postgres = await startPostgres();
      const open = connect(postgres.port, "127.0.0.1");
      const closed = vi.fn<() => void>();
      open.once("close", closed).on("error", () => undefined);
      await vi.waitFor(() => {
        expect(open.readyState).toBe("open");
      });
      await postgres.kill();
      await vi.waitFor(() => {
        expect(closed).toHaveBeenCalledOnce();
      });
      await expect(greet(postgres.port)).rejects.toThrow("ECONNREFUSED");
      await postgres.restart();
      expect(await greet(postgres.port)).toBe("R");
      await postgres.stop();
    });

    it("copies another server, and follows it", async () => {
      const first = await startPostgres();
      const second = await startPostgres({ replicaOf: first });
      expect(second.output).toContain("ready to accept read-only connections");
      await vi.waitFor(() => {
        expect(second.output).toContain("started streaming WAL from primary");
      }, 10_000);
      await second.stop();
      await first.stop();
    });

    it("takes connections but does not answer while it is paused", async () => {
      const postgres = await startPostgres();
      await postgres.pause();
      await expect(greet(postgres.port, 50)).rejects.toThrow("no answer");
      await postgres.resume();
      expect(await greet(postgres.port)).toBe("R");
      await postgres.stop();
    });
  },
  60_000,
);

for (const version of postgresVersions) {
  describe.runIf(requireService(`postgres-${version}`))(
    `startPostgres with version ${version}`,
    () => {
      it("starts a server of that version", async () => {
        const postgres = await startPostgres({ version });
        expect(postgres.output).toContain(`starting PostgreSQL ${version}.`);
        expect(await greet(postgres.port)).toBe("R");
        await postgres.stop();
      }, 60_000);
    },
  );
}
