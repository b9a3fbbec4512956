import { readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDocumentCache } from "../../src/documents/document-cache.js";
import { temporaryDirectory } from "./temporary-directory.js";

async function write(directory: string, text: string): Promise<string> {
  const path = join(directory, "any");
  await writeFile(path, text);
  return path;
}

test("what was written is read", async () => {
  const cache = createDocumentCache(temporaryDirectory());
  await cache.write("a", (directory) => write(directory, "text"));
  expect(Buffer.from((await cache.read("a"))?.bytes ?? []).toString()).toBe("text");
});

test("what was never written is not there", async () => {
  const cache = createDocumentCache(temporaryDirectory());
  await cache.write("a", (directory) => write(directory, "text"));
  expect(await cache.read("b")).toBeUndefined();
});

test("an entry that cannot be read is removed, and another one of the same document is used", async () => {
  const directory = temporaryDirectory();
  const cache = createDocumentCache(directory);
  await cache.write("a", (folder) => write(folder, "text"));
  const [key] = readdirSync(join(directory, "documents"));
  const folder = join(directory, "documents", key ?? "");
  symlinkSync(join(directory, "nowhere"), join(folder, "0".repeat(64)));
  expect(Buffer.from((await cache.read("a"))?.bytes ?? []).toString()).toBe("text");
  expect(readdirSync(folder)).toHaveLength(1);
});

test("files that are not entries are left alone", async () => {
  const directory = temporaryDirectory();
  const cache = createDocumentCache(directory);
  await cache.write("a", (folder) => write(folder, "text"));
  const [key] = readdirSync(join(directory, "documents"));
  const path = join(directory, "documents", key ?? "", "NOTES");
  writeFileSync(path, "mine");
  await cache.read("a");
  expect(await readFile(path, "utf8")).toBe("mine");
});

test("when filling fails nothing is left", async () => {
  const directory = temporaryDirectory();
  const cache = createDocumentCache(directory);
  const filling = cache.write("a", async (folder) => {
    await write(folder, "half");
    throw new Error("stopped");
  });
  await expect(filling).rejects.toThrow("stopped");
  expect(readdirSync(join(directory, "documents"))).toEqual([]);
});

test("what a killed process left is removed after a day, and not before", async () => {
  const directory = temporaryDirectory({ "documents/partial-old/document": "half" });
  const { mtimeMs } = statSync(join(directory, "documents/partial-old"));
  const day = 24 * 60 * 60 * 1000;
  const left: boolean[] = [];
  for (const age of [day - 1, day + 1]) {
    const cache = createDocumentCache(directory, { wallTime: () => mtimeMs + age });
    await cache.write("a", (folder) => write(folder, "text"));
    left.push(readdirSync(join(directory, "documents")).includes("partial-old"));
  }
  expect(left).toEqual([true, false]);
});

test("a file that is gone before it is kept makes the write fail", async () => {
  const cache = createDocumentCache(temporaryDirectory());
  await expect(
    cache.write("a", (directory) => Promise.resolve(join(directory, "none"))),
  ).rejects.toMatchObject({ code: "AF_WRITE_FAILED" });
});
