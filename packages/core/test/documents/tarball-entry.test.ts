import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import { expect, test } from "vitest";
import { createEntryExtractor, type ExtractionResult } from "../../src/documents/tarball-entry.js";
import { tarballOf } from "./fake-registry.js";
import { temporaryDirectory } from "./temporary-directory.js";

async function extract(
  bytes: Uint8Array,
  directory: string,
  path = "a.json",
): Promise<ExtractionResult> {
  const extractor = await createEntryExtractor(path, directory, "out", 10);
  for (let offset = 0; offset < bytes.length; offset += 7) {
    await extractor.write(bytes.subarray(offset, offset + 7));
  }
  return extractor.end();
}

test("the entry becomes the one file of the folder", async () => {
  const directory = temporaryDirectory();
  const bytes = await tarballOf({ "package/b.json": "no", "package/a.json": "yes" });
  expect(await extract(bytes, directory)).toEqual({ kind: "extracted" });
  expect(readdirSync(directory)).toEqual(["out"]);
  expect(readFileSync(join(directory, "out"), "utf8")).toBe("yes");
});

test("an archive with two entries of that name is refused, because readers differ on which counts", async () => {
  const bytes = await tarballOf({ "one/a.json": "first", "two/a.json": "second" });
  expect(await extract(bytes, temporaryDirectory())).toMatchObject({ kind: "damaged" });
});

test("an entry that is not there is missing", async () => {
  const bytes = await tarballOf({ "package/b.json": "no" });
  expect(await extract(bytes, temporaryDirectory())).toEqual({ kind: "missing" });
});

test("an entry over the limit is not written", async () => {
  const directory = temporaryDirectory();
  const bytes = await tarballOf({ "package/a.json": "12345678901" });
  expect(await extract(bytes, directory)).toEqual({ kind: "too-large", bytes: 11 });
  expect(readdirSync(directory)).toEqual([]);
});

test("a link of that name is not the file", async () => {
  const directory = temporaryDirectory();
  const header = {
    name: "package/a.json",
    size: 0,
    type: "symlink",
    linkname: "/etc/passwd",
  } as const;
  const bytes = gzipSync(await packTar([{ header }]));
  expect(await extract(bytes, directory)).toEqual({ kind: "missing" });
  expect(readdirSync(directory)).toEqual([]);
});

test("an entry whose name leads out of the package stays inside", async () => {
  const directory = temporaryDirectory({ "inner/keep": "" });
  const inner = join(directory, "inner");
  const bytes = await tarballOf({ "package/../escaped": "no", "package/a.json": "yes" });
  await extract(bytes, inner, "../escaped");
  expect(existsSync(join(directory, "escaped"))).toBe(false);
});

test.each([
  ["not compressed", Buffer.from("plain")],
  ["cut off", (await tarballOf({ "package/a.json": "yes" })).subarray(0, 60)],
  ["not an archive", gzipSync(Buffer.alloc(2048, "x"))],
])("bytes that are %s are damaged", async (_, bytes) => {
  expect(await extract(bytes, temporaryDirectory())).toMatchObject({ kind: "damaged" });
});

test("a folder that cannot be written is not damage of the archive", async () => {
  const directory = join(temporaryDirectory({ file: "" }), "file");
  const bytes = await tarballOf({ "package/a.json": "yes" });
  expect(await extract(bytes, directory)).toMatchObject({ kind: "unwritable" });
});
