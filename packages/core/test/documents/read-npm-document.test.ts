import npmConf from "@pnpm/npm-conf";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createNetwork } from "../../src/documents/undici-network.js";
import { readDocument, type ReadDocumentOptions } from "../../src/documents/read-document.js";
import { integrityOf, startRegistry, tarballOf } from "./fake-registry.js";
import { closedPort, startServer } from "./loopback-server.js";
import { temporaryDirectory } from "./temporary-directory.js";

const source = "npm:@acme/api@1.2.3#generated/api.json";
const tarball = await tarballOf({
  "package/package.json": "{}",
  "package/generated/api.json": '{"openapi":"3.1.0"}',
  "package/generated/other.json": "{}",
});

interface TestOptions extends ReadDocumentOptions {
  readonly cacheDirectory: string;
}

/** A project whose npm configuration is only what is given here. */
function optionsFor(registry: string, npmrc = ""): TestOptions {
  const directory = temporaryDirectory({
    "package.json": "{}",
    ".npmrc": `registry=${registry}\n${npmrc}`,
  });
  return {
    signal: new AbortController().signal,
    directory,
    cacheDirectory: join(directory, "cache"),
    environment: { HOME: directory, npm_config_globalconfig: join(directory, "none") },
    network: (given) => createNetwork({ ...given, retryDelay: 1 }),
  };
}

function noNetwork(): never {
  throw new Error("The network was used.");
}

