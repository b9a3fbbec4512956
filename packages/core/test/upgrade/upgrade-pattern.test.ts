import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createBuilder } from "../../src/builder/create-builder.js";
import { snapshot, soundFiles, temporaryFolder, writeFiles } from "../builder/project-fixture.js";
import { integrityOf, readmeOf, tellPackageManager, upgradeScene } from "./upgrade-fixture.js";

const key = "integrations/status";

/** What stands in the project, without what the test itself and the package manager's log put there. */
function standing(projectDirectory: string): Readonly<Record<string, string>> {
  const skipped = /^(?:(?:commands|ranges)\.log|behaviour\/|cache\/|\.agentflow\/history)/;
  const files = Object.entries(snapshot(projectDirectory));
  return Object.fromEntries(files.filter(([path]) => !skipped.test(path)));
}

function stagingFolders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("agentflow-upgrade-"));
}

describe("an upgrade", () => {
  test("tells first what it changes, then does it, and pins it", async () => {
    const before = stagingFolders();
    const { upgrade, previews, lock, text, out, commands } = await upgradeScene({ "1.3.0": {} });
    const report = await upgrade();
    expect(previews).toMatchObject([
      {
        package: "pattern-status",
        installedAs: "pattern-status",
        from: "1.2.3",
        to: "1.3.0",
        integrations: [
          {
            name: "Status",
            directory: out,
            version: "1.2.3",
            files: [{ path: "README.md", kind: "changed", lines: { added: 1, removed: 1 } }],
            edited: [],
          },
        ],
        missing: [],
      },
    ]);
    expect(report).toMatchObject({ applied: true, kept: [], rebuilt: [{ tests: { passed: 3 } }] });
    expect(text("integrations/status/README.md")).toBe(readmeOf("1.3.0")["README.md"]);
    expect(lock().integrations[key]?.pattern).toMatchObject({
      version: "1.3.0",
      integrity: integrityOf("1.3.0"),
    });
    expect(JSON.parse(text("package.json"))).toEqual({
      devDependencies: { "pattern-status": "^1.3.0" },
    });
    expect(commands()).toEqual([
      "aside: install --save-dev --ignore-scripts --no-audit --no-fund --save-exact -- pattern-status@1.3.0",
      "project: install --save-dev --ignore-scripts --no-audit --no-fund -- pattern-status@1.3.0",
    ]);
    expect(stagingFolders()).toEqual(before);
  });

  test("that is not confirmed changes nothing", async () => {
    const { upgrade, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    const before = standing(projectDirectory);
    const report = await upgrade({ confirm: () => Promise.resolve(false) });
    expect(report).toMatchObject({ applied: false, to: "1.3.0", rebuilt: [] });
    expect(standing(projectDirectory)).toEqual(before);
  });

  test("says what it is doing", async () => {
    const { upgrade } = await upgradeScene({ "1.3.0": {} });
    const steps: string[] = [];
    await upgrade({ onStep: (step) => void steps.push(step) });
    expect(steps).toEqual([
      "Asking the registry for pattern-status",
      "Installing pattern-status 1.3.0 aside, with npm",
      "Comparing what 1.3.0 makes of integrations/status",
      "Installing pattern-status 1.3.0",
      "Making integrations/status anew",
    ]);
  });

  test("has nothing to do when the latest is installed and pinned", async () => {
    const { upgrade, previews } = await upgradeScene({});
    expect(await upgrade()).toMatchObject({ applied: false, from: "1.2.3", to: "1.2.3" });
    expect(previews).toEqual([]);
  });

  test("brings what is pinned to an older version to the installed one, and installs nothing", async () => {
    const { upgrade, lock, projectDirectory, commands } = await upgradeScene({ "1.3.0": {} });
    const { cpSync } = await import("node:fs");
    const installed = join(projectDirectory, "node_modules/pattern-status");
    rmSync(installed, { recursive: true });
    cpSync(join(projectDirectory, "store/1.3.0"), installed, { recursive: true });
    expect(await upgrade()).toMatchObject({ applied: true, from: "1.3.0", to: "1.3.0" });
    expect(lock().integrations[key]?.pattern.version).toBe("1.3.0");
    expect(commands().filter((command) => command.startsWith("project"))).toEqual([]);
  });

  test("makes an integration too that was made before there was a lock file", async () => {
    const { upgrade, lock, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    rmSync(join(projectDirectory, "agentflow.lock"));
    await upgrade();
    expect(lock().integrations[key]?.pattern.version).toBe("1.3.0");
  });

  test("names an integration whose folder is gone, and leaves its pin", async () => {
    const { upgrade, lock, out } = await upgradeScene({ "1.3.0": {} });
    rmSync(out, { recursive: true });
    expect(await upgrade()).toMatchObject({ applied: true, integrations: [], missing: [out] });
    expect(lock().integrations[key]?.pattern.version).toBe("1.2.3");
  });

  test("tells that the version is deprecated", async () => {
    const { upgrade, previews } = await upgradeScene({
      "1.3.0": { said: { deprecated: "use another" } },
    });
    await upgrade({ to: "1.3.0" });
    expect(previews[0]?.deprecated).toBe("use another");
  });

  test("stays in dependencies, and exact, where it was", async () => {
    const { upgrade, text, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    writeFiles(projectDirectory, {
      "package.json": JSON.stringify({ dependencies: { "pattern-status": "1.2.3" } }),
    });
    await upgrade();
    expect(JSON.parse(text("package.json"))).toEqual({
      dependencies: { "pattern-status": "1.3.0" },
    });
  });
});

describe("what the user changed", () => {
  test("is named, and a copy of each edited file is kept", async () => {
    const { upgrade, previews, text, projectDirectory, out } = await upgradeScene({ "1.3.0": {} });
    writeFiles(out, { "src/index.ts": "export const get = 'mine';\n", "notes.txt": "mine" });
    const { kept } = await upgrade();
    const copy = ".agentflow/edited/integrations/status@1.2.3/src/index.ts";
    expect(previews[0]?.integrations[0]?.edited).toEqual(["src/index.ts"]);
    expect(kept).toEqual([join(projectDirectory, copy)]);
    expect(text(copy)).toBe("export const get = 'mine';\n");
    expect(text("integrations/status/src/index.ts")).toBe(soundFiles["src/index.ts"]);
    expect(text("integrations/status/notes.txt")).toBe("mine");
  });

  test("is kept beside what was kept before", async () => {
    const { upgrade, text, out } = await upgradeScene({ "1.3.0": {}, "1.4.0": {} });
    writeFiles(out, { "src/index.ts": "first" });
    await upgrade({ to: "1.3.0" });
    await upgrade({ to: "1.2.3", accept: true });
    writeFiles(out, { "src/index.ts": "second" });
    await upgrade({ to: "1.3.0" });
    const folder = ".agentflow/edited/integrations/status@1.2.3";
    expect(text(`${folder}/src/index.ts`)).toBe("first");
    expect(text(`${folder}-2/src/index.ts`)).toBe("second");
  });

  test("is not copied through a link that leads out of the project", async () => {
    const { upgrade, out, projectDirectory, text } = await upgradeScene({ "1.3.0": {} });
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(projectDirectory, ".agentflow/edited"));
    writeFiles(out, { "src/index.ts": "mine" });
    await expect(upgrade()).rejects.toMatchObject({ code: "AF_OUTPUT_OUTSIDE" });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(text("integrations/status/src/index.ts")).toBe("mine");
  });
});

test("an integration outside the project is named and left alone", async () => {
  const { upgrade, build, previews } = await upgradeScene({ "1.3.0": {} });
  const outside = join(temporaryFolder(), "status-outside");
  await build(outside);
  const before = snapshot(outside);
  await upgrade();
  expect(previews[0]).toMatchObject({ outside: [outside], integrations: [{ name: "Status" }] });
  expect(snapshot(outside)).toEqual(before);
});

test("the stages of each build are told", async () => {
  const { upgrade } = await upgradeScene({ "1.3.0": {} });
  const stages: string[] = [];
  await upgrade({
    onProgress(progress) {
      if (progress.type === "stage-started") stages.push(progress.stage);
    },
  });
  expect(stages).toEqual(expect.arrayContaining(["compare", "swap"]));
});

test("an integration whose pinned name is gone is made by what has its version", async () => {
  const { upgrade, lock, text, projectDirectory } = await upgradeScene({ "1.3.0": {} });
  const pinned = text("agentflow.lock").replace(
    '"integrity": null',
    '"installedAs": "status-gone",\n        "integrity": null',
  );
  writeFiles(projectDirectory, { "agentflow.lock": pinned });
  await upgrade();
  expect(lock().integrations[key]?.pattern).toMatchObject({ version: "1.3.0" });
  expect(lock().integrations[key]?.pattern.installedAs).toBeUndefined();
});

test("an integration of another pattern is left alone", async () => {
  const { upgrade, text, projectDirectory } = await upgradeScene({ "1.3.0": {} });
  const pinned = text("agentflow.lock").replace('"pattern-status"', '"pattern-other"');
  writeFiles(projectDirectory, { "agentflow.lock": pinned });
  expect(await upgrade()).toMatchObject({ applied: true, integrations: [], rebuilt: [] });
  expect(text("agentflow.lock")).toBe(pinned);
});

describe("everything is put back", () => {
  test("when the package that the new version makes does not hold", async () => {
    const { upgrade, projectDirectory, out, build, commands, text } = await upgradeScene({
      "1.3.0": { files: { ...readmeOf("1.3.0"), "src/new.ts": "TYPE_ERROR", "src/more.ts": "" } },
    });
    await build(join(projectDirectory, "adapters/one"));
    writeFiles(out, { "src/index.ts": "mine", "notes.txt": "mine" });
    writeFiles(projectDirectory, { "package-lock.json": '{"packages":{}}' });
    const before = standing(projectDirectory);
    await expect(upgrade()).rejects.toMatchObject({ code: "AF_TYPECHECK_FAILED" });
    expect(standing(projectDirectory)).toEqual(before);
    expect(commands().at(-1)).toMatch(/^project: .* --save-exact -- pattern-status@1\.2\.3$/);
    // By what its own files said before, so that dependencies come back too.
    expect(text("ranges.log").trim().split("\n").at(-1)).toContain('"^1.2.0"');
  });

  test("when the second integration fails, also the first one", async () => {
    const { upgrade, projectDirectory, out, build } = await upgradeScene({
      "1.3.0": { files: { ...readmeOf("1.3.0"), "src/new.ts": "export {};\n" } },
    });
    await build(join(projectDirectory, "adapters/one"));
    writeFiles(projectDirectory, { "adapters/one/README.md": "mine" });
    // In the way of the new file.
    writeFiles(out, { "src/new.ts": "mine" });
    const before = standing(projectDirectory);
    await expect(upgrade()).rejects.toMatchObject({ code: "AF_OUTPUT_FOREIGN" });
    expect(standing(projectDirectory)).toEqual(before);
  });

  test("when the package manager fails", async () => {
    const { upgrade, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    tellPackageManager(projectDirectory, "fails");
    const before = standing(projectDirectory);
    const failure: unknown = await upgrade().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "AF_INSTALLATION_FAILED" });
    expect(standing(projectDirectory)).toEqual(before);
  });

  test("when what was installed is not what was shown", async () => {
    const { upgrade, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    tellPackageManager(projectDirectory, "alters");
    await expect(upgrade()).rejects.toMatchObject({
      code: "AF_PATTERN_ALTERED",
      message: expect.stringMatching(/is not what was shown: of pattern-status 1\.3\.0/) as unknown,
    });
    expect(readFileSync(join(projectDirectory, "package.json"), "utf8")).toContain('"^1.2.0"');
  });

  test("when nothing was installed", async () => {
    const { upgrade, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    tellPackageManager(projectDirectory, "vanishes");
    const before = standing(projectDirectory);
    await expect(upgrade()).rejects.toMatchObject({
      code: "AF_PATTERN_ALTERED",
      message: expect.stringMatching(/found nothing\.$/) as unknown,
    });
    expect(standing(projectDirectory)).toEqual(before);
  });

  test("as far as possible when the old version cannot be installed again", async () => {
    const { upgrade, projectDirectory, text } = await upgradeScene({
      "1.3.0": { files: { ...readmeOf("1.3.0"), "src/new.ts": "TYPE_ERROR" } },
    });
    tellPackageManager(projectDirectory, "fails-again");
    await expect(upgrade()).rejects.toMatchObject({
      code: "AF_INSTALLATION_FAILED",
      message: expect.stringMatching(/1\.2\.3 could not be installed again\. .*TS2322/) as unknown,
      help: expect.stringContaining("pattern-status@1.2.3") as unknown,
    });
    expect(text("package.json")).toContain('"^1.2.0"');
    expect(existsSync(join(projectDirectory, "package-lock.json"))).toBe(false);
  });

  test("when the user interrupts it", async () => {
    const { upgrade, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    const before = standing(projectDirectory);
    const controller = new AbortController();
    const running = upgrade({
      signal: controller.signal,
      onStep(step) {
        if (step.startsWith("Making")) controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    expect(standing(projectDirectory)).toEqual(before);
  });
});

describe("an upgrade is refused", () => {
  const by = (name: string, others: object = {}) => ({ _npmUser: { name, ...others } });

  test.each([
    [
      "to an older version",
      { "1.2.2": {} },
      "1.2.2",
      /1\.2\.3, which is installed or pinned, is newer/,
    ],
    [
      "to what moved to another repository",
      { "1.3.0": { said: { repository: "https://github.com/other/status" } } },
      "1.3.0",
      /said to be in github\.com\/other\/status, and that of 1\.2\.9 in github\.com\/acme\/status/,
    ],
    [
      "to what somebody else published",
      { "1.3.0": { said: by("mallory") } },
      "1.3.0",
      /"mallory" published it, and 1\.2\.9 was published by "jane"/,
    ],
    [
      "to what has lost its provenance",
      { "1.3.0": {} },
      "1.3.0",
      /it has no provenance, which 1\.2\.9 has/,
    ],
  ])("%s, unless that is accepted", async (_what, versions, to, message) => {
    const attestations = { url: "https://registry.test/a", provenance: { predicateType: "slsa" } };
    const origin = {
      said: {
        ...by("jane"),
        repository: { url: "git+https://github.com/acme/status.git" },
        dist: { attestations, integrity: integrityOf("1.2.9") },
      },
    };
    const isOlder = to === "1.2.2";
    const scene = await upgradeScene({ "1.2.9": origin, ...versions });
    if (!isOlder) await scene.upgrade({ to: "1.2.9", accept: true });
    await expect(scene.upgrade({ to })).rejects.toMatchObject({
      code: "AF_UPGRADE_REFUSED",
      message: expect.stringMatching(message) as unknown,
    });
    expect(await scene.upgrade({ to, accept: true })).toMatchObject({ applied: true, to });
  });

  test("not to what a build service published, that proves where it was built", async () => {
    const proven = { attestations: { url: "https://registry.test/a" } };
    const scene = await upgradeScene({
      "1.2.9": { said: by("jane") },
      "1.3.0": {
        said: {
          ...by("GitHub Actions", { trustedPublisher: { id: "github" } }),
          dist: { ...proven, integrity: integrityOf("1.3.0") },
        },
      },
    });
    await scene.upgrade({ to: "1.2.9" });
    expect(await scene.upgrade({ to: "1.3.0" })).toMatchObject({ applied: true });
  });

  test("of a pattern that the project has not", async () => {
    const { upgrade } = await upgradeScene({});
    await expect(upgrade({ name: "pattern-statu" })).rejects.toMatchObject({
      code: "AF_PATTERN_UNKNOWN",
      help: expect.stringContaining('Did you mean "pattern-status"?') as unknown,
    });
    await expect(upgrade({ name: "zzz" })).rejects.toMatchObject({
      help: "See them with `agentflow pattern list`.",
    });
  });

  test("of a working copy", async () => {
    const { upgrade, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    const installed = join(projectDirectory, "node_modules/pattern-status");
    rmSync(installed, { recursive: true });
    symlinkSync(join(projectDirectory, "store/1.2.3"), installed);
    await expect(upgrade()).rejects.toMatchObject({ code: "AF_UPGRADE_REFUSED" });
  });

  test.each([
    ["that is a range", "^1.0.0", "AF_USAGE_INVALID"],
    ["that is not published", "9.9.9", "AF_PACKAGE_NOT_FOUND"],
    ["made for another contract", "2.0.0", "AF_CONTRACT_UNSUPPORTED"],
    ["that is no pattern", "3.0.0", "AF_MANIFEST_INVALID"],
  ])("to a version %s", async (_what, to, code) => {
    const { upgrade } = await upgradeScene(
      {
        "2.0.0": { said: { agentflow: { contract: 9 } } },
        "3.0.0": { said: { agentflow: undefined } },
      },
      { latest: "1.2.3" },
    );
    await expect(upgrade({ to })).rejects.toMatchObject({ code });
  });

  test("to a version that was published just now, unless it is named", async () => {
    const scene = await upgradeScene({ "1.3.0": {} });
    const wallTime = (): number => Date.parse("2020-01-01T01:00:00.000Z");
    const { systemClock } = await import("../../src/runtime/clock.js");
    const builder = { ...scene.options, clock: { ...systemClock, wallTime } };
    await expect(scene.upgrade({ builder })).rejects.toMatchObject({ code: "AF_RELEASE_TOO_NEW" });
    expect(await scene.upgrade({ builder, minimumAge: 0 })).toMatchObject({ to: "1.3.0" });
  });

  test("when the registry and the package manager tell two hashes of it", async () => {
    const { upgrade, projectDirectory } = await upgradeScene({ "1.3.0": {} });
    writeFiles(projectDirectory, { "behaviour/lies": "" });
    await expect(upgrade()).rejects.toMatchObject({
      code: "AF_INTEGRITY_MISMATCHED",
      message: expect.stringContaining(
        `expected ${integrityOf("1.3.0")}, found sha512-`,
      ) as unknown,
    });
  });

  test("when what was published is no pattern that can be found", async () => {
    const { upgrade } = await upgradeScene({ "1.3.0": { json: { agentflow: { contract: 1 } } } });
    await expect(upgrade()).rejects.toMatchObject({
      code: "AF_INSTALLATION_FAILED",
      message: expect.stringContaining("is no pattern that can be found") as unknown,
    });
  });
});

describe("a pattern that is installed twice", () => {
  async function twice() {
    const scene = await upgradeScene({ "1.3.0": {} });
    const { projectDirectory } = scene;
    writeFiles(projectDirectory, {
      "package.json": JSON.stringify({
        devDependencies: {
          "pattern-status": "^1.2.0",
          "status-old": "npm:pattern-status@1.2.3",
        },
      }),
    });
    const { cpSync } = await import("node:fs");
    cpSync(
      join(projectDirectory, "store/1.2.3"),
      join(projectDirectory, "node_modules/status-old"),
      { recursive: true },
    );
    await scene.build(join(projectDirectory, "adapters/old"), "status-old");
    return scene;
  }

  test("is upgraded where it is meant, with the integrations that are pinned to it there", async () => {
    const { upgrade, lock, text } = await twice();
    const report = await upgrade({ name: "pattern-status" });
    expect(report.integrations).toHaveLength(1);
    const versions = Object.entries(lock().integrations).map(([name, { pattern }]) => [
      name,
      pattern.version,
      pattern.installedAs,
    ]);
    expect(versions).toEqual([
      ["adapters/old", "1.2.3", "status-old"],
      [key, "1.3.0", undefined],
    ]);
    expect(text("adapters/old/README.md")).toBe(soundFiles["README.md"]);
    await upgrade({ name: "status-old" });
    expect(lock().integrations["adapters/old"]?.pattern).toMatchObject({
      version: "1.3.0",
      installedAs: "status-old",
    });
    expect(JSON.parse(text("package.json"))).toMatchObject({
      devDependencies: { "status-old": "npm:pattern-status@1.3.0" },
    });
  });

  test("is not upgraded by a name that means both", async () => {
    const { upgrade } = await twice();
    await expect(upgrade({ name: "status" })).rejects.toMatchObject({
      code: "AF_PATTERN_TIED",
      message: '"status" is installed 2 times: as pattern-status (1.2.3) and status-old (1.2.3).',
    });
  });
});

test("the versions of the patterns that it extends are told, before and after", async () => {
  const extending = {
    contract: 1,
    id: "status",
    type: "api",
    title: "Status",
    services: ["status"],
  };
  const agentflow = { ...extending, entry: "./dist/index.js", extends: "base" };
  const base = {
    "node_modules/base/package.json": JSON.stringify({ name: "base", version: "2.0.0" }),
    "node_modules/base/index.js": "export {};",
  };
  const { upgrade, previews, lock } = await upgradeScene({
    "1.3.0": { json: { agentflow }, own: base },
  });
  await upgrade();
  expect(previews[0]?.bases).toEqual([{ package: "base", from: null, to: "2.0.0" }]);
  expect(lock().integrations[key]?.extends).toMatchObject([{ package: "base", version: "2.0.0" }]);
});

test("a relative address of a document starts where it is told", async () => {
  const scene = await upgradeScene({ "1.3.0": {} });
  const documents = temporaryFolder();
  writeFiles(documents, { "status.json": "{}" });
  const record = join(scene.out, "agentflow.json");
  const text = readFileSync(record, "utf8");
  writeFileSync(
    record,
    text.replace(
      '"name": "Status"\n  },\n  "units"',
      '"name": "Status",\n    "document": "status.json"\n  },\n  "units"',
    ),
  );
  const report = await scene.upgrade({ documentDirectory: documents });
  expect(report.rebuilt).toHaveLength(1);
  expect(scene.lock().integrations[key]?.options).toEqual({
    name: "Status",
    document: "status.json",
  });
  expect(await createBuilder(scene.options).list()).toMatchObject([{ state: "unchanged" }]);
});
