import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RelatedRules, SourceDocument } from "../../src/contract/inspect-context.js";
import { readRelatedDocument } from "../../src/documents/read-related-document.js";
import { createNetwork } from "../../src/documents/undici-network.js";
import { startServer } from "./loopback-server.js";
import { temporaryDirectory } from "./temporary-directory.js";

function read(
  reference: string,
  root: string,
  directory: string,
  hosts: readonly string[] = [],
): Promise<SourceDocument> {
  const rules: RelatedRules = { root: { source: root, text: "", digest: "" }, hosts };
  return readRelatedDocument(reference, root, rules, {
    signal: new AbortController().signal,
    directory,
    environment: {},
    network: (given) => createNetwork({ ...given, retryDelay: 1 }),
  });
}

test("a file beside the description is read, and named relative to it", async () => {
  const directory = temporaryDirectory({ "api/openapi.yaml": "a: 1", "api/pet.yaml": "b: 2" });
  expect(await read("./pet.yaml", "api/openapi.yaml", directory)).toMatchObject({
    source: join("api", "pet.yaml"),
    text: "b: 2",
  });
});

test("a link out of the description's folder is refused, and nothing of what it leads to is told", async () => {
  const directory = temporaryDirectory({ "secret.yaml": "word", "api/openapi.yaml": "a: 1" });
  symlinkSync(join(directory, "secret.yaml"), join(directory, "api/link.yaml"));
  await expect(read("link.yaml", "api/openapi.yaml", directory)).rejects.toMatchObject({
    code: "AF_REFERENCE_REFUSED",
    message: `The reference "link.yaml" leads outside the description's own folder.`,
  });
});

test("a link within the description's folder is followed", async () => {
  const directory = temporaryDirectory({ "api/openapi.yaml": "a: 1", "api/v1/pet.yaml": "b: 2" });
  symlinkSync(join(directory, "api/v1/pet.yaml"), join(directory, "api/pet.yaml"));
  expect(await read("pet.yaml", "api/openapi.yaml", directory)).toMatchObject({ text: "b: 2" });
});

test("a file that is not there is not found", async () => {
  const directory = temporaryDirectory({ "openapi.yaml": "a: 1" });
  await expect(read("pet.yaml", "openapi.yaml", directory)).rejects.toMatchObject({
    code: "AF_DOCUMENT_NOT_FOUND",
  });
});

test("a document of the description's own origin is read", async () => {
  const { url } = await startServer((_, response) => response.end("b: 2"));
  expect(await read("pet.yaml", `${url}/openapi.yaml`, "/")).toMatchObject({
    source: `${url}/pet.yaml`,
    text: "b: 2",
  });
});

test("a host that is not allowed is not even connected to", async () => {
  const other = await startServer((_, response) => response.end("b: 2"));
  const { url } = await startServer((_, response) => response.end("a: 1"));
  await expect(read(`${other.url}/pet.yaml`, `${url}/openapi.yaml`, "/")).rejects.toMatchObject({
    code: "AF_REFERENCE_REFUSED",
  });
  expect(other.requests).toEqual([]);
});

test("a redirect to a host that is not allowed is not followed", async () => {
  const other = await startServer((_, response) => response.end("b: 2"));
  const { url } = await startServer((_, response) => {
    response.writeHead(302, { location: `${other.url}/pet.yaml` }).end();
  });
  await expect(read("pet.yaml", `${url}/openapi.yaml`, "/")).rejects.toMatchObject({
    code: "AF_DOCUMENT_UNREACHABLE",
  });
  expect(other.requests).toEqual([]);
});

test("a host that is allowed may be redirected to", async () => {
  const other = await startServer((_, response) => response.end("b: 2"));
  const { url } = await startServer((_, response) => {
    response.writeHead(302, { location: `${other.url}/pet.yaml` }).end();
  });
  const host = new URL(other.url).host;
  expect(await read("pet.yaml", `${url}/openapi.yaml`, "/", [host])).toMatchObject({
    text: "b: 2",
  });
});
