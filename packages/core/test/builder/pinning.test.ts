import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BuildOptions, PublishedLookup } from "../../src/builder/builder.js";
import { createBuilder } from "../../src/builder/create-builder.js";
import { type LockFile, parseLockFile } from "../../src/lock/lock-file.js";
import { sampleIntegrity } from "../lock/locked-sample.js";
import { scene, unverified } from "./build-scene.js";
import { patternOf, soundFiles, writeFiles } from "./project-fixture.js";

const installedFolder = "node_modules/pattern-status";
const key = "integrations/status";

/** A scene that builds again and again, with its lock file. */
function pinnedScene(published?: PublishedLookup) {
  const pattern = patternOf(soundFiles, {
    async inspect(input, context) {
      const { document } = input as { document: string }; // What the tests give.
      const { digest } = await context.document(document);
      const unit = { singular: "operation", plural: "operations", count: 2, ids: ["get", "put"] };
      return { unit, documentDigest: digest };
    },
  });
  const built = scene(pattern, published && { published });
  const { projectDirectory } = built.options;
  writeFiles(projectDirectory, { "status.json": "{}" });
  const path = join(projectDirectory, "agentflow.lock");
  return {
    ...built,
    projectDirectory,
    path,
    installed: join(projectDirectory, installedFolder),
    create: (change: Partial<BuildOptions> = {}, requirements = {}) =>
      built.build(
        { ...unverified, force: true, documentDirectory: projectDirectory, ...change },
        { document: "status.json", ...requirements },
      ),
    lockText: () => readFileSync(path, "utf8"),
    lock: (): LockFile => parseLockFile(readFileSync(path, "utf8"), path),
  };
}

/** Changes a package.json of the project. */
function changePackage(directory: string, change: object): void {
  const path = join(directory, "package.json");
  const json: unknown = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...(json as object), ...change }));
}

/** Installs the pattern a second time, under another name and with another version. */
function installAlias(projectDirectory: string, alias: string, version: string): string {
  const entry = readFileSync(join(projectDirectory, installedFolder, "dist/index.js"), "utf8");
  const json: unknown = JSON.parse(
    readFileSync(join(projectDirectory, installedFolder, "package.json"), "utf8"),
  );
  writeFiles(projectDirectory, {
    "package.json": JSON.stringify({
      dependencies: {
        "pattern-status": "^1.0.0",
        [alias]: `npm:pattern-status@${version}`,
      },
    }),
    [`node_modules/${alias}/package.json`]: JSON.stringify({ ...(json as object), version }),
    [`node_modules/${alias}/dist/index.js`]: entry,
  });
  return join(projectDirectory, "node_modules", alias);
}

