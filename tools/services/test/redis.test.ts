import { existsSync } from "node:fs";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { requireService, startRedis } from "#index";

/** One command over a connection of its own. */
function ask(port: number, command: string, timeout = 5_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${command}\r\n`));
    socket.setTimeout(timeout, () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer.toString().trim());
    });
  });
}

describe.runIf(requireService("redis-server"))("startRedis", () => {
  it("resolves when the server answers, and leaves nothing behind when it is stopped", async () => {
    const redis = await startRedis();
    const folder = (await ask(redis.port, "CONFIG GET dir")).split("\r\n").at(-1) ?? "";
    expect(await ask(redis.port, "PING")).toBe("+PONG");
    expect(existsSync(folder)).toBe(true);
    await redis.stop();
    await expect(ask(redis.port, "PING")).rejects.toThrow("ECONNREFUSED");
    expect(existsSync(folder)).toBe(false);
    expect(redis.processId).toBeUndefined();
  });

  it("comes back on its port, empty, after it was killed", async () => {
    const redis = await startRedis();
    await ask(redis.port, "SET a 1");
    await redis.kill();
    await expect(ask(redis.port, "PING")).rejects.toThrow("ECONNREFUSED");
    await redis.restart();
    expect(await ask(redis.port, "GET a")).toBe("$-1");
    await redis.stop();
  });

  it("takes connections but does not answer while it is paused", async () => {
    const redis = await startRedis();
    await redis.pause();
    await expect(ask(redis.port, "PING", 50)).rejects.toThrow("no answer");
    await redis.resume();
    expect(await ask(redis.port, "PING")).toBe("+PONG");
    await redis.stop();
  });

  it("can be stopped while it is paused, and twice", async () => {
    const redis = await startRedis();
    await redis.pause();
    await redis.stop();
    await redis.stop();
    expect(redis.processId).toBeUndefined();
  });
});
