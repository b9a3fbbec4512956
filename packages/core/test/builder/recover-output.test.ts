import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { patternOf, snapshot, soundFiles, writeFiles } from "./project-fixture.js";
import { scene, siblings, type Scene, unverified } from "./build-scene.js";

/** A package that a killed run has moved aside. */
async function interrupted(): Promise<Scene & { readonly old: string }> {
  const made = scene(patternOf(soundFiles));
  await made.build(unverified);
  const old = join(made.out, "../.status.agentflow-old");
  renameSync(made.out, old);
  return { ...made, old };
}

const forced = { ...unverified, force: true };

test("a package that was moved aside comes back, and is not overwritten without force", async () => {
  const { build, out } = await interrupted();
  await expect(build(unverified)).rejects.toMatchObject({ code: "AF_OUTPUT_EXISTS" });
  expect(siblings(out)).toEqual(["status"]);
});

test("it comes back also where an empty folder was made in its place", async () => {
  const { build, out } = await interrupted();
  mkdirSync(out);
  await build(forced);
  expect(siblings(out)).toEqual(["status"]);
});

test.each(["a file", "other files"])(
  "nothing is lost when %s took its place meanwhile",
  async (kind) => {
    const { build, out, old } = await interrupted();
    writeFiles(out, kind === "a file" ? {} : { "own.txt": "mine" });
    if (kind === "a file") writeFiles(join(out, ".."), { status: "mine" });
    await expect(build(forced)).rejects.toMatchObject({
      code: "AF_OUTPUT_FOREIGN",
      help: expect.stringContaining(old) as unknown,
    });
    expect(Object.keys(snapshot(old))).toContain("src/index.ts");
  },
);

test("nothing is lost when both hold a file of the user's by the same name", async () => {
  const { build, out, old } = await interrupted();
  writeFiles(old, { "own.txt": "former" });
  const other = scene(patternOf(soundFiles));
  await other.build(unverified);
  renameSync(other.out, out);
  writeFiles(out, { "own.txt": "latter" });
  await expect(build(forced)).rejects.toMatchObject({
    code: "AF_OUTPUT_FOREIGN",
    message: expect.stringContaining(`${old}/own.txt`) as unknown,
  });
  expect([snapshot(old)["own.txt"], snapshot(out)["own.txt"]]).toEqual(["former", "latter"]);
});

test("leftovers of a killed run are removed", async () => {
  const { build, out } = scene();
  writeFiles(join(out, ".."), {
    ".status.agentflow-new/src/index.ts": "half",
    ".status.agentflow-trash/src/index.ts": "half",
    ".status.agentflow-check/src/index.ts": "half",
  });
  await build(unverified);
  expect(siblings(out)).toEqual(["status"]);
});
