import { createServer, type Socket } from "node:net";
import { secret } from "@agentflow/core/runtime";
import { FakeClock } from "@agentflow/core/testing";
import { requireService } from "@agentflow/services";
import { afterEach, describe, expect, it, vi } from "vitest";
import { connectRedisStore, RedisStore, type RedisStoreError } from "../../src/index.js";
import { startStore } from "../start-store.js";

const password = "correct horse";
const encoded = "correct%20horse";

/** What connecting rejects with; never a store. */
async function failure(url: string, connectTimeout = 5_000): Promise<RedisStoreError> {
  return connectRedisStore({ url, connectTimeout }).then(
    () => {
      throw new Error("It connected.");
    },
    (error: unknown) => error as RedisStoreError, // what it documents
  );
}

function thrownBy(action: () => unknown): RedisStoreError {
  try {
    action();
  } catch (error) {
    return error as RedisStoreError; // as above
  }
  throw new Error("It threw nothing.");
}

const sockets = new Set<Socket>();
const servers = new Set<ReturnType<typeof createServer>>();

/** A server that says the same to every command. */
function serverThatSays(answer: string): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", () => socket.write(answer));
  });
  servers.add(server);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

describe("an address", () => {
  it.each([
    ["what is no URL", `${password}@host`, "is not a URL"],
    ["another scheme", `https://:${encoded}@host`, "another scheme"],
    ["a password before the colon", `hunter2:x@host`, "another scheme"],
    ["no host", "redis://", "has no host"],
    ["a database that is no number", `redis://:${encoded}@host/cache`, "not the number"],
    ["a bare % in the password", "redis://:hunter%2@host", '"%25"'],
    ["a bare % in the user name", `redis://hunter%2:${encoded}@host`, '"%25"'],
  ])("is refused at once when it has %s, and nothing of it is repeated", (_, url, sentence) => {
    const store = (): RedisStore => new RedisStore({ url });
    expect(store).toThrow(sentence);
    const error = thrownBy(store);
    expect(error.code).toBe("URL");
    expect(`${error.message}${error.stack}`).not.toMatch(/hunter|horse/);
  });
});

describe("a store that cannot connect", () => {
  it("says that nobody listens there, and leaves nothing behind", async () => {
    const { code, message } = await failure("redis://127.0.0.1:1");
    expect(code).toBe("ECONNREFUSED");
    expect(message).toBe(
      "Redis at 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1. Check that it runs, and its host and port.",
    );
  });

  it("repeats no password that a server repeats", async () => {
    const port = await serverThatSays(
      `-ERR unknown command 'HELLO', with args beginning with: '3' 'AUTH' 'me' '${password}'\r\n`,
    );
    const { message } = await failure(`redis://me:${encoded}@127.0.0.1:${port}`);
    expect(message).toContain("'[secret]'");
    expect(message).toContain("needs Redis 6.0 or later");
    expect(message).not.toContain(password);
  });

  it("takes what stands for a user name for a password when there is none", async () => {
    const port = await serverThatSays(`-ERR unknown user '${password}'\r\n`);
    const { message } = await failure(`redis://${encoded}@127.0.0.1:${port}`);
    expect(message).toContain("unknown user '[secret]'");
  });

  it("gives up a server that does not greet", async () => {
    const port = await serverThatSays("");
    const { message } = await failure(`redis://127.0.0.1:${port}`, 50);
    expect(message).toContain("silent for too long");
  });

  it("gives up a server that does not speak TLS", async () => {
    const port = await serverThatSays("-ERR unknown command\r\n");
    const { message } = await failure(`rediss://127.0.0.1:${port}`, 500);
    expect(message).toMatch(/redis:\/\/ for a server without TLS/);
  });

  it("waits longer and longer, a random share of at most two seconds", async () => {
    const clock = new FakeClock();
    const store = new RedisStore({ url: "redis://127.0.0.1:1", clock, random: () => 0.5 });
    await vi.waitFor(() => {
      expect(clock.sleeps.length).toBeGreaterThan(7);
    });
    await store.close();
    expect(clock.sleeps.slice(0, 8)).toEqual([25, 50, 100, 200, 400, 800, 1_000, 1_000]);
    expect(clock.pending).toBe(0);
  });

  it("stops waiting when it is closed", async () => {
    const clock = new FakeClock({ manual: true });
    const store = new RedisStore({ url: "redis://127.0.0.1:1", clock });
    await vi.waitFor(() => {
      expect(clock.pending).toBe(1);
    });
    await store.close();
    expect(clock.pending).toBe(0);
  });
});

