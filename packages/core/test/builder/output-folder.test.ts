import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AnyPattern } from "../../src/contract/pattern.js";
import type { BuildProgress } from "../../src/builder/build-progress.js";
import { systemFileSystem } from "../../src/builder/file-system.js";
import { systemError } from "./faulty-file-system.js";
import { patternOf, snapshot, soundFiles, writeFiles } from "./project-fixture.js";
import { scene, siblings, unverified } from "./build-scene.js";

/** A folder outside of the project, gone when the test has finished. */
function folderElsewhere(): string {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-elsewhere-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

describe("an output folder", () => {
  test("that holds a generated package is replaced only by force", async () => {
    const { build } = scene();
    await build(unverified);
    await expect(build(unverified)).rejects.toMatchObject({
      code: "AF_OUTPUT_EXISTS",
      help: expect.stringMatching(/validate.*--force/) as unknown,
    });
    await expect(build({ ...unverified, force: true })).resolves.toMatchObject({ name: "Status" });
  });

  test.each([
    ["files of somebody else", { "index.html": "mine" }],
    ["a record that is not valid", { "agentflow.json": "{}", "index.html": "mine" }],
    ["a record that is not JSON", { "agentflow.json": "nothing" }],
    [
      "a record that leads outside",
      { "agentflow.json": JSON.stringify({ files: { "../x": "sha256-" } }) },
    ],
  ])("that holds %s is not touched, not even by force", async (_, files) => {
    const { build, out } = scene();
    writeFiles(out, files);
    await expect(build({ ...unverified, force: true })).rejects.toMatchObject({
      code: "AF_OUTPUT_FOREIGN",
    });
    expect(snapshot(out)).toEqual(files);
  });

  test("that is a folder called agentflow.json is foreign", async () => {
    const { build, out } = scene();
    mkdirSync(join(out, "agentflow.json"), { recursive: true });
    await expect(build(unverified)).rejects.toMatchObject({ code: "AF_OUTPUT_FOREIGN" });
  });

  test.each([
    ["is a file", (out: string) => writeFileSync(out, "mine")],
    ["is a link that leads nowhere", (out: string) => symlinkSync("/nowhere/at/all", out)],
  ])("that %s is refused", async (_, make) => {
    const { build, out } = scene();
    mkdirSync(join(out, ".."), { recursive: true });
    make(out);
    await expect(build({ ...unverified, force: true })).rejects.toMatchObject({
      code: "AF_OUTPUT_NOT_DIRECTORY",
    });
  });

  test("that is the root of the file system is refused", async () => {
    await expect(scene().build({ outDirectory: "/" })).rejects.toMatchObject({
      code: "AF_OUTPUT_NOT_DIRECTORY",
    });
  });

  test("that lies below a file is refused", async () => {
    const { options, build } = scene();
    writeFileSync(join(options.projectDirectory, "file"), "");
    const outDirectory = join(options.projectDirectory, "file/below");
    await expect(build({ ...unverified, outDirectory })).rejects.toMatchObject({
      code: "AF_OUTPUT_UNWRITABLE",
    });
  });

  test("that may not be written is refused before anything is read or written", async () => {
    let inspected = false;
    const base = patternOf(soundFiles);
    const inspect: AnyPattern["inspect"] = (input, context) => {
      inspected = true;
      return base.inspect(input, context);
    };
    const fileSystem = {
      ...systemFileSystem,
      checkWritable: () => Promise.reject(systemError("EACCES")),
    };
    const { build, out } = scene({ ...base, inspect }, { fileSystem });
    mkdirSync(out, { recursive: true });
    await expect(build()).rejects.toMatchObject({
      code: "AF_OUTPUT_UNWRITABLE",
      message: `"${join(out, "..")}" cannot be written: permission is missing (EACCES).`,
    });
    expect(inspected).toBe(false);
  });

  test("that is a link is replaced where it leads", async () => {
    const { options, build, out } = scene();
    const real = join(options.projectDirectory, "real");
    mkdirSync(join(out, ".."), { recursive: true });
    mkdirSync(real);
    symlinkSync(real, out);
    expect(await build(unverified)).toMatchObject({ directory: real });
    expect(existsSync(join(real, "agentflow.json"))).toBe(true);
    expect(readdirSync(join(out, ".."))).toEqual(["status"]);
  });

  test("that a link of the project leads out of it to is refused", async () => {
    const { build, out } = scene();
    const elsewhere = folderElsewhere();
    symlinkSync(elsewhere, join(out, ".."));
    await expect(build(unverified)).rejects.toMatchObject({ code: "AF_OUTPUT_OUTSIDE" });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test("outside of the project is written when it is asked for", async () => {
    const { build } = scene();
    const outDirectory = join(folderElsewhere(), "status");
    await build({ ...unverified, outDirectory });
    expect(existsSync(join(outDirectory, "agentflow.json"))).toBe(true);
  });

  test("that another build is writing is refused, naming the process, and left to it", async () => {
    const { builder, build, out } = scene();
    const started = Promise.withResolvers<void>();
    const onProgress = (progress: BuildProgress): void => {
      if (progress.type === "stage-started" && progress.stage === "inspect") started.resolve();
    };
    const first = build({ onProgress });
    await started.promise;
    await expect(build()).rejects.toMatchObject({
      code: "AF_OUTPUT_BUSY",
      message: expect.stringContaining(`process ${process.pid}`) as unknown,
    });
    await expect(first).resolves.toMatchObject({ score: { total: 100 } });
    expect(siblings(out)).toEqual(["status"]);
    expect(await builder.list()).toMatchObject([{ state: "unchanged" }]);
  });
});
