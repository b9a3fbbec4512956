import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import { expect, test } from "vitest";
import { downloadNpmFiles } from "../../src/documents/download-npm-files.js";
import { createNetwork } from "../../src/documents/undici-network.js";
import { type FakeRegistryOptions, startRegistry, tarballOf } from "./fake-registry.js";
import { temporaryDirectory } from "./temporary-directory.js";

const files = {
  "package/package.json": "{}",
  "package/api/one.json": "1",
  "package/api/deep/two.json": "2",
};
const isDocument = (path: string): boolean => path.startsWith("api/");

/** Downloads from a registry that has only this tarball. */
async function download(
  tarball: Uint8Array,
  { into, ...options }: FakeRegistryOptions & { readonly into?: string } = {},
): Promise<{ readonly paths: readonly string[]; readonly folder: string }> {
  const { url } = await startRegistry(tarball, options);
  const directory = temporaryDirectory({ "package.json": "{}", ".npmrc": `registry=${url}\n` });
  const folder = into ?? join(directory, "files");
  const paths = await downloadNpmFiles(
    { name: "@acme/api", version: "1.2.3" },
    isDocument,
    folder,
    {
      directory,
      environment: { HOME: directory, npm_config_globalconfig: join(directory, "none") },
      signal: new AbortController().signal,
      network: (given) => createNetwork({ ...given, retryDelay: 1 }),
    },
  );
  return { paths, folder };
}

test("the wanted files stand below the folder at their paths, and no others", async () => {
  const { paths, folder } = await download(await tarballOf(files));
  expect(paths).toEqual(["api/one.json", "api/deep/two.json"]);
  expect(readdirSync(folder)).toEqual(["api"]);
  expect(readFileSync(join(folder, "api/deep/two.json"), "utf8")).toBe("2");
});

test("a name that leads out of the folder is not written", async () => {
  const hostile = { ...files, "package/api/../../out.json": "!", "package/api/a\\b.json": "!" };
  const { paths } = await download(await tarballOf(hostile));
  expect(paths).toEqual(["api/one.json", "api/deep/two.json"]);
});

test("a link is not written", async () => {
  const link = { name: "package/api/link.json", size: 0, type: "symlink" as const };
  const entries = [
    { header: { ...link, linkname: "/etc/hostname" } },
    { header: { name: "package/api/one.json", size: 1, type: "file" as const }, body: "1" },
  ];
  const { paths, folder } = await download(gzipSync(await packTar(entries)));
  expect(paths).toEqual(["api/one.json"]);
  expect(readdirSync(join(folder, "api"))).toEqual(["one.json"]);
});

test("a package without a wanted file is named", async () => {
  await expect(download(await tarballOf({ "package/package.json": "{}" }))).rejects.toMatchObject({
    code: "AF_PACKAGE_NOT_FOUND",
    message: "@acme/api@1.2.3 has none of the wanted files.",
  });
});

test("altered bytes are refused", async () => {
  const dist = { integrity: `sha512-${Buffer.alloc(64).toString("base64")}` };
  await expect(download(await tarballOf(files), { dist })).rejects.toMatchObject({
    code: "AF_INTEGRITY_MISMATCHED",
  });
});

test("an archive that ends in the middle is damaged", async () => {
  const whole = await tarballOf(files);
  await expect(download(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
    code: "AF_DOCUMENT_MALFORMED",
  });
});

test("a file over 256 MiB is refused by its size", async () => {
  const tar = Buffer.from(
    await packTar([{ header: { name: "package/api/a.json", size: 0, type: "file" }, body: "" }]),
  );
  // The header's size field (octal, at byte 124) and its checksum (at byte 148), as ustar has them.
  tar.write(`${(300 * 1024 * 1024).toString(8).padStart(11, "0")}\0`, 124);
  tar.fill(" ", 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  await expect(download(gzipSync(tar))).rejects.toMatchObject({
    code: "AF_DOCUMENT_TOO_LARGE",
  });
});

test("a folder that cannot be made is named", async () => {
  const blocked = join(temporaryDirectory({ file: "" }), "file");
  await expect(download(await tarballOf(files), { into: blocked })).rejects.toMatchObject({
    code: "AF_WRITE_FAILED",
    message: expect.stringContaining(blocked),
  });
});

test("a file that the file system refuses is a failure to write", async () => {
  // Longer than a name may be on Linux, macOS and Windows.
  const tarball = await tarballOf({ [`package/api/${"a".repeat(130)}/${"b".repeat(90)}`]: "" });
  const entry = { name: `package/api/${"a".repeat(300)}.json`, size: 0, type: "file" as const };
  await expect(download(tarball)).resolves.toMatchObject({ paths: [expect.any(String)] });
  await expect(
    download(gzipSync(await packTar([{ header: entry, body: "" }]))),
  ).rejects.toMatchObject({ code: "AF_WRITE_FAILED" });
});
