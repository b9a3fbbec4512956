import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isLinked, packageContent } from "../../src/lock/package-content.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";

/** An installed package with these files. */
function installed(files: Readonly<Record<string, string>> = {}): string {
  const place = "node_modules/pattern";
  const own = Object.entries({ "package.json": "{}", "dist/index.js": "one", ...files });
  const root = temporaryDirectory(
    Object.fromEntries(own.map(([path, text]) => [`${place}/${path}`, text])),
  );
  return join(root, place);
}

describe("the content of an installed package", () => {
  test("is the same for the same files, wherever they are", async () => {
    const content = await packageContent(installed());
    expect(content).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(await packageContent(installed())).toBe(content);
  });

  test.each([
    ["a byte", { "dist/index.js": "two" }],
    ["a file more", { "dist/more.js": "" }],
    ["a hidden file", { ".hidden": "" }],
    ["another name", { "dist/index.js": "", "dist/indexes.js": "one" }],
    ["bytes that moved from one file to the next", { "dist/index.js": "on", "dist/indey": "e" }],
  ])("differs by %s", async (_what, files: Readonly<Record<string, string>>) => {
    const content = await packageContent(installed());
    expect(await packageContent(installed(files))).not.toBe(content);
  });

  test("differs by a link, and does not follow it", async () => {
    const [one, two] = [installed(), installed()];
    symlinkSync("/nowhere", join(two, "dist/more.js"));
    expect(await packageContent(two)).not.toBe(await packageContent(one));
  });

  test("is not that of what is installed below it", async () => {
    const directory = installed();
    const content = await packageContent(directory);
    mkdirSync(join(directory, "node_modules/zod"), { recursive: true });
    writeFileSync(join(directory, "node_modules/zod/index.js"), "zod");
    expect(await packageContent(directory)).toBe(content);
  });

  test("that cannot be read is told with its folder", async () => {
    const directory = installed();
    rmSync(directory, { recursive: true });
    await expect(packageContent(directory)).rejects.toMatchObject({
      code: "AF_PATTERN_UNLOADABLE",
      message: expect.stringContaining(directory) as unknown,
    });
  });
});

describe("the content of a working copy", () => {
  const files = {
    "package.json": JSON.stringify({ files: ["./dist", "templates/**", "!dist/a.map"] }),
    "dist/index.js": "one",
    "templates/a.eta": "a",
    "src/index.ts": "source",
  };

  test("is that of what it ships", async () => {
    const directory = temporaryDirectory(files);
    expect(isLinked(directory)).toBe(true);
    const content = await packageContent(directory);
    writeFileSync(join(directory, "src/index.ts"), "changed");
    expect(await packageContent(directory)).toBe(content);
    writeFileSync(join(directory, "templates/a.eta"), "changed");
    expect(await packageContent(directory)).not.toBe(content);
  });

  test.each([
    ["nothing says what it ships", "{}"],
    ["what it ships may be anything", JSON.stringify({ files: ["*.js"] })],
    ["everything is shipped", JSON.stringify({ files: ["./"] })],
  ])("is that of all its files, but for those of tools, where %s", async (_what, json) => {
    const directory = temporaryDirectory({ ...files, "package.json": json, ".git/HEAD": "main" });
    const content = await packageContent(directory);
    writeFileSync(join(directory, ".git/HEAD"), "other");
    expect(await packageContent(directory)).toBe(content);
    writeFileSync(join(directory, "src/index.ts"), "changed");
    expect(await packageContent(directory)).not.toBe(content);
  });
});
