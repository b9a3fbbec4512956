import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { directorySecrets } from "../../../src/runtime/secrets/directory-secrets.js";
import { envFileSecrets } from "../../../src/runtime/secrets/env-file-secrets.js";
import { SecretManager } from "../../../src/runtime/secrets/secret-manager.js";
import type { SecretSource } from "../../../src/runtime/secrets/secret-source.js";

/** A folder that goes when the test ends. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-secrets-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const { signal } = new AbortController();
const read = async (source: SecretSource, name: string): Promise<string | undefined> =>
  source.read(name, signal);

const tooLarge = "x".repeat(1_048_577);

describe("a .env file", () => {
  it("gives variables as Node reads them, by prefix and name", async () => {
    const folder = folderOf({
      ".env": `# comment\nAPP_A=1\nexport APP_B="two words" # why\nAPP_C='x\ny'\nOTHER=z\n`,
    });
    const source = envFileSecrets(join(folder, ".env"), { prefix: "APP_" });
    const values = ["A", "B", "C", "OTHER", "constructor"].map((name) => read(source, name));
    expect(await Promise.all(values)).toEqual(["1", "two words", "x\ny", undefined, undefined]);
    expect(source.describe?.("A")).toBe(`"APP_A" in the file "${join(folder, ".env")}"`);
  });

  it("is read again when it changed", async () => {
    const folder = folderOf({ ".env": "A=1", next: "A=2" });
    const path = join(folder, ".env");
    const source = envFileSecrets(path);
    expect(await read(source, "A")).toBe("1");
    // Of the same size and time, as a copy may be.
    utimesSync(join(folder, "next"), 1, 1);
    utimesSync(path, 1, 1);
    renameSync(join(folder, "next"), path);
    expect(await read(source, "A")).toBe("2");
  });

  it("is not read again when it did not change", async () => {
    const folder = folderOf({ ".env": "A=1" });
    const source = envFileSecrets(join(folder, ".env"));
    await read(source, "A");
    expect(await read(source, "A")).toBe("1");
  });

  it("that is not there holds nothing, also when it was there before", async () => {
    const folder = folderOf({});
    const path = join(folder, ".env");
    const source = envFileSecrets(path);
    expect(await read(source, "A")).toBeUndefined();
    writeFileSync(path, "A=1");
    expect(await read(source, "A")).toBe("1");
    rmSync(path);
    expect(await read(source, "A")).toBeUndefined();
  });

  it.each([
    ["has more than 1,048,576 bytes", tooLarge, "1048576 bytes"],
    ["is not UTF-8", Uint8Array.of(0x41, 0x3d, 0xff), "not valid"],
  ])("that %s is refused", async (_case, content, message) => {
    const folder = folderOf({ ".env": content });
    await expect(read(envFileSecrets(join(folder, ".env")), "A")).rejects.toThrow(message);
  });

  it("that is a folder is refused", async () => {
    await expect(read(envFileSecrets(folderOf({})), "A")).rejects.toThrow("not a file");
  });
});

describe("a folder of secrets", () => {
  it("gives the text of each file without the line break at its end", async () => {
    const folder = folderOf({ a: "1\n", b: "2\r\n", c: "3\n\n", ".d-e_F.1": " 4 ", empty: "" });
    const source = directorySecrets(folder);
    const values = ["a", "b", "c", ".d-e_F.1", "empty", "gone"].map((name) => read(source, name));
    expect(await Promise.all(values)).toEqual(["1", "2", "3\n", " 4 ", "", undefined]);
    expect(source.describe?.("a")).toBe(`the file "${folder}/a"`);
  });

  it("may hold links as Kubernetes makes them, and gives the new value when they change", async () => {
    const folder = folderOf({ "..2026_01/token": "old", "..2026_02/token": "new" });
    symlinkSync("..2026_01", join(folder, "..data"));
    symlinkSync(join("..data", "token"), join(folder, "token"));
    const source = directorySecrets(folder);
    expect(await read(source, "token")).toBe("old");
    symlinkSync("..2026_02", join(folder, "..data_tmp"));
    renameSync(join(folder, "..data_tmp"), join(folder, "..data"));
    expect(await read(source, "token")).toBe("new");
  });

  it("may be a link itself", async () => {
    const folder = folderOf({ "real/token": "x" });
    symlinkSync("real", join(folder, "link"));
    expect(await read(directorySecrets(join(folder, "link")), "token")).toBe("x");
  });

  it.each([
    "../outside",
    "..",
    ".",
    "..data",
    "a/b",
    "a\\b",
    "/etc/passwd",
    "a\0b",
    "C:x",
    "",
    "x".repeat(254),
  ])("does not look for %j", async (name) => {
    const folder = folderOf({ outside: "x", "in/a/b": "x", "in/..data/x": "x" });
    await expect(read(directorySecrets(join(folder, "in")), name)).rejects.toThrow(RangeError);
  });

  it("does not follow a link that leads out of it", async () => {
    const folder = folderOf({ outside: "x", "in/a": "x", "inside/b": "x" });
    symlinkSync(join("..", "outside"), join(folder, "in/token"));
    symlinkSync(join("..", "inside", "b"), join(folder, "in/other"));
    const source = directorySecrets(join(folder, "in"));
    await expect(read(source, "token")).rejects.toThrow("out of the folder");
    await expect(read(source, "other")).rejects.toThrow("out of the folder");
  });

  it("that is the root of the file system gives what is in it", async () => {
    await expect(read(directorySecrets("/"), "tmp")).rejects.toThrow("not a file");
  });

  it("refuses a file that is too large", async () => {
    const folder = folderOf({ token: tooLarge, fits: tooLarge.slice(1) });
    await expect(read(directorySecrets(folder), "token")).rejects.toThrow("1048576 bytes");
    expect(await read(directorySecrets(folder), "fits")).toHaveLength(1_048_576);
  });

  it("that is not there holds nothing", async () => {
    const folder = folderOf({ file: "" });
    expect(await read(directorySecrets(join(folder, "gone")), "token")).toBeUndefined();
    expect(await read(directorySecrets(join(folder, "file")), "token")).toBeUndefined();
  });
});

describe("a manager with files", () => {
  it("names every place where it looked", async () => {
    const folder = folderOf({});
    const sources = [
      envFileSecrets(join(folder, ".env")),
      directorySecrets(join(folder, "secrets")),
    ];
    await expect(new SecretManager({ sources }).get("TOKEN")).rejects.toMatchObject({
      code: "AF_SECRET_MISSING",
      message: `The secret "TOKEN" is not set. Looked for: "TOKEN" in the file "${join(folder, ".env")}", the file "${folder}/secrets/TOKEN".`,
    });
  });

  it("says why a file could not be read", async () => {
    const folder = folderOf({ "secrets/x": "" });
    // A loop of links fails for everybody, also for the superuser, whom no permission stops.
    symlinkSync("TOKEN", join(folder, "secrets/TOKEN"));
    chmodSync(join(folder, "secrets"), 0o700);
    const manager = new SecretManager({ sources: [directorySecrets(join(folder, "secrets"))] });
    await expect(manager.get("TOKEN")).rejects.toMatchObject({
      code: "AF_SECRET_UNREADABLE",
      message: expect.stringContaining("(ELOOP: "),
    });
    await expect(manager.get("../x")).rejects.toThrow("cannot have this name");
  });
});
