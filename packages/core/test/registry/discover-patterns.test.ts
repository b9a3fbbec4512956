import { mkdirSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { discoverPatterns } from "../../src/registry/discover-patterns.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";
import { manifestOf, packageOf, projectWith } from "./installed-packages.js";

/** The package names of what is found. */
async function namesIn(directory: string): Promise<readonly string[]> {
  return (await discoverPatterns(directory)).patterns.map(({ packageName }) => packageName);
}

test("a dependency with a manifest is a pattern", async () => {
  const directory = projectWith({ "@acme/pattern": packageOf("@acme/pattern", manifestOf()) });
  expect(await discoverPatterns(directory)).toEqual({
    patterns: [
      {
        packageName: "@acme/pattern",
        installedAs: "@acme/pattern",
        source: "registry",
        version: "1.0.0",
        directory: join(directory, "node_modules/@acme/pattern"),
        manifest: { ...manifestOf(), services: [], documents: [], packages: [] },
      },
    ],
    problems: [],
    unusable: [],
  });
});

test("a dependency without a manifest is not a pattern, and no problem", async () => {
  const directory = projectWith({ left: packageOf("left") });
  expect(await discoverPatterns(directory)).toEqual({ patterns: [], problems: [], unusable: [] });
});

test("a package that is installed but no dependency is not looked at", async () => {
  const directory = projectWith({ acme: packageOf("acme", manifestOf()) });
  writeFileSync(join(directory, "package.json"), "{}");
  expect(await namesIn(directory)).toEqual([]);
});

test.each(["dependencies", "devDependencies", "optionalDependencies"])(
  "%s count",
  async (field) => {
    const directory = projectWith({ acme: packageOf("acme", manifestOf()) });
    writeFileSync(join(directory, "package.json"), JSON.stringify({ [field]: { acme: "*" } }));
    expect(await namesIn(directory)).toEqual(["acme"]);
  },
);

test("the project itself counts when it has a manifest", async () => {
  const directory = temporaryDirectory({ "package.json": packageOf("own", manifestOf()) });
  expect(await discoverPatterns(directory)).toMatchObject({
    patterns: [{ packageName: "own", installedAs: "own", source: "project", directory }],
    problems: [],
  });
});

test("a package that hides its package.json by exports is found", async () => {
  const text = packageOf("acme", manifestOf(), { exports: { ".": "./index.js" } });
  expect(await namesIn(projectWith({ acme: text }))).toEqual(["acme"]);
});

test("nothing of a package is imported", async () => {
  const directory = projectWith({ acme: packageOf("acme", manifestOf()) });
  const canary = join(directory, "canary");
  const code = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(canary)}, "");`;
  writeFileSync(join(directory, "node_modules/acme/index.js"), code);
  expect(await namesIn(directory)).toEqual(["acme"]);
  expect(() => unlinkSync(canary)).toThrow("ENOENT");
});

test("a package in a folder further up is found", async () => {
  const root = projectWith({ acme: packageOf("acme", manifestOf()) });
  const directory = join(root, "apps/one");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), JSON.stringify({ dependencies: { acme: "*" } }));
  expect(await discoverPatterns(directory)).toMatchObject({
    patterns: [{ directory: join(root, "node_modules/acme") }],
  });
});

test("of two installations the nearer counts", async () => {
  const root = projectWith({ acme: packageOf("acme", manifestOf(), { version: "1.0.0" }) });
  const near = packageOf("acme", manifestOf(), { version: "2.0.0" });
  const directory = join(root, "apps/one");
  mkdirSync(join(directory, "node_modules/acme"), { recursive: true });
  writeFileSync(join(directory, "node_modules/acme/package.json"), near);
  writeFileSync(join(directory, "package.json"), JSON.stringify({ dependencies: { acme: "*" } }));
  expect(await discoverPatterns(directory)).toMatchObject({ patterns: [{ version: "2.0.0" }] });
});

test("a link, as npm workspaces and pnpm make them, is followed to where the package is", async () => {
  const directory = temporaryDirectory({
    "package.json": JSON.stringify({ dependencies: { acme: "*" } }),
    "store/acme@1.0.0/node_modules/acme/package.json": packageOf("acme", manifestOf()),
  });
  const target = join(directory, "store/acme@1.0.0/node_modules/acme");
  mkdirSync(join(directory, "node_modules"));
  symlinkSync(target, join(directory, "node_modules/acme"), "junction");
  expect(await discoverPatterns(directory)).toMatchObject({ patterns: [{ directory: target }] });
});

test("a package that is installed under another name has both names", async () => {
  const directory = projectWith({
    "acme-1": packageOf("acme", manifestOf()),
    acme: packageOf("acme", manifestOf(), { version: "2.0.0" }),
  });
  expect(await discoverPatterns(directory)).toMatchObject({
    patterns: [
      { packageName: "acme", installedAs: "acme", version: "2.0.0" },
      { packageName: "acme", installedAs: "acme-1", version: "1.0.0" },
    ],
  });
});

test.each([
  [["two", "one"], "one"],
  [["zeta", "acme"], "acme"],
  [["acme", "aaa"], "acme"],
])("one installation with the names %j is found once, as %s", async (names, installedAs) => {
  const [first = "", second = ""] = names;
  const directory = temporaryDirectory({
    "package.json": JSON.stringify({ dependencies: { [first]: "*", [second]: "*" } }),
    [`node_modules/${first}/package.json`]: packageOf("acme", manifestOf()),
  });
  const folder = join(directory, "node_modules");
  symlinkSync(join(folder, first), join(folder, second), "junction");
  expect((await discoverPatterns(directory)).patterns).toMatchObject([
    { packageName: "acme", installedAs },
  ]);
});

test("patterns are sorted by id, then by package name, whatever the order of dependencies", async () => {
  const packages = {
    zeta: packageOf("zeta", manifestOf({ id: "a" })),
    beta: packageOf("beta", manifestOf({ id: "b" })),
    Alpha: packageOf("Alpha", manifestOf({ id: "b" })),
  };
  expect(await namesIn(projectWith(packages))).toEqual(["zeta", "Alpha", "beta"]);
});

test("one broken manifest is a problem with every reason in it, and the others still work", async () => {
  const broken = packageOf("broken", manifestOf({ id: "No Id", extra: true, entry: "../out.js" }));
  const directory = projectWith({ broken, good: packageOf("good", manifestOf()) });
  const { patterns, problems } = await discoverPatterns(directory);
  expect(patterns.map(({ packageName }) => packageName)).toEqual(["good"]);
  expect(problems).toMatchObject([
    {
      code: "AF_MANIFEST_INVALID",
      severity: "error",
      location: { source: join(directory, "node_modules/broken/package.json") },
    },
  ]);
  for (const part of ["broken", "agentflow.id", "agentflow.entry", '"extra"']) {
    expect(problems[0]?.message).toContain(part);
  }
});

test.each([
  ["{", "cannot be read"],
  ["[]", "cannot be read"],
  [JSON.stringify({ name: "acme", agentflow: manifestOf() }), "version"],
  [JSON.stringify({ name: "not a name", version: "1.0.0", agentflow: manifestOf() }), "name"],
  [JSON.stringify({ name: "acme", version: "1.0.0", agentflow: null }), "agentflow"],
])("the package.json %s is a problem", async (text, part) => {
  const { patterns, problems } = await discoverPatterns(projectWith({ acme: text }));
  expect(patterns).toEqual([]);
  expect(problems).toMatchObject([
    { code: "AF_MANIFEST_INVALID", message: expect.stringContaining(part) },
  ]);
});

test("a byte order mark before a package.json is no problem", async () => {
  expect(await namesIn(projectWith({ acme: `\uFEFF${packageOf("acme", manifestOf())}` }))).toEqual([
    "acme",
  ]);
});

test("control characters of a manifest do not reach the message", async () => {
  const text = packageOf("acme", manifestOf({ "a\u001b[31m": 1 }));
  const { problems } = await discoverPatterns(projectWith({ acme: text }));
  expect(problems[0]?.message).toContain("\\u001b");
  expect(problems[0]?.message).not.toContain("\u001b");
});

test("a package.json that is a folder is a problem", async () => {
  const directory = projectWith({});
  mkdirSync(join(directory, "node_modules/acme/package.json"), { recursive: true });
  writeFileSync(join(directory, "package.json"), JSON.stringify({ dependencies: { acme: "*" } }));
  expect(await discoverPatterns(directory)).toMatchObject({
    problems: [{ code: "AF_MANIFEST_INVALID", message: expect.stringContaining("EISDIR") }],
  });
});

test("a pattern for a later contract is refused, with the core it was made for", async () => {
  const text = packageOf("acme", manifestOf({ contract: 2, laterKey: true }), {
    peerDependencies: { "@agentflow/core": "^4.0.0" },
  });
  expect(await discoverPatterns(projectWith({ acme: text }))).toMatchObject({
    patterns: [],
    problems: [
      {
        code: "AF_CONTRACT_UNSUPPORTED",
        message: "acme 1.0.0 is made for contract 2 (@agentflow/core ^4.0.0); this is contract 1.",
        help: "Install a version of acme made for contract 1, or an @agentflow/cli with contract 2.",
        location: { pointer: "/agentflow/contract" },
      },
    ],
  });
});

test("a pattern for a contract this one cannot know is an invalid manifest", async () => {
  const text = packageOf("acme", manifestOf({ contract: "two" }));
  expect(await discoverPatterns(projectWith({ acme: text }))).toMatchObject({
    problems: [
      { code: "AF_MANIFEST_INVALID", message: expect.stringContaining("agentflow.contract") },
    ],
  });
});

test("a dependency that looks like a pattern and is not installed is a problem", async () => {
  const directory = temporaryDirectory({
    "package.json": JSON.stringify({
      dependencies: { "@agentflow/pattern-stripe": "*", left: "*" },
    }),
  });
  expect(await discoverPatterns(directory)).toMatchObject({
    problems: [
      {
        code: "AF_PATTERN_UNLOADABLE",
        severity: "warning",
        message: "The project depends on @agentflow/pattern-stripe, which is not installed.",
      },
    ],
  });
});

test.each(["../outside", "/etc", "a/b", ".hidden", "a\\b"])(
  "%j is not followed as a package name",
  async (name) => {
    const directory = temporaryDirectory({
      "project/package.json": JSON.stringify({ dependencies: { [name]: "*" } }),
      "outside/package.json": packageOf("outside", manifestOf()),
      "project/outside/package.json": packageOf("outside", manifestOf()),
    });
    const { patterns, problems } = await discoverPatterns(join(directory, "project"));
    expect(patterns).toEqual([]);
    expect(problems).toMatchObject([
      {
        code: "AF_CONFIG_INVALID",
        message: expect.stringContaining("which is not a package name"),
      },
    ]);
  },
);

test.each([".", ".."])(
  "Yarn's Plug'n'Play in %s is named as what is not supported",
  async (place) => {
    const dependencies = JSON.stringify({ dependencies: { "@agentflow/pattern-api": "1.0.0" } });
    const directory = join(temporaryDirectory({ "project/package.json": dependencies }), "project");
    writeFileSync(join(directory, place, ".pnp.cjs"), "");
    expect(await discoverPatterns(directory)).toMatchObject({
      problems: [
        {
          code: "AF_CONFIG_INVALID",
          message: expect.stringContaining("Plug'n'Play"),
          help: expect.stringContaining("nodeLinker"),
        },
      ],
    });
  },
);

test("several problems are sorted by what they say", async () => {
  const broken = { zeta: "{", Beta: "{", alpha: packageOf("alpha", manifestOf({ contract: 9 })) };
  const { problems } = await discoverPatterns(projectWith(broken));
  expect(problems.map(({ message }) => /zeta|Beta|alpha/.exec(message)?.[0])).toEqual([
    "Beta",
    "zeta",
    "alpha",
  ]);
});

test("a folder without a package.json has no patterns", async () => {
  expect(await discoverPatterns(temporaryDirectory())).toEqual({
    patterns: [],
    problems: [],
    unusable: [],
  });
});

test("the project's own broken package.json is a problem", async () => {
  const directory = temporaryDirectory({ "package.json": "{" });
  expect(await discoverPatterns(directory)).toMatchObject({
    patterns: [],
    problems: [
      { code: "AF_MANIFEST_INVALID", location: { source: join(directory, "package.json") } },
    ],
  });
});
