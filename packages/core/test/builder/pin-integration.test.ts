import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builderSetup } from "../../src/builder/builder-setup.js";
import { pinIntegration } from "../../src/builder/pin-integration.js";
import { readPinning } from "../../src/builder/pinning.js";
import { lockedIntegration } from "../lock/locked-sample.js";
import { createProject, patternOf, soundFiles } from "./project-fixture.js";

async function pinning() {
  const setup = builderSetup(createProject(patternOf(soundFiles)));
  const { projectDirectory, fileSystem } = setup;
  const asked = { name: "Status", outDirectory: join(projectDirectory, "integrations/status") };
  const rules = { frozen: false, anyVersion: false, accept: false };
  const read = () => readPinning(fileSystem, projectDirectory, asked, rules);
  const plan = (name: string) => ({
    entry: lockedIntegration({ name }),
    outcome: { state: "added", differences: [], unverified: [] } as const,
  });
  return { setup, read, plan, path: join(projectDirectory, "agentflow.lock") };
}

const failing = (): Promise<never> => Promise.reject(new Error("no room"));

test("a package that cannot take its place leaves no pin where there was none", async () => {
  const { setup, read, plan, path } = await pinning();
  await expect(pinIntegration(setup, await read(), plan("one"), failing)).rejects.toThrow(
    "no room",
  );
  expect(readFileSync(path, "utf8")).not.toContain("integrations/status");
});

test("a package that cannot take its place leaves the pin of the old one", async () => {
  const { setup, read, plan, path } = await pinning();
  await pinIntegration(setup, await read(), plan("Status"));
  const text = readFileSync(path, "utf8");
  await expect(pinIntegration(setup, await read(), plan("two"), failing)).rejects.toThrow(
    "no room",
  );
  expect(readFileSync(path, "utf8")).toBe(text);
});

test("what cannot be pinned does not take its place", async () => {
  const { setup, read, plan } = await pinning();
  const createFile = (): Promise<never> => Promise.reject(new Error("read-only"));
  const fileSystem = { ...setup.fileSystem, createFile };
  let placed = false;
  const place = (): Promise<void> => {
    placed = true;
    return Promise.resolve();
  };
  const pinned = pinIntegration({ ...setup, fileSystem }, await read(), plan("one"), place);
  await expect(pinned).rejects.toMatchObject({ code: "AF_WRITE_FAILED" });
  expect(placed).toBe(false);
});

test("a frozen lock file is not touched, and the package takes its place", async () => {
  const { setup, read, plan, path } = await pinning();
  const given = await read();
  let placed = false;
  await pinIntegration(
    setup,
    { ...given, rules: { ...given.rules, frozen: true } },
    plan("one"),
    () => {
      placed = true;
      return Promise.resolve();
    },
  );
  expect([placed, existsSync(path)]).toEqual([true, false]);
});
