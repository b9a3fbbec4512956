import { requireService, selfSignedCertificate } from "@agentflow/services";
import { describe, expect, it, vi } from "vitest";
import type { MariadbTls } from "../../../src/mariadb.js";
import { failureOf } from "../../failure-of.js";
import { startMariadbDatabase } from "../start-mariadb-database.js";

const certificate = selfSignedCertificate();
const cipher = { text: "show session status like 'Ssl_cipher'", values: [] };

describe.runIf(requireService("mariadbd"))("MariadbDriver over TLS", { timeout: 60_000 }, () => {
  const started = startMariadbDatabase({ tls: certificate });
  const address = (host: string, mode = ""): string =>
    `mariadb://root@${host}:${started().server.port}/shop${mode}`;

  it.each([
    ["127.0.0.1", "", { ca: certificate.cert }],
    ["127.0.0.1", "?ssl-mode=verify_identity", { ca: certificate.cert }],
    // Its name is not looked at.
    ["localhost", "?ssl-mode=verify_ca", { ca: certificate.cert }],
    ["127.0.0.1", "?ssl-mode=required", undefined],
    ["127.0.0.1", "", { rejectUnauthorized: false }],
  ] as const)("encrypts to %s%s", async (host, mode, ssl) => {
    const driver = started().driver({ connection: address(host, mode), ssl });
    const { rows } = await driver.run(cipher);
    expect(rows[0]?.[1]).toMatch(/^TLS_/);
  });

  it.each([
    ["", true],
    ["?ssl-mode=verify_ca", undefined],
    ["?ssl-mode=VERIFY_IDENTITY", false],
  ] as const)("does not trust a certificate that nobody vouches for: %s %s", async (mode, ssl) => {
    const driver = started().driver({ connection: address("127.0.0.1", mode), ssl });
    const failure = await failureOf(driver.check());
    expect(failure).toMatchObject({ kind: "connection", outcomeUnknown: false });
    expect(failure.message).toMatch(/certificate/);
  });

  it("does not take a certificate for another host's", async () => {
    const ssl: MariadbTls = { ca: certificate.cert };
    const failure = await failureOf(
      started()
        .driver({ connection: address("localhost"), ssl })
        .check(),
    );
    expect(failure).toMatchObject({ kind: "connection", outcomeUnknown: false });
    expect(failure.message).toMatch(/does not match certificate's altnames/);
  });

  it("speaks in the clear where it is told to", async () => {
    const connection = address("127.0.0.1", "?ssl-mode=disabled");
    const driver = started().driver({ connection, ssl: true });
    expect((await driver.run(cipher)).rows[0]?.[1]).toBe("");
  });

  it("asks the server to cancel over TLS too", async () => {
    const driver = started().driver({ ssl: { ca: certificate.cert }, pool: { max: 2 } });
    const abort = new AbortController();
    const sleep = { text: "select sleep(60)", values: [] };
    const failure = failureOf(driver.run(sleep, { signal: abort.signal }));
    const active = "select 1 from information_schema.processlist where info = ?";
    await vi.waitFor(async () => {
      expect((await driver.run({ text: active, values: [sleep.text] })).count).toBe(1);
    });
    abort.abort();
    expect(await failure).toMatchObject({ kind: "cancelled", outcomeUnknown: false });
  });
});
