import { expect, test } from "vitest";
import type { NetworkOptions } from "../../src/documents/network.js";
import { readDocument, type ReadDocumentOptions } from "../../src/documents/read-document.js";
import { createNetwork } from "../../src/documents/undici-network.js";
import { closedPort, startServer } from "./loopback-server.js";

const options = {
  signal: new AbortController().signal,
  directory: "/",
  environment: {},
  network: (given: NetworkOptions) => createNetwork({ ...given, retryDelay: 1, timeout: 200 }),
} satisfies ReadDocumentOptions;

test("what the server answers is the document", async () => {
  const { url } = await startServer((_, response) => response.end('{"openapi":"3.1.0"}'));
  expect(await readDocument(`${url}/api.json`, options)).toMatchObject({
    source: `${url}/api.json`,
    text: '{"openapi":"3.1.0"}',
  });
});

test("progress tells the bytes read and the bytes in all", async () => {
  const { url } = await startServer((_, response) => {
    response.writeHead(200, { "content-length": 4 });
    response.end("true");
  });
  const progress: unknown[] = [];
  await readDocument(url, { ...options, onProgress: (...heard) => progress.push(heard) });
  expect(progress).toEqual([[4, 4]]);
});

test("the bytes in all are not known of a chunked answer", async () => {
  const { url } = await startServer((_, response) => {
    response.write("tr");
    response.end("ue");
  });
  const totals = new Set<unknown>();
  await readDocument(url, { ...options, onProgress: (_, total) => totals.add(total) });
  expect(totals).toEqual(new Set([undefined]));
});

test.each([404, 410])("status %i: there is no such document", async (status) => {
  const { url } = await startServer((_, response) => response.writeHead(status).end());
  await expect(readDocument(url, options)).rejects.toMatchObject({
    code: "AF_DOCUMENT_NOT_FOUND",
    message: expect.stringContaining(`answered with status ${status}`),
  });
});

test("any other status is an error of the server", async () => {
  const { url } = await startServer((_, response) => response.writeHead(403).end("<html>"));
  await expect(readDocument(url, options)).rejects.toMatchObject({
    code: "AF_DOCUMENT_UNREACHABLE",
    message: expect.stringContaining("answered with status 403"),
  });
});

test("a server that is not there is named", async () => {
  const url = await closedPort();
  await expect(readDocument(url, options)).rejects.toMatchObject({
    code: "AF_DOCUMENT_UNREACHABLE",
    message: `"${url}" cannot be read: ${new URL(url).host} refused the connection.`,
    location: { source: url },
  });
});

test("five redirects are followed", async () => {
  const { url, requests } = await startServer((request, response) => {
    const hops = Number(request.url?.slice(1));
    if (hops === 0) response.end("true");
    else response.writeHead(302, { location: `/${hops - 1}` }).end();
  });
  expect(await readDocument(`${url}/5`, options)).toMatchObject({ text: "true" });
  expect(requests).toHaveLength(6);
});

test("a sixth redirect is an error", async () => {
  const { url, requests } = await startServer((request, response) => {
    response.writeHead(302, { location: request.url }).end();
  });
  await expect(readDocument(url, options)).rejects.toMatchObject({
    code: "AF_DOCUMENT_UNREACHABLE",
    message: expect.stringContaining("redirects more than 5 times"),
  });
  expect(requests).toHaveLength(6);
});

test.each([
  ["http://example.com/api.json", "redirects to http://example.com, which is not secure"],
  ["file:///etc/passwd", "redirects to file://, which is not secure"],
  ["https://", "redirects to something that is not a URL"],
])("a redirect to %s is not followed", async (location, problem) => {
  const { url } = await startServer((_, response) => response.writeHead(301, { location }).end());
  await expect(readDocument(url, options)).rejects.toMatchObject({
    code: "AF_DOCUMENT_UNREACHABLE",
    message: expect.stringContaining(problem),
  });
});

test("an error that passes is tried again", async () => {
  let calls = 0;
  const { url } = await startServer((_, response) => {
    calls += 1;
    if (calls < 3) response.writeHead(503).end();
    else response.end("true");
  });
  expect(await readDocument(url, options)).toMatchObject({ text: "true" });
});

test("an error that stays is reported after three tries", async () => {
  const { url, requests } = await startServer((_, response) => response.writeHead(500).end());
  await expect(readDocument(url, options)).rejects.toMatchObject({
    message: expect.stringContaining("answered with status 500"),
  });
  expect(requests).toHaveLength(3);
});

test("an answer that stops in the middle is an error and never half a document", async () => {
  const { url } = await startServer((_, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write('{"half":', () => response.destroy());
  });
  await expect(readDocument(url, options)).rejects.toMatchObject({
    code: "AF_DOCUMENT_UNREACHABLE",
  });
});

test("a server that never answers is given up", async () => {
  const { url } = await startServer(() => undefined);
  await expect(readDocument(url, options)).rejects.toMatchObject({
    code: "AF_DOCUMENT_UNREACHABLE",
    message: expect.stringContaining("did not answer in time"),
  });
});

test("a server without TLS on an https: URL is named", async () => {
  const { url } = await startServer((_, response) => response.end("true"));
  await expect(readDocument(url.replace("http:", "https:"), options)).rejects.toMatchObject({
    code: "AF_DOCUMENT_UNREACHABLE",
    message: expect.stringContaining("does not speak TLS"),
  });
});

test("an abort in the middle of an answer interrupts the reading", async () => {
  const controller = new AbortController();
  const { url } = await startServer((_, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write("{", () => controller.abort());
  });
  await expect(readDocument(url, { ...options, signal: controller.signal })).rejects.toMatchObject({
    code: "AF_INTERRUPTED",
  });
});

test("a document goes through the proxy of the environment", async () => {
  const proxy = await startServer((_, response) => response.end('"from the proxy"'));
  const environment = { http_proxy: proxy.url };
  expect(
    await readDocument("http://127.0.0.1:9/api.json", { ...options, environment }),
  ).toMatchObject({ text: '"from the proxy"' });
});

test("a host in no_proxy is asked directly", async () => {
  const { url } = await startServer((_, response) => response.end("true"));
  const environment = { HTTP_PROXY: await closedPort(), NO_PROXY: "127.0.0.1" };
  expect(await readDocument(url, { ...options, environment })).toMatchObject({ text: "true" });
});
