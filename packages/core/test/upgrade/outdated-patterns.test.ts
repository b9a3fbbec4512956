import { cpSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createNetwork } from "../../src/documents/undici-network.js";
import { outdatedPatterns } from "../../src/upgrade/outdated-patterns.js";
import { writeFiles } from "../builder/project-fixture.js";
import { type PublishedSample, upgradeScene } from "./upgrade-fixture.js";

async function outdated(
  versions: Readonly<Record<string, PublishedSample>>,
  change: (projectDirectory: string) => void = () => undefined,
  signal = new AbortController().signal,
) {
  const { projectDirectory, options } = await upgradeScene(versions);
  change(projectDirectory);
  return outdatedPatterns({
    directory: projectDirectory,
    environment: options.environment ?? {},
    signal,
    network: (given) => createNetwork({ ...given, retryDelay: 1 }),
  });
}

const current = {
  package: "pattern-status",
  installedAs: "pattern-status",
  installed: "1.2.3",
  linked: false,
  pinned: { "integrations/status": "1.2.3" },
  wanted: "1.2.3",
  latest: "1.2.3",
  outdated: false,
};

describe("a pattern is not outdated", () => {
  test("when nothing newer is published", async () => {
    expect(await outdated({})).toEqual([current]);
  });

  test("when what is newer is for another contract", async () => {
    expect(await outdated({ "2.0.0": { said: { agentflow: { contract: 2 } } } })).toEqual([
      current,
    ]);
  });

  test("when it is a working copy that is pinned as it is, and nobody is asked", async () => {
    const patterns = await outdated({ "1.3.0": {} }, (project) => {
      const installed = join(project, "node_modules/pattern-status");
      rmSync(installed, { recursive: true });
      symlinkSync(join(project, "store/1.2.3"), installed);
    });
    expect(patterns).toEqual([{ ...current, linked: true, wanted: null, latest: null }]);
  });
});

describe("a pattern is outdated", () => {
  test("when package.json allows a newer one", async () => {
    expect(await outdated({ "1.3.0": {} })).toEqual([
      { ...current, wanted: "1.3.0", latest: "1.3.0", outdated: true },
    ]);
  });

  test("when the latest is newer, also one that package.json does not allow", async () => {
    expect(await outdated({ "2.0.0": {} })).toEqual([
      { ...current, latest: "2.0.0", outdated: true },
    ]);
  });

  test("when package.json names no range, by the latest", async () => {
    const patterns = await outdated({ "2.0.0": {} }, (project) =>
      writeFiles(project, {
        "package.json": JSON.stringify({ dependencies: { "pattern-status": "latest" } }),
      }),
    );
    expect(patterns).toEqual([{ ...current, wanted: "2.0.0", latest: "2.0.0", outdated: true }]);
  });

  test("when another version is pinned than is installed", async () => {
    const patterns = await outdated({ "1.3.0": {} }, (project) => {
      const installed = join(project, "node_modules/pattern-status");
      rmSync(installed, { recursive: true });
      cpSync(join(project, "store/1.3.0"), installed, { recursive: true });
    });
    expect(patterns).toEqual([
      { ...current, installed: "1.3.0", wanted: "1.3.0", latest: "1.3.0", outdated: true },
    ]);
  });

  test("when it is pinned and not installed", async () => {
    const patterns = await outdated({}, (project) => writeFiles(project, { "package.json": "{}" }));
    expect(patterns).toEqual([{ ...current, installed: null, outdated: true }]);
  });
});

test("each of several installations has the integrations that are pinned to its version", async () => {
  const patterns = await outdated({ "1.3.0": {} }, (project) => {
    cpSync(join(project, "store/1.3.0"), join(project, "node_modules/status-next"), {
      recursive: true,
    });
    writeFiles(project, {
      "package.json": JSON.stringify({
        dependencies: { "pattern-status": "1.2.3", "status-next": "npm:pattern-status@^1.3.0" },
      }),
    });
  });
  expect(patterns).toEqual([
    { ...current, latest: "1.3.0", outdated: true },
    {
      ...current,
      installedAs: "status-next",
      installed: "1.3.0",
      pinned: {},
      wanted: "1.3.0",
      latest: "1.3.0",
    },
  ]);
});

test("a registry that does not answer is a problem of that pattern", async () => {
  const patterns = await outdated({}, (project) =>
    writeFiles(project, { ".npmrc": "registry=http://127.0.0.1:9/\n" }),
  );
  expect(patterns).toEqual([
    {
      ...current,
      wanted: null,
      latest: null,
      problem: expect.objectContaining({ code: "AF_REGISTRY_UNREACHABLE" }) as unknown,
    },
  ]);
});

test("whoever interrupts it gets no list", async () => {
  await expect(outdated({}, undefined, AbortSignal.abort())).rejects.toMatchObject({
    name: "AbortError",
  });
});

test("a lock file that is none is refused", async () => {
  const change = (project: string): void => writeFiles(project, { "agentflow.lock": "[]" });
  await expect(outdated({}, change)).rejects.toMatchObject({ code: "AF_LOCK_INVALID" });
});