/** Every file below a folder, without the folders that hold them. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("the file of the package is the document", async () => {
  const { url } = await startRegistry(tarball);
  expect(await readDocument(source, optionsFor(url))).toEqual({
    source,
    text: '{"openapi":"3.1.0"}',
    digest: `sha256-${createHash("sha256").update('{"openapi":"3.1.0"}').digest("hex")}`,
  });
});

test("only that file is kept, named by its hash", async () => {
  const { url } = await startRegistry(tarball);
  const options = optionsFor(url);
  const { digest } = await readDocument(source, options);
  const files = filesBelow(options.cacheDirectory);
  expect(files.map((file) => `sha256-${file.slice(-64)}`)).toEqual([digest]);
  expect(readdirSync(join(options.cacheDirectory, "documents"))).toHaveLength(1);
});

test("the second time it comes from the cache, without network", async () => {
  const { url, requests } = await startRegistry(tarball);
  const options = optionsFor(url);
  const first = await readDocument(source, options);
  const asked = requests.length;
  const offline = { ...options, network: noNetwork };
  expect(await readDocument(source, offline)).toEqual(first);
  expect(requests).toHaveLength(asked);
});

test("another path of the same package is another document", async () => {
  const { url } = await startRegistry(tarball);
  const options = optionsFor(url);
  await readDocument(source, options);
  const other = "npm:@acme/api@1.2.3#generated/other.json";
  expect(await readDocument(other, options)).toMatchObject({ text: "{}" });
});

test("a cached file that was altered is fetched again", async () => {
  const { url, requests } = await startRegistry(tarball);
  const options = optionsFor(url);
  const first = await readDocument(source, options);
  const [file] = filesBelow(options.cacheDirectory);
  writeFileSync(file ?? "", "altered");
  const asked = requests.length;
  expect(await readDocument(source, options)).toEqual(first);
  expect(requests.length).toBeGreaterThan(asked);
  expect(readFileSync(file ?? "", "utf8")).toBe(first.text);
});

test("several at once do not disturb each other", async () => {
  const { url } = await startRegistry(tarball);
  const options = optionsFor(url);
  const documents = await Promise.all([1, 2, 3, 4].map(() => readDocument(source, options)));
  expect(new Set(documents.map(({ text }) => text))).toEqual(new Set(['{"openapi":"3.1.0"}']));
  expect(filesBelow(options.cacheDirectory)).toHaveLength(1);
});

test("the folder of the tarball may have any name", async () => {
  const { url } = await startRegistry(await tarballOf({ "api/generated/api.json": "1" }));
  expect(await readDocument(source, optionsFor(url))).toMatchObject({ text: "1" });
});

test("progress tells the bytes of the tarball", async () => {
  const { url } = await startRegistry(tarball);
  const progress: unknown[] = [];
  const onProgress = (...heard: unknown[]): void => void progress.push(heard);
  await readDocument(source, { ...optionsFor(url), onProgress });
  expect(progress.at(-1)).toEqual([tarball.length, tarball.length]);
});

test("a registry that lists versions only is read too", async () => {
  const { url } = await startRegistry(tarball, { listOnly: true });
  expect(await readDocument(source, optionsFor(url))).toMatchObject({
    text: '{"openapi":"3.1.0"}',
  });
});

test("an integrity that differs is named, and nothing is kept", async () => {
  const integrity = integrityOf(Buffer.from("something else"));
  const { url } = await startRegistry(tarball, { dist: { integrity } });
  const options = optionsFor(url);
  await expect(readDocument(source, options)).rejects.toMatchObject({
    code: "AF_INTEGRITY_MISMATCHED",
    message: `@acme/api@1.2.3 is not what the registry announces: expected ${integrity}, found ${integrityOf(tarball)}.`,
  });
  expect(filesBelow(options.cacheDirectory)).toEqual([]);
});

test("altered bytes are called altered, even where they no longer are an archive", async () => {
  const damaged = Buffer.concat([tarball.subarray(0, 40), Buffer.alloc(tarball.length)]);
  const { url } = await startRegistry(damaged, { dist: { integrity: integrityOf(tarball) } });
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_INTEGRITY_MISMATCHED",
  });
});

test("a tarball of an old package is checked by its shasum", async () => {
  const shasum = createHash("sha1").update(tarball).digest("hex");
  const { url } = await startRegistry(tarball, { dist: { integrity: undefined, shasum } });
  expect(await readDocument(source, optionsFor(url))).toMatchObject({
    text: '{"openapi":"3.1.0"}',
  });
});

test("a shasum that differs is refused", async () => {
  const shasum = createHash("sha1").update("something else").digest("hex");
  const { url } = await startRegistry(tarball, { dist: { integrity: undefined, shasum } });
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_INTEGRITY_MISMATCHED",
  });
});

test("a tarball without any hash is refused", async () => {
  const { url } = await startRegistry(tarball, { dist: { integrity: undefined } });
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_INTEGRITY_MISMATCHED",
    message: expect.stringContaining("announces no hash"),
  });
});

test("a package that does not exist is named with the registry", async () => {
  const { url } = await startRegistry(tarball);
  await expect(readDocument("npm:@acme/none@1.0.0#a", optionsFor(url))).rejects.toMatchObject({
    code: "AF_PACKAGE_NOT_FOUND",
    message: `The npm registry ${new URL(url).host} has no package "@acme/none".`,
  });
});

test("a version that does not exist is named with the latest one", async () => {
  const { url } = await startRegistry(tarball);
  await expect(readDocument("npm:@acme/api@9.9.9#a", optionsFor(url))).rejects.toMatchObject({
    code: "AF_PACKAGE_NOT_FOUND",
    message: '@acme/api has no version "9.9.9". The latest is "1.2.3".',
  });
});

test("a path that is not in the package is named", async () => {
  const { url } = await startRegistry(tarball);
  await expect(readDocument("npm:@acme/api@1.2.3#api.json", optionsFor(url))).rejects.toMatchObject(
    {
      code: "AF_PACKAGE_NOT_FOUND",
      message: '@acme/api@1.2.3 has no file "api.json".',
    },
  );
});

test("a tarball that is no archive, but what was announced, is malformed", async () => {
  const { url } = await startRegistry(Buffer.from("no archive"));
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_DOCUMENT_MALFORMED",
  });
});

test("a file over 256 MiB is refused by its header, before any of it is unpacked", async () => {
  const header = Buffer.alloc(512);
  header.write("package/generated/api.json", 0);
  header.write("0000644\0", 100);
  header.write((300 * 1024 * 1024).toString(8).padStart(11, "0"), 124);
  header.write("        ", 148);
  header.write("0ustar\u000000", 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const { url } = await startRegistry(gzipSync(header));
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_DOCUMENT_TOO_LARGE",
  });
});

test("a registry that is not there is named", async () => {
  const url = await closedPort();
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_REGISTRY_UNREACHABLE",
    message: `The npm registry ${new URL(url).host} refused the connection.`,
  });
});

test("the credentials in a registry's URL are sent, and shown to nobody", async () => {
  const { url, requests } = await startServer((_, response) => response.writeHead(401).end());
  const registry = url.replace("http://", "http://user:hunter2hunter2@");
  await expect(readDocument(source, optionsFor(registry))).rejects.toMatchObject({
    code: "AF_REGISTRY_UNREACHABLE",
    message: expect.stringMatching(/credentials are missing or wrong/),
    stack: expect.not.stringContaining("hunter2"),
  });
  expect(requests[0]?.headers.authorization).toBe(`Basic ${btoa("user:hunter2hunter2")}`);
});

test("a registry that fails is named with its status", async () => {
  const { url } = await startServer((_, response) => response.writeHead(500).end());
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_REGISTRY_UNREACHABLE",
    message: expect.stringContaining("answered with status 500"),
  });
});

test.each([
  ["<html>", "something that is not JSON"],
  ["{}", "something that does not describe a package"],
  ['{"dist":{"tarball":"no URL"}}', "something that does not describe a package"],
])("a registry that answers %s is not one", async (answer, problem) => {
  const { url } = await startServer((_, response) => response.end(answer));
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_REGISTRY_UNREACHABLE",
    message: expect.stringContaining(problem),
  });
});

test("the token of the registry is sent to it", async () => {
  const { url, requests } = await startRegistry(tarball);
  const options = optionsFor(url, `//${new URL(url).host}/:_authToken=s3cret`);
  await readDocument(source, options);
  expect(requests.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer s3cret",
    "Bearer s3cret",
  ]);
});

test("a tarball on another origin gets no credentials", async () => {
  const other = await startRegistry(tarball);
  const { url } = await startRegistry(tarball, {
    dist: { tarball: `${other.url}/-/api-1.2.3.tgz` },
  });
  await readDocument(source, optionsFor(url, `//${new URL(url).host}/:_authToken=s3cret`));
  expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test("a redirect to another origin gets no credentials", async () => {
  const other = await startRegistry(tarball);
  const { url } = await startRegistry(tarball, {
    intercept: (request, response) => {
      if (request.url?.endsWith(".tgz") !== true) return false;
      response.writeHead(302, { location: `${other.url}${request.url}` }).end();
      return true;
    },
  });
  await readDocument(source, optionsFor(url, `//${new URL(url).host}/:_authToken=s3cret`));
  expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test("a tarball on npm's own host is taken from the registry that mirrors it", async () => {
  const { url } = await startRegistry(tarball, {
    dist: { tarball: `${npmConf.defaults.registry}-/api-1.2.3.tgz` },
  });
  expect(await readDocument(source, optionsFor(url))).toMatchObject({
    text: '{"openapi":"3.1.0"}',
  });
});

test("a tarball that is not on the web is not fetched", async () => {
  const { url } = await startRegistry(tarball, { dist: { tarball: "file:///etc/passwd" } });
  await expect(readDocument(source, optionsFor(url))).rejects.toMatchObject({
    code: "AF_REGISTRY_UNREACHABLE",
    message: expect.stringContaining("its address is not secure"),
  });
});

test("a download that stops in the middle is an error, and nothing is kept", async () => {
  const { url } = await startRegistry(tarball, {
    intercept: (request, response) => {
      if (request.url?.endsWith(".tgz") !== true) return false;
      response.writeHead(200, { "content-length": tarball.length });
      response.write(tarball.subarray(0, 60), () => response.destroy());
      return true;
    },
  });
  const options = optionsFor(url);
  await expect(readDocument(source, options)).rejects.toMatchObject({
    code: "AF_REGISTRY_UNREACHABLE",
  });
  expect(readdirSync(join(options.cacheDirectory, "documents"))).toEqual([]);
});

test("an abort during the download interrupts it, and nothing is kept", async () => {
  const controller = new AbortController();
  const { url } = await startRegistry(tarball, {
    intercept: (request, response) => {
      if (request.url?.endsWith(".tgz") !== true) return false;
      response.writeHead(200, { "content-length": tarball.length });
      response.write(tarball.subarray(0, 60), () => controller.abort());
      return true;
    },
  });
  const options = { ...optionsFor(url), signal: controller.signal };
  await expect(readDocument(source, options)).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
  expect(readdirSync(join(options.cacheDirectory, "documents"))).toEqual([]);
});

test("a cache that cannot be written is named", async () => {
  const { url } = await startRegistry(tarball);
  const options = optionsFor(url);
  const cacheDirectory = join(temporaryDirectory({ file: "" }), "file");
  await expect(readDocument(source, { ...options, cacheDirectory })).rejects.toMatchObject({
    code: "AF_WRITE_FAILED",
    message: expect.stringContaining("cannot be written"),
    help: expect.stringContaining("AGENTFLOW_CACHE"),
  });
});

test("AGENTFLOW_CACHE names the cache", async () => {
  const { url } = await startRegistry(tarball);
  const { cacheDirectory: _, ...options } = optionsFor(url);
  const cache = temporaryDirectory();
  await readDocument(source, {
    ...options,
    environment: { ...options.environment, AGENTFLOW_CACHE: cache },
  });
  expect(filesBelow(cache)).toHaveLength(1);
});
