import { createServer, type Socket } from "node:net";
import { requireService, selfSignedCertificate } from "@agentflow/services";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { cancelOnServer } from "../../src/postgresql/driver/pg-cancel.js";
import { failureOf } from "../failure-of.js";
import { startDatabase } from "../start-database.js";

const certificate = selfSignedCertificate();

describe.runIf(requireService("postgres"))("PgDriver over TLS", { timeout: 60_000 }, () => {
  const started = startDatabase({ tls: certificate });

  it("asks the server to cancel over TLS too", async () => {
    const driver = started().driver({ ssl: { ca: certificate.cert } });
    const text = "select pid from pg_stat_ssl where ssl and pid = pg_backend_pid()";
    expect((await driver.run({ text, values: [] })).count).toBe(1);
    const abort = new AbortController();
    const sleep = { text: "select pg_sleep(60)", values: [] };
    const failure = failureOf(driver.run(sleep, { signal: abort.signal }));
    const active = "select 1 from pg_stat_activity where query = $1 and state = 'active'";
    await vi.waitFor(async () => {
      expect((await driver.run({ text: active, values: [sleep.text] })).count).toBe(1);
    });
    abort.abort();
    expect(await failure).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
  });

  it("does not trust a certificate that nobody vouches for", async () => {
    const driver = started().driver({ ssl: true });
    const failure = await failureOf(driver.check());
    expect(failure).toMatchObject({ kind: "connection", outcomeUnknown: false });
    expect(failure.message).toMatch(/certificate/);
  });
});

describe("cancelOnServer", () => {
  it.each([
    ["refuses TLS", "N", /does not speak TLS/],
    ["ends the connection instead of TLS", "S", /./],
  ])("fails when the server %s", async (_title, answer, message) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => undefined).once("data", () => socket.end(answer));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const target = { host: "127.0.0.1", port, address: undefined, ssl: true } as const;
    const work = cancelOnServer(
      { ...target, processId: 1, secretKey: 1 },
      new AbortController().signal,
    );
    await expect(work).rejects.toThrow(message);
  });
});