describe("the lock file", () => {
  test("has what an integration was made from", async () => {
    const { create, lock } = pinnedScene();
    const report = await create();
    expect(report.lock).toEqual({
      state: "added",
      differences: [],
      unverified: ["pattern-status@1.2.3"],
    });
    expect(lock()).toEqual({
      lockfileVersion: 1,
      integrations: {
        [key]: {
          name: "Status",
          contract: 1,
          pattern: {
            package: "pattern-status",
            version: "1.2.3",
            integrity: null,
            content: expect.stringMatching(/^sha256-[0-9a-f]{64}$/) as unknown,
          },
          extends: [],
          document: {
            source: "status.json",
            digest: expect.stringMatching(/^sha256-/) as unknown,
          },
          options: { name: "Status", document: "status.json" },
        },
      },
    });
  });

  test("has the hash of the tarball that the package manager recorded, and the repository", async () => {
    const { create, lock, projectDirectory, installed } = pinnedScene();
    changePackage(installed, { repository: { url: "git+https://user:s3cret@a.test/b.git" } });
    const recorded = { version: "1.2.3", integrity: sampleIntegrity };
    writeFiles(projectDirectory, {
      "package-lock.json": JSON.stringify({ packages: { [installedFolder]: recorded } }),
    });
    expect((await create()).lock.unverified).toEqual([]);
    expect(lock().integrations[key]?.pattern).toMatchObject({
      integrity: sampleIntegrity,
      repository: "git+https://[secret]@a.test/b.git",
    });
  });

  test("is asked of the registry when the package manager kept no hash, once", async () => {
    const asked: string[] = [];
    const { create, lock, projectDirectory } = pinnedScene((wanted) => {
      asked.push(`${wanted.package}@${wanted.version}`);
      return Promise.resolve({ integrity: sampleIntegrity, provenance: true });
    });
    writeFiles(projectDirectory, {
      "yarn.lock": '"pattern-status@npm:^1.0.0":\n  resolution: "pattern-status@npm:1.2.3"\n',
    });
    await create();
    await create();
    expect(asked).toEqual(["pattern-status@1.2.3"]);
    expect(lock().integrations[key]?.pattern).toMatchObject({
      integrity: sampleIntegrity,
      provenance: true,
    });
  });

  test("says so when the registry does not tell either", async () => {
    const { create, lock, projectDirectory } = pinnedScene(() => Promise.resolve(undefined));
    writeFiles(projectDirectory, {
      "yarn.lock": '"pattern-status@npm:^1.0.0":\n  resolution: "pattern-status@npm:1.2.3"\n',
    });
    expect((await create()).lock.unverified).toEqual(["pattern-status@1.2.3"]);
    expect(lock().integrations[key]?.pattern.integrity).toBeNull();
  });

  test("is not written when nothing differs", async () => {
    const { create, path, lockText } = pinnedScene();
    await create();
    const text = lockText().replaceAll("\n", "\r\n");
    writeFileSync(path, text);
    expect((await create()).lock.state).toBe("unchanged");
    expect(lockText()).toBe(text);
  });

  test("keeps what other integrations are made from", async () => {
    const { create, lock, projectDirectory } = pinnedScene();
    await create({ outDirectory: join(projectDirectory, "adapters/one") });
    await create();
    expect(Object.keys(lock().integrations)).toEqual(["adapters/one", key]);
  });

  test("has everything when several are built at once", async () => {
    const { create, lock, projectDirectory } = pinnedScene();
    const names = ["a", "b", "c", "d", "e", "f"];
    await Promise.all(
      names.map((name) => create({ outDirectory: join(projectDirectory, "adapters", name) })),
    );
    expect(Object.keys(lock().integrations)).toEqual(names.map((name) => `adapters/${name}`));
    expect(readdirSync(projectDirectory).filter((name) => name.includes(".agentflow-"))).toEqual(
      [],
    );
  });

  test("says nothing of a folder outside the project", async () => {
    const { create, path } = pinnedScene();
    const other = pinnedScene();
    const report = await create({ outDirectory: join(other.projectDirectory, "adapters/one") });
    expect(report.lock.state).toBe("outside");
    expect(existsSync(path)).toBe(false);
  });

  test("is not written by a dry run, which tells what would differ", async () => {
    const { create, path } = pinnedScene();
    expect((await create({ dryRun: true })).lock.state).toBe("added");
    expect(existsSync(path)).toBe(false);
  });

  test("keeps what it had when the build does not come to its end", async () => {
    const { create, lockText, projectDirectory } = pinnedScene();
    await create();
    const text = lockText();
    writeFiles(projectDirectory, { "status.json": "[]" });
    await expect(
      create({ failOnWarnings: true, verify: true, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    expect(lockText()).toBe(text);
  });

  test("is refused when it is a link, and nothing is written", async () => {
    const { create, path, out } = pinnedScene();
    symlinkSync("/etc/hostname", path);
    await expect(create()).rejects.toMatchObject({ code: "AF_LOCK_INVALID" });
    expect(existsSync(out)).toBe(false);
  });

  test("is refused when it is not one, before anything is loaded", async () => {
    const { create, path } = pinnedScene();
    writeFileSync(path, "{}");
    await expect(create()).rejects.toMatchObject({ code: "AF_LOCK_INVALID" });
  });
});

describe("what differs from the lock file", () => {
  test("is told and pinned, when it is the document or the options", async () => {
    const { create, projectDirectory, lock } = pinnedScene();
    await create();
    writeFiles(projectDirectory, { "status.json": "[]" });
    const { lock: outcome } = await create();
    expect(outcome.state).toBe("changed");
    expect(outcome.differences.map(({ field }) => field)).toEqual(["document.digest"]);
    expect(JSON.stringify(outcome.differences[0]?.found)).toContain(
      lock().integrations[key]?.document.digest,
    );
  });

  test("may be another service in the same folder", async () => {
    const { create, lock, installed } = pinnedScene();
    await create();
    const { agentflow } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
      agentflow: object;
    };
    changePackage(installed, {
      version: "1.3.0",
      agentflow: { ...agentflow, services: ["status", "other"] },
    });
    await create({}, { name: "Other" });
    expect(lock().integrations[key]).toMatchObject({
      name: "Other",
      pattern: { version: "1.3.0" },
    });
  });

  test.each(["1.3.0", "1.2.2"])(
    "is refused when %s of the pattern is installed, with what to do next",
    async (version) => {
      const { create, installed, lockText } = pinnedScene();
      await create();
      const text = lockText();
      changePackage(installed, { version });
      await expect(create()).rejects.toMatchObject({
        code: "AF_VERSION_NOT_PINNED",
        message: `"integrations/status" is pinned to pattern-status 1.2.3, and ${version} is installed.`,
        help: `See and take what changes with \`agentflow pattern upgrade pattern-status --to ${version}\`, or install pattern-status@1.2.3 again.`,
      });
      expect(lockText()).toBe(text);
    },
  );

  test("is another version only when it is accepted", async () => {
    const { create, installed, lock } = pinnedScene();
    await create();
    changePackage(installed, { version: "1.3.0" });
    const { lock: outcome } = await create({ accept: true });
    expect(outcome.differences.map(({ field }) => field)).toEqual([
      "pattern.version",
      "pattern.content",
    ]);
    expect(lock().integrations[key]?.pattern.version).toBe("1.3.0");
  });

  test("is refused when the pattern is gone", async () => {
    const { create, projectDirectory } = pinnedScene();
    await create();
    writeFiles(projectDirectory, { "package.json": "{}" });
    await expect(create()).rejects.toMatchObject({
      code: "AF_VERSION_NOT_PINNED",
      message: expect.stringContaining("it is not installed") as unknown,
      help: expect.stringContaining("Install pattern-status@1.2.3") as unknown,
    });
  });

  test("is taken when its own bytes changed, only when that is accepted", async () => {
    const { create, installed, lock } = pinnedScene();
    await create();
    writeFiles(installed, { "dist/more.js": "export {};" });
    await expect(create()).rejects.toMatchObject({ code: "AF_PATTERN_ALTERED" });
    const before = lock().integrations[key]?.pattern.content;
    await create({ accept: true });
    expect(lock().integrations[key]?.pattern.content).not.toBe(before);
    await create();
  });

  test("is found in another integration's pin too", async () => {
    const { create, installed, projectDirectory } = pinnedScene();
    await create();
    writeFiles(installed, { "dist/more.js": "export {};" });
    const outDirectory = join(projectDirectory, "adapters/new");
    await expect(create({ outDirectory })).rejects.toMatchObject({ code: "AF_PATTERN_ALTERED" });
  });

  test("is found before a comparison loads the pattern", async () => {
    const { create, installed, builder, out } = pinnedScene();
    await create();
    writeFiles(installed, { "dist/index.js": "throw new Error('loaded');" });
    await expect(builder.diff(out)).rejects.toMatchObject({ code: "AF_PATTERN_ALTERED" });
  });
});

describe("a pattern that is a working copy", () => {
  test("is pinned as one, and its author may change it", async () => {
    const { create, projectDirectory, installed, lock } = pinnedScene();
    const copy = join(projectDirectory, "work/pattern-status");
    writeFiles(copy, {
      "package.json": readFileSync(join(installed, "package.json"), "utf8"),
      "dist/index.js": readFileSync(join(installed, "dist/index.js"), "utf8"),
    });
    rmSync(installed, { recursive: true });
    symlinkSync(copy, installed);
    await create();
    expect(lock().integrations[key]?.pattern).toMatchObject({ linked: true, integrity: null });
    writeFiles(copy, { "dist/more.js": "export {};" });
    expect((await create()).lock.differences.map(({ field }) => field)).toEqual([
      "pattern.content",
    ]);
    changePackage(copy, { version: "2.0.0" });
    await create();
    expect(lock().integrations[key]?.pattern.version).toBe("2.0.0");
    changePackage(copy, { version: "2.0.1" });
    await expect(create({ frozen: true })).rejects.toMatchObject({ code: "AF_VERSION_NOT_PINNED" });
    changePackage(copy, { version: "2.0.0" });
    writeFiles(copy, { "dist/more.js": "export const a = 1;" });
    await expect(create({ frozen: true })).rejects.toMatchObject({ code: "AF_PATTERN_ALTERED" });
  });

  test("does not take the place of an installed one unasked", async () => {
    const { create, projectDirectory, installed } = pinnedScene();
    await create();
    const copy = join(projectDirectory, "work/pattern-status");
    writeFiles(copy, {
      "package.json": readFileSync(join(installed, "package.json"), "utf8"),
      "dist/index.js": readFileSync(join(installed, "dist/index.js"), "utf8").concat("// mine\n"),
    });
    rmSync(installed, { recursive: true });
    symlinkSync(copy, installed);
    await expect(create()).rejects.toMatchObject({ code: "AF_PATTERN_ALTERED" });
  });
});

describe("a pattern that extends another one", () => {
  function basedScene() {
    const based = pinnedScene();
    const { agentflow } = JSON.parse(
      readFileSync(join(based.installed, "package.json"), "utf8"),
    ) as { agentflow: object };
    changePackage(based.installed, { agentflow: { ...agentflow, extends: "base" } });
    writeFiles(based.projectDirectory, {
      "node_modules/base/package.json": JSON.stringify({ name: "base", version: "3.0.0" }),
      "node_modules/base/dist/index.js": "export {};",
    });
    return { ...based, base: join(based.projectDirectory, "node_modules/base") };
  }

  test("is pinned with it", async () => {
    const { create, lock } = basedScene();
    await create();
    expect(lock().integrations[key]?.extends).toMatchObject([
      { package: "base", version: "3.0.0" },
    ]);
  });

  test("is refused with another version of it, unless that is accepted", async () => {
    const { create, base } = basedScene();
    await create();
    changePackage(base, { version: "3.1.0" });
    await expect(create()).rejects.toMatchObject({
      code: "AF_VERSION_NOT_PINNED",
      message: '"integrations/status" is pinned to base 3.0.0, and 3.1.0 is installed.',
      help: expect.stringContaining("--accept") as unknown,
    });
    expect((await create({ accept: true })).lock.differences.map(({ field }) => field)).toContain(
      "extends.base.version",
    );
  });

  test("is refused with other bytes of it", async () => {
    const { create, base } = basedScene();
    await create();
    writeFiles(base, { "dist/index.js": "export const a = 1;" });
    await expect(create()).rejects.toMatchObject({
      code: "AF_PATTERN_ALTERED",
      message: expect.stringMatching(/^base 3\.0\.0 is not what agentflow\.lock pins/) as unknown,
    });
  });
});

describe("two versions of one pattern", () => {
  test("each make the integration that is pinned to them", async () => {
    const { create, projectDirectory, lock } = pinnedScene();
    installAlias(projectDirectory, "status-0", "0.9.0");
    const outDirectory = join(projectDirectory, "adapters/old");
    await create({}, { pattern: "pattern-status" });
    await create({ outDirectory }, { pattern: "status-0" });
    expect(lock().integrations["adapters/old"]?.pattern).toMatchObject({
      package: "pattern-status",
      version: "0.9.0",
      installedAs: "status-0",
    });
    expect((await create({ frozen: true })).pattern.version).toBe("1.2.3");
    expect((await create({ outDirectory, frozen: true })).pattern.version).toBe("0.9.0");
  });

  test("are not exchanged because the user names the other one, unless that is accepted", async () => {
    const { create, projectDirectory } = pinnedScene();
    await create();
    installAlias(projectDirectory, "status-0", "0.9.0");
    await expect(create({}, { pattern: "status-0" })).rejects.toMatchObject({
      code: "AF_VERSION_NOT_PINNED",
      message: expect.stringContaining('--pattern asks for "status-0"') as unknown,
    });
    const accepted = await create({ accept: true }, { pattern: "status-0" });
    expect(accepted.pattern.version).toBe("0.9.0");
  });

  test("are both told by what chose between them", async () => {
    const { create, projectDirectory } = pinnedScene();
    await create();
    installAlias(projectDirectory, "status-0", "0.9.0");
    const rejected: (string | undefined)[] = [];
    await create({
      onProgress(progress) {
        if (progress.type !== "selected") return;
        for (const candidate of progress.selection.candidates) rejected.push(candidate.rejected);
      },
    });
    expect(rejected).toEqual([undefined, "is not what agentflow.lock pins"]);
  });

  test("are found by their version when the name of the pinned one is gone", async () => {
    const { create, projectDirectory } = pinnedScene();
    installAlias(projectDirectory, "status-0", "0.9.0");
    await create({}, { pattern: "status-0" });
    installAlias(projectDirectory, "status-9", "0.9.0");
    expect((await create()).pattern.version).toBe("0.9.0");
  });
});

describe("a frozen build", () => {
  test("does what is pinned, and never writes the lock file", async () => {
    const { create, lockText, path, out } = pinnedScene();
    await create();
    const text = lockText().replaceAll("\n", "\r\n");
    writeFileSync(path, text);
    rmSync(out, { recursive: true });
    expect((await create({ frozen: true })).lock.state).toBe("unchanged");
    expect(lockText()).toBe(text);
    expect(existsSync(join(out, "src/index.ts"))).toBe(true);
  });

  test.each([
    ["the document", { "status.json": "[]" }, {}, /document\.digest: pinned .*, found /],
    [
      "the tarball's hash",
      {
        "package-lock.json": JSON.stringify({
          packages: {
            [installedFolder]: { version: "1.2.3", integrity: `sha512-${"B".repeat(86)}==` },
          },
        }),
      },
      {},
      /pattern\.integrity: pinned "sha512-A.*, found "sha512-B/,
    ],
    [
      "an option",
      { "other.json": "{}" },
      { document: "other.json" },
      /document\.source: .*options\.document: pinned "status\.json", found "other\.json"/,
    ],
    ["the service", {}, { name: "STATUS" }, /name: pinned "Status", found "STATUS"/],
  ])(
    "refuses %s when it is another one, and says what differs",
    async (_what, files: Readonly<Record<string, string>>, requirements, message) => {
      const { create, lockText, projectDirectory, out } = pinnedScene();
      const recorded = { version: "1.2.3", integrity: sampleIntegrity };
      writeFiles(projectDirectory, {
        "package-lock.json": JSON.stringify({ packages: { [installedFolder]: recorded } }),
      });
      await create();
      const text = lockText();
      rmSync(out, { recursive: true });
      writeFiles(projectDirectory, files);
      await expect(create({ frozen: true }, requirements)).rejects.toMatchObject({
        code: "AF_LOCK_MISMATCHED",
        message: expect.stringMatching(message) as unknown,
      });
      expect(lockText()).toBe(text);
      expect(existsSync(out)).toBe(false);
    },
  );

  test.each([
    [
      "version",
      (directory: string) => changePackage(directory, { version: "1.3.0" }),
      "AF_VERSION_NOT_PINNED",
    ],
    [
      "bytes",
      (directory: string) => writeFiles(directory, { "dist/a.js": "" }),
      "AF_PATTERN_ALTERED",
    ],
  ])("refuses another %s of the pattern, accepted or not", async (_what, change, code) => {
    const { create, installed } = pinnedScene();
    await create();
    change(installed);
    await expect(create({ frozen: true, accept: true })).rejects.toMatchObject({ code });
  });

  test("refuses an integration of which nothing is pinned", async () => {
    const { create } = pinnedScene();
    await expect(create({ frozen: true })).rejects.toMatchObject({
      code: "AF_LOCK_MISMATCHED",
      message: 'agentflow.lock pins nothing for "integrations/status".',
    });
  });

  test("refuses an integration outside the project", async () => {
    const { create } = pinnedScene();
    const outDirectory = join(pinnedScene().projectDirectory, "status");
    await expect(create({ frozen: true, outDirectory })).rejects.toMatchObject({
      code: "AF_LOCK_MISMATCHED",
      message: expect.stringContaining("lies outside the project") as unknown,
    });
  });
});

test("a cloned project knows its integrations by the lock file, and says which are not there", async () => {
  const { create, options, projectDirectory } = pinnedScene();
  const outDirectory = join(projectDirectory, "adapters/one");
  await create({ outDirectory });
  rmSync(join(projectDirectory, ".agentflow"), { recursive: true });
  const clone = createBuilder(options);
  expect(await clone.list()).toMatchObject([{ directory: outDirectory, state: "unchanged" }]);
  rmSync(outDirectory, { recursive: true });
  expect(await clone.list()).toMatchObject([
    { name: "Status", directory: outDirectory, state: "missing" },
  ]);
});
