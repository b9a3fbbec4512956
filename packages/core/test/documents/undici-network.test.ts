import { expect, test } from "vitest";
import { NetworkError } from "../../src/documents/network.js";
import { describeNetworkFailure } from "../../src/documents/network-failure.js";
import { createNetwork } from "../../src/documents/undici-network.js";
import { startServer } from "./loopback-server.js";
import { selfSignedCertificate } from "@agentflow/services";

const request = { signal: new AbortController().signal, accept: "*/*", allows: () => true };
const tls = selfSignedCertificate();

test("a certificate that nobody vouches for is not trusted", async () => {
  const { url } = await startServer((_, response) => response.end(), tls);
  const network = createNetwork({ retryDelay: 1 });
  await expect(network.get(new URL(url), request)).rejects.toThrow(
    "has a TLS certificate that is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)",
  );
  await network.close();
});

test("a certificate that the configuration names is trusted", async () => {
  const { url } = await startServer((_, response) => response.end(), tls);
  const network = createNetwork({ ca: tls.cert });
  expect(await network.get(new URL(url), request)).toMatchObject({ status: 200 });
  await network.close();
});

test("a redirect from https: to http: is not followed", async () => {
  const plain = await startServer((_, response) => response.end());
  const { url } = await startServer(
    (_, response) => response.writeHead(302, { location: plain.url }).end(),
    tls,
  );
  const network = createNetwork({ ca: tls.cert });
  await expect(network.get(new URL(url), request)).rejects.toThrow("which is not secure");
  expect(plain.requests).toEqual([]);
  await network.close();
});

test("an abort ends the wait before another try at once", async () => {
  const controller = new AbortController();
  const { url, requests } = await startServer((_, response) => {
    response.writeHead(503).end(() => setImmediate(() => controller.abort()));
  });
  const network = createNetwork({ retryDelay: 30_000 });
  await expect(
    network.get(new URL(url), { ...request, signal: controller.signal }),
  ).rejects.toThrow(NetworkError);
  expect(requests).toHaveLength(1);
  await network.close();
});

test("closing drops an answer that nobody read", async () => {
  const { url } = await startServer((_, response) => response.write("endless"));
  const network = createNetwork();
  await network.get(new URL(url), request);
  await expect(network.close()).resolves.toBeUndefined();
});

test("closing a network that was never used does nothing", async () => {
  await expect(createNetwork().close()).resolves.toBeUndefined();
});

test.each([
  ["ENOTFOUND", "is not a known host name"],
  ["EAI_AGAIN", "cannot be looked up: the name service does not answer"],
  ["CERT_HAS_EXPIRED", "has a TLS certificate that is not trusted (CERT_HAS_EXPIRED)"],
  [
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "has a TLS certificate that is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)",
  ],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "does not speak TLS as expected (ERR_SSL_WRONG_VERSION_NUMBER)"],
  ["EWHATEVER", "could not be reached (it went wrong)"],
])("%s: the host %s", (code, expected) => {
  const error = Object.assign(new Error("it went wrong"), { code });
  expect(describeNetworkFailure(error)).toBe(expected);
});

test("the reason may be the cause of another error", () => {
  const cause = Object.assign(new Error("no"), { code: "ECONNRESET" });
  expect(describeNetworkFailure(new Error("failed", { cause }))).toBe("dropped the connection");
});

test("a reason of several lines stays on one", () => {
  expect(describeNetworkFailure("one\ntwo")).toBe("could not be reached (one\\u000atwo)");
});
