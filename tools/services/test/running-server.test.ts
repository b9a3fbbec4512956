import { ChildProcess, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { freePort } from "#free-port";
import { requireService, startRedis } from "#index";
import { redis } from "#redis";
import { startServer } from "#start-server";
import { RunningServer } from "#running-server";
import { ServerProcess } from "#server-process";

/** A shell in the place of a server. */
function server(script: string): { folder: string; server: RunningServer } {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-services-"));
  const description = {
    name: "the shell",
    file: "/bin/sh",
    arguments: ["-c", script],
    folder,
    port: 1,
    scheme: "none",
    ready: /starting/,
    answers: () => Promise.reject(new Error("nobody there")),
    timeout: 200,
  };
  return { folder, server: new RunningServer(description) };
}

function connectionTo(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve();
    });
    socket.once("error", reject);
  });
}

describe("RunningServer", () => {
  it("says what a server printed that ended at once", async () => {
    const { folder, server: shell } = server("echo out; echo wrong option >&2; exit 1");
    await expect(shell.restart()).rejects.toThrow(
      /^the shell on 127\.0\.0\.1:1 ended before it answered\. It said:\n[^]*wrong option/,
    );
    await shell.stop();
    expect(existsSync(folder)).toBe(false);
  });

  it("ends a server that does not answer in time", async () => {
    const { server: shell } = server("echo starting; exec sleep 60");
    await expect(shell.restart()).rejects.toThrow(
      "the shell on 127.0.0.1:1 gave no answer in 0.2 s. It said:\nstarting",
    );
    expect(shell.processId).toBeUndefined();
    await shell.stop();
  });

  it("names a program that cannot be started", async () => {
    const { folder } = server("");
    const missing = new RunningServer({
      name: "nothing",
      file: join(folder, "nothing"),
      arguments: [],
      folder,
      port: 1,
      scheme: "none",
      ready: /starting/,
      answers: () => Promise.resolve(false),
      timeout: 200,
    });
    await expect(missing.restart()).rejects.toThrow("ENOENT");
    await missing.stop();
  });
});

describe("ServerProcess", () => {
  it("sends no signal for a program that could not be started", async () => {
    const kill = vi.spyOn(ChildProcess.prototype, "kill");
    const missing = new ServerProcess(join(tmpdir(), "agentflow-no-such-program"), [], tmpdir());
    missing.signal("SIGCONT");
    await missing.kill();
    expect(kill).not.toHaveBeenCalled();
    kill.mockRestore();
  });
});

describe.runIf(requireService("redis-server"))("startServer", () => {
  it("takes another port when somebody else has taken the first", async () => {
    const taken = await startRedis();
    const ports = [taken.port, await freePort()];
    const choosePort = () => Promise.resolve(ports.shift() ?? 0);
    const second = await startServer("redis-server", redis, {}, choosePort);
    expect(second.port).not.toBe(taken.port);
    await Promise.all([second.stop(), taken.stop()]);
  });
});

describe.runIf(requireService("redis-server"))("a server whose test process was killed", () => {
  it("ends too", async () => {
    const script = join(import.meta.dirname, "start-and-die.ts");
    const { stdout, signal } = spawnSync(process.execPath, [script], { encoding: "utf8" });
    expect(signal).toBe("SIGKILL");
    const { hostname, port } = new URL(stdout);
    await vi.waitFor(() =>
      expect(connectionTo(Number(port), hostname)).rejects.toThrow("ECONNREFUSED"),
    );
  });
});
