import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { requireService, selfSignedCertificate, startMariadb } from "#index";

const run = promisify(execFile);

/** What the server's own client prints for a statement. */
async function ask(port: number, statement: string, ...options: string[]): Promise<string> {
  const server = ["--no-defaults", "--host=127.0.0.1", `--port=${port}`, "--user=root"];
  const output = ["--batch", "--skip-column-names", ...options, `--execute=${statement}`];
  return (await run("mariadb", [...server, ...output])).stdout.trim();
}

describe.runIf(requireService("mariadbd"))(
  "startMariadb",
  () => {
    it("lets its root in, and leaves nothing behind when it is stopped", async () => {
      const mariadb = await startMariadb();
      const folder = await ask(mariadb.port, "select @@tmpdir");
      expect(folder).toMatch(/agentflow-mariadbd-\w+$/);
      expect(existsSync(folder)).toBe(true);
      await mariadb.stop();
      await expect(ask(mariadb.port, "select 1")).rejects.toThrow("Can't connect");
      expect(existsSync(folder)).toBe(false);
    });

    it("comes back with what was committed after it was killed with an open connection", async () => {
      const mariadb = await startMariadb();
      const open = connect(mariadb.port, "127.0.0.1");
      const closed = vi.fn<() => void>();
      open
        .resume()
        .once("close", closed)
        .on("error", () => undefined);
      const utf8 = "--default-character-set=utf8mb4";
      await ask(mariadb.port, "create database kept; create table kept.t select 'ü' as a", utf8);
      await mariadb.kill();
      await vi.waitFor(() => {
        expect(closed).toHaveBeenCalledOnce();
      });
      await expect(ask(mariadb.port, "select 1")).rejects.toThrow("Can't connect");
      await mariadb.restart();
      expect(await ask(mariadb.port, "select a from kept.t", utf8)).toBe("ü");
      await mariadb.stop();
    });

    it("takes connections but does not answer while it is paused", async () => {
      const mariadb = await startMariadb();
      await mariadb.pause();
      const greeted = vi.fn<() => void>();
      const open = connect(mariadb.port, "127.0.0.1").once("data", greeted);
      await vi.waitFor(() => {
        expect(open.readyState).toBe("open");
      });
      expect(greeted).not.toHaveBeenCalled();
      await mariadb.resume();
      await vi.waitFor(() => {
        expect(greeted).toHaveBeenCalledOnce();
      });
      open.destroy();
      await mariadb.stop();
    });

    it("speaks TLS when it is given a certificate", async () => {
      const mariadb = await startMariadb({ tls: selfSignedCertificate() });
      const cipher = await ask(mariadb.port, "show status like 'Ssl_cipher'", "--ssl");
      expect(cipher).toMatch(/^Ssl_cipher\s+\w+/);
      await mariadb.stop();
    });
  },
  60_000,
);
