import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { patternOf, snapshot, soundFiles, writeFiles } from "./project-fixture.js";
import { scene, siblings, unverified } from "./build-scene.js";
import { type Durability, systemFileSystem } from "../../src/builder/file-system.js";

function mtimes(folder: string): readonly number[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return paths.map((path) => statSync(join(folder, path)).mtimeMs);
}

describe("replacing a package", () => {
  test.each([true, false])("with the same one writes nothing (verify: %s)", async (verify) => {
    const { build, out } = scene();
    await build({ verify });
    const before = mtimes(out);
    await build({ verify, force: true });
    expect(mtimes(out)).toEqual(before);
    expect(siblings(out)).toEqual(["status"]);
  });

  test("waits for the disk where another package is lost, and not for the first one", async () => {
    let files: Readonly<Record<string, string>> = soundFiles;
    const durabilities: Durability[] = [];
    const { build, out } = scene(
      patternOf(() => files),
      {
        fileSystem: {
          ...systemFileSystem,
          createFile: (path, data, durability) => {
            if (path.includes("/src/")) durabilities.push(durability);
            return systemFileSystem.createFile(path, data, durability);
          },
        },
      },
    );
    await build(unverified);
    const first = durabilities.splice(0);
    files = { ...soundFiles, "src/more.ts": "export {};\n" };
    await build({ ...unverified, force: true });
    expect(siblings(out)).toEqual(["status"]);
    expect([new Set(first), new Set(durabilities)]).toEqual([
      new Set(["buffered"]),
      new Set(["flushed"]),
    ]);
  });

  test("tells which edited files were replaced", async () => {
    const { build, out } = scene();
    await build(unverified);
    writeFileSync(join(out, "src/index.ts"), "mine");
    const { diagnostics } = await build({ ...unverified, force: true });
    expect(diagnostics).toMatchObject([
      { code: "AF_NOT_VERIFIED" },
      {
        code: "AF_FILE_EDITED",
        severity: "warning",
        message: "The package replaces files that were edited: src/index.ts.",
      },
    ]);
    expect(snapshot(out)["src/index.ts"]).toBe(soundFiles["src/index.ts"]);
  });

  test("removes files that are no longer generated, and keeps the user's own, links and permissions included", async () => {
    let files: Readonly<Record<string, string>> = { ...soundFiles, "src/former/old.ts": "" };
    const { build, out } = scene(patternOf(() => files));
    await build(unverified);
    writeFiles(out, { "src/former/own.ts": "mine", "src/own/a.ts": "mine", "run.sh": "#!/bin/sh" });
    chmodSync(join(out, "run.sh"), 0o755);
    symlinkSync("run.sh", join(out, "link"));
    mkdirSync(join(out, "empty"));
    files = soundFiles;
    await build({ ...unverified, force: true });
    const { "agentflow.json": _record, ...standing } = snapshot(out);
    expect(standing).toEqual({
      ...soundFiles,
      "run.sh": "#!/bin/sh",
      "src/former/own.ts": "mine",
      "src/own/a.ts": "mine",
    });
    expect(statSync(join(out, "run.sh")).mode & 0o777).toBe(0o755);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(["empty", "link"]));
  });

  test.each([
    ["a file of the user's where it has a file", "src/webhook.ts", "src/webhook.ts"],
    ["one that differs in case only", "src/Webhook.ts", "src/Webhook.ts"],
    ["a file of the user's where it has a folder", "src/types", "src/types"],
    ["a folder of the user's where it has a file", "src/webhook.ts/own.ts", "src/webhook.ts"],
  ])("refuses %s", async (_, own, named) => {
    let files: Readonly<Record<string, string>> = soundFiles;
    const { build, out } = scene(patternOf(() => files));
    await build(unverified);
    writeFiles(out, { [own]: "mine" });
    const before = snapshot(out);
    files = { ...soundFiles, "src/webhook.ts": "", "src/types/a.ts": "" };
    await expect(build({ ...unverified, force: true })).rejects.toMatchObject({
      code: "AF_OUTPUT_FOREIGN",
      message: expect.stringContaining(`${named}" is not a generated file`) as unknown,
    });
    expect(snapshot(out)).toEqual(before);
    expect(siblings(out)).toEqual(["status"]);
  });

  test("refuses to put a file where a folder with the user's files was", async () => {
    let files: Readonly<Record<string, string>> = { ...soundFiles, "docs/a.md": "" };
    const { build, out } = scene(patternOf(() => files));
    await build(unverified);
    writeFiles(out, { "docs/own.md": "mine" });
    files = { ...soundFiles, docs: "" };
    await expect(build({ ...unverified, force: true })).rejects.toMatchObject({
      code: "AF_OUTPUT_FOREIGN",
    });
    expect(snapshot(out)["docs/own.md"]).toBe("mine");
  });
});