describe.runIf(requireService("redis-server"))("a store with a connection of its own", () => {
  const started = startStore();

  function urlFor(credentials: string): string {
    return started().redis.url.replace("//", `//${credentials}@`);
  }

  it("takes the URL as a secret", async () => {
    const url = secret("REDIS_URL", { REDIS_URL: started().redis.url });
    await using store = await connectRedisStore({ url });
    expect(await store.breakers.read("host")).toBe(0);
  });

  it("needs no more rights than its reference lists", async () => {
    const { client } = started();
    const scripts = ["+eval", "+evalsha", "+time", "+hget", "+hmget", "+hset", "+pexpire"];
    const commands = ["+get", "+set", "+unlink", "+pttl", "+scan", "+ping"];
    const user = ["ACL", "SETUSER", "agentflow", "on", `>${password}`, "~agentflow:*"];
    await client.sendCommand([...user, ...scripts, ...commands]);
    await using store = await connectRedisStore({ url: urlFor(`agentflow:${encoded}`) });
    const limit = { rate: 1, burst: 1 };
    await store.rateLimits.take("key", 1, limit);
    await store.rateLimits.hold("key", 60_000);
    expect(await store.rateLimits.take("key", 1, limit)).toBeGreaterThan(0);
    await store.caches.set("key", "text", 60_000);
    expect((await store.caches.get("key"))?.text).toBe("text");
    await store.caches.clear("");
    await store.breakers.open("key", 60_000);
    expect(await store.breakers.read("key")).toBeGreaterThan(0);
    await store.breakers.close("key");
  });

  it("says which rights are missing", async () => {
    const { client } = started();
    await client.sendCommand(["ACL", "SETUSER", "nobody", "on", `>${password}`, "+ping"]);
    await using store = await connectRedisStore({ url: urlFor(`nobody:${encoded}`) });
    await expect(store.breakers.read("key")).rejects.toMatchObject({
      code: "NOPERM",
      message: expect.stringContaining("Allow its user"),
    });
  });

  it("says that the password is wrong, and not which it was", async () => {
    const { client } = started();
    await client.sendCommand(["ACL", "SETUSER", "strict", "on", ">another"]);
    const error = await failure(urlFor(`strict:${encoded}`));
    expect(error.code).toBe("WRONGPASS");
    expect(error.message).toContain("Check the user name and the password.");
    expect(`${error.message}${error.stack}`).not.toMatch(/correct|strict/);
  });

  it("ends a connection that was being made when it was closed", async () => {
    const { client, redis } = started();
    const clients = async () => (await client.clientList()).length;
    const before = await clients();
    const stores = Array.from({ length: 5 }, () => new RedisStore({ url: redis.url }));
    await Promise.all(stores.map((store) => store.close()));
    await vi.waitFor(async () => {
      expect(await clients()).toBe(before);
    });
    await using store = await connectRedisStore({ url: redis.url });
    expect(await store.breakers.read("host")).toBe(0);
  });

  it("rejects what waits for an answer when it is closed", async () => {
    const store = await connectRedisStore({ url: started().redis.url });
    const answer = store.breakers.read("host");
    await store.close();
    await expect(answer).rejects.toThrow("ended before the answer came");
  });

  it("runs scripts again after the server forgot them", async () => {
    const { client, store } = started();
    await store.caches.get("key");
    await client.scriptFlush();
    expect(await store.caches.get("key")).toBeUndefined();
  });
});
