import { createHash } from "node:crypto";
import { mkdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.js";
import { temporaryDirectory } from "./temporary-directory.js";

const { signal } = new AbortController();

test("a file is read with the digest of its bytes", async () => {
  const directory = temporaryDirectory({ "api.json": "{}" });
  expect(await readDocument("api.json", { signal, directory })).toEqual({
    source: "api.json",
    text: "{}",
    digest: `sha256-${createHash("sha256").update("{}").digest("hex")}`,
  });
});

test("a byte order mark is not part of the text, but of the digest", async () => {
  const directory = temporaryDirectory({ "api.json": "\uFEFF{}" });
  expect(await readDocument("api.json", { signal, directory })).toEqual({
    source: "api.json",
    text: "{}",
    digest: `sha256-${createHash("sha256").update("\uFEFF{}").digest("hex")}`,
  });
});

test("a missing file is named", async () => {
  const directory = temporaryDirectory();
  await expect(readDocument("nowhere.json", { signal, directory })).rejects.toMatchObject({
    code: "AF_DOCUMENT_NOT_FOUND",
    message: 'The document "nowhere.json" does not exist.',
    location: { source: "nowhere.json" },
  });
});

test("a path through a file does not exist", async () => {
  const directory = temporaryDirectory({ "api.json": "{}" });
  await expect(readDocument("api.json/x", { signal, directory })).rejects.toMatchObject({
    code: "AF_DOCUMENT_NOT_FOUND",
  });
});

test("a directory is not a document", async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, "specs"));
  await expect(readDocument("specs", { signal, directory })).rejects.toMatchObject({
    code: "AF_DOCUMENT_NOT_FOUND",
    message: 'The document "specs" is a directory.',
  });
});

test.runIf(process.platform !== "win32")("a device is not a document", async () => {
  const directory = temporaryDirectory();
  await expect(readDocument("/dev/zero", { signal, directory })).rejects.toMatchObject({
    message: 'The document "/dev/zero" is not a file.',
  });
});

test("a name that the file system refuses is named with its error", async () => {
  const directory = temporaryDirectory();
  await expect(readDocument("x".repeat(5000), { signal, directory })).rejects.toMatchObject({
    code: "AF_DOCUMENT_NOT_FOUND",
    message: expect.stringContaining("cannot be read (ENAMETOOLONG)"),
  });
});

test.each(["", " \n\t", "\uFEFF\n"])("%j is an empty document", async (content) => {
  const directory = temporaryDirectory({ "api.json": content });
  await expect(readDocument("api.json", { signal, directory })).rejects.toMatchObject({
    code: "AF_DOCUMENT_EMPTY",
    message: '"api.json" is empty.',
  });
});

test("bytes that are not UTF-8 are refused", async () => {
  const directory = temporaryDirectory({ "api.json": Buffer.from([0x7b, 0xff, 0x7d]) });
  await expect(readDocument("api.json", { signal, directory })).rejects.toMatchObject({
    code: "AF_DOCUMENT_MALFORMED",
    message: '"api.json" is not UTF-8 text.',
  });
});

test("a file over 256 MiB is refused before it is read", async () => {
  const directory = temporaryDirectory({ "api.json": "" });
  truncateSync(join(directory, "api.json"), 256 * 1024 * 1024 + 1);
  await expect(readDocument("api.json", { signal, directory })).rejects.toMatchObject({
    code: "AF_DOCUMENT_TOO_LARGE",
    message: '"api.json" is larger than 256 MiB (257 MiB).',
  });
});

test("an aborted signal interrupts the reading", async () => {
  const directory = temporaryDirectory({ "api.json": "{}" });
  const aborted = AbortSignal.abort();
  await expect(readDocument("api.json", { signal: aborted, directory })).rejects.toMatchObject({
    code: "AF_INTERRUPTED",
  });
});
