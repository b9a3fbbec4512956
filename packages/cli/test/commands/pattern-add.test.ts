import { chmod, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageJsonOf, type Published, startPatternRegistry } from "../pattern-registry.js";
import { type FakeIoOptions, runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

/** A package manager that writes what it is asked for, and what it would install. */
const fakeManager = `#!${process.execPath}
const fs = require("fs");
fs.writeFileSync("asked.json", JSON.stringify(process.argv.slice(2)));
const folder = JSON.parse(fs.readFileSync("installs.json", "utf8"));
for (const [name, json] of Object.entries(folder)) {
  fs.mkdirSync("node_modules/" + name, { recursive: true });
  fs.writeFileSync("node_modules/" + name + "/package.json", JSON.stringify(json));
}
const own = JSON.parse(fs.readFileSync("package.json", "utf8"));
own.devDependencies = { ...own.devDependencies, ...Object.fromEntries(Object.keys(folder).map((name) => [name, "1"])) };
fs.writeFileSync("package.json", JSON.stringify(own));
if (fs.existsSync("fails")) { console.error("ERR no room"); process.exit(3); }
`;

const pets: Published = {
  name: "@acme/agentflow-pattern-pets",
  version: "1.2.0",
  registryFields: { _npmUser: { name: "jane" } },
};
const stripe: Published = {
  name: "@agentflow/pattern-stripe",
  version: "1.0.0",
  manifest: { id: "stripe", services: [] },
};

interface Scene {
  readonly published?: readonly Published[];
  /** What the package manager puts into node_modules. Default: what is published last, under its name. */
  readonly installs?: Readonly<Record<string, object>>;
  readonly files?: Readonly<Record<string, string | object>>;
  readonly io?: Omit<FakeIoOptions, "environment">;
  readonly environment?: Readonly<Record<string, string>>;
  /** Who was trusted before. */
  readonly trusted?: readonly string[];
}

/** A project, a user and a registry; and a way to run the command there. */
async function scene({ published = [pets, stripe], files = {}, ...given }: Scene = {}) {
  const registry = await startPatternRegistry(published);
  const installs =
    given.installs ?? Object.fromEntries(published.map((each) => [each.name, packageJsonOf(each)]));
  const root = await temporaryFolder({
    "project/package.json": { name: "project" },
    "project/installs.json": installs,
    "project/package-lock.json": {},
    ...Object.fromEntries(
      ["npm", "pnpm", "yarn", "bun"].map((name) => [`bin/${name}`, fakeManager]),
    ),
    "home/.npmrc": `registry=${registry.url}\n`,
    ...(given.trusted && { "config/trust.json": { trusted: { [registry.host]: given.trusted } } }),
    ...Object.fromEntries(
      Object.entries(files).map(([path, content]) => [`project/${path}`, content]),
    ),
  });
  for (const name of ["npm", "pnpm", "yarn", "bun"]) await chmod(join(root, "bin", name), 0o755);
  const directory = join(root, "project");
  return {
    directory,
    registry,
    root,
    run: (...argv: readonly string[]) =>
      runCommand(["pattern", ...argv], {
        workingDirectory: directory,
        environment: {
          PATH: join(root, "bin"),
          HOME: join(root, "home"),
          AGENTFLOW_CONFIG: join(root, "config"),
          npm_config_globalconfig: join(root, "none"),
          ...given.environment,
        },
        wallTime: () => Date.parse("2026-06-01T00:00:00Z"),
        ...given.io,
      }),
    /** What the package manager was asked for; undefined: it was not run. */
    asked: () =>
      readFile(join(directory, "asked.json"), "utf8").then(
        (text): unknown => JSON.parse(text),
        () => undefined,
      ),
  };
}

const trusted = ["publisher:jane"];

describe("a pattern is installed", () => {
  test("exactly as chosen, by the project's package manager, and what to do next is told", async () => {
    const { run, asked } = await scene();
    const { exitCode, stdout, stderr } = await run("add", "stripe");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout:
        "✔ Added @agentflow/pattern-stripe 1.0.0 with npm.\n  Next: agentflow pattern info @agentflow/pattern-stripe\n",
    });
    expect(stderr).toMatch(
      /^Reading .* …\nInstalling @agentflow\/pattern-stripe 1\.0\.0 with npm: npm install .* …\n$/,
    );
    expect(await asked()).toEqual([
      "install",
      "--save-dev",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--save-exact",
      "--",
      "@agentflow/pattern-stripe@1.0.0",
    ]);
  });

  test("and a service's name cannot become more than a word of the command that is suggested", async () => {
    const hostile = { ...stripe, manifest: { id: "stripe", services: ["$(touch x) 'y'"] } };
    const { stdout } = await (await scene({ published: [hostile] })).run("add", "stripe");
    expect(stdout).toContain(String.raw`--name '$(touch x) '\''y'\'''`);
  });

  test("with --json as one document, without progress", async () => {
    const { run, registry } = await scene({ trusted });
    const { stdout, stderr } = await run("add", pets.name, "--json");
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      package: pets.name,
      version: "1.2.0",
      installedAs: pets.name,
      state: "added",
      registry: registry.host,
      integrity: expect.stringMatching(/^sha512-/) as string,
      publisher: { name: "jane" },
      provenance: null,
      trust: null,
      packageManager: "npm",
      command: expect.arrayContaining(["npm", "--ignore-scripts"]) as string[],
      diagnostics: [],
    });
  });

  test("by the one that packageManager names", async () => {
    const { run, asked } = await scene({
      files: { "package.json": { packageManager: "pnpm@11.0.0" } },
    });
    expect(await run("add", "stripe")).toMatchObject({ exitCode: 0 });
    expect(await asked()).toContain("--ignore-workspace-root-check");
  });

  test("under another name with --as", async () => {
    const installs = { "stripe-1": packageJsonOf(stripe) };
    const { run, asked } = await scene({ installs });
    const { stdout } = await run("add", "stripe@1.0.0", "--as", "stripe-1");
    expect(stdout).toContain("Added @agentflow/pattern-stripe 1.0.0 as stripe-1");
    expect(await asked()).toContain("stripe-1@npm:@agentflow/pattern-stripe@1.0.0");
  });

  test("not, when it is there already", async () => {
    const { run, asked } = await scene({
      files: {
        "package.json": { devDependencies: { [stripe.name]: "1.0.0" } },
        [`node_modules/${stripe.name}/package.json`]: packageJsonOf(stripe),
      },
    });
    expect((await run("add", "stripe")).stdout).toBe(
      "@agentflow/pattern-stripe 1.0.0 is installed already.\n",
    );
    expect(await asked()).toBeUndefined();
  });

  test("not with --dry-run, which says how it would be, and whom one would have to trust", async () => {
    const { run, asked, registry } = await scene();
    const { exitCode, stdout } = await run("add", pets.name, "--dry-run");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^Would add @acme\/agentflow-pattern-pets 1\.2\.0: npm install .*-- @acme\/agentflow-pattern-pets@1\.2\.0\n/,
    );
    expect(stdout).toContain(`once you trust the publisher jane at ${registry.host}`);
    expect(await asked()).toBeUndefined();
  });

  test("in the newest version whose contract fits, and why it is no newer one is told", async () => {
    const later = { ...stripe, version: "2.0.0", manifest: { contract: 2 } };
    const { run, asked } = await scene({
      published: [stripe, later],
      installs: { [stripe.name]: packageJsonOf(stripe) },
    });
    const { exitCode, stdout } = await run("add", "stripe");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "warning AF_CONTRACT_UNSUPPORTED: @agentflow/pattern-stripe 2.0.0 is made for contract 2",
    );
    expect(await asked()).toContain("@agentflow/pattern-stripe@1.0.0");
  });
});

describe("nothing is installed", () => {
  test.each([
    [
      "a pattern of another contract",
      "stripe",
      { manifest: { contract: 2 } },
      "AF_CONTRACT_UNSUPPORTED",
      2,
    ],
    [
      "one with a broken manifest",
      "stripe",
      { manifest: { id: "No Id" } },
      "AF_MANIFEST_INVALID",
      2,
    ],
    ["a package that is no pattern", "stripe", { manifest: null }, "AF_MANIFEST_INVALID", 2],
    ["a version that is not there", "stripe@^9", {}, "AF_PACKAGE_NOT_FOUND", 2],
    ["a package that is not there", "weather", {}, "AF_PACKAGE_NOT_FOUND", 2],
    [
      "a version that is too new",
      "stripe",
      { time: "2026-05-31T23:00:00.000Z" },
      "AF_RELEASE_TOO_NEW",
      2,
    ],
    ["a look-alike", "strlpe", {}, "AF_PACKAGE_LOOKALIKE", 2],
    [
      "a look-alike in another script",
      "@\u0430gentflow/pattern-stripe",
      {},
      "AF_PACKAGE_LOOKALIKE",
      2,
    ],
    ["what is no name", "--", {}, "AF_USAGE_INVALID", 2],
    ["an address", "https://example.org/x.tgz", {}, "AF_USAGE_INVALID", 2],
  ])("of %s", async (_what, name, change, code, exitCode) => {
    const { run, asked } = await scene({ published: [{ ...stripe, ...change }] });
    expect(await run("add", name)).toMatchObject({
      exitCode,
      stdout: "",
      stderr: expect.stringContaining(`error ${code}: `) as string,
    });
    expect(await asked()).toBeUndefined();
  });

  test("of a name that looks like one that is installed", async () => {
    const { run } = await scene({
      files: {
        "package.json": { devDependencies: { [pets.name]: "1.2.0" } },
        [`node_modules/${pets.name}/package.json`]: packageJsonOf(pets),
      },
    });
    const { stderr } = await run("add", "@acne/agentflow-pattern-pets");
    expect(stderr).toContain(
      'error AF_PACKAGE_LOOKALIKE: "@acne/agentflow-pattern-pets" could be taken for @acme/agentflow-pattern-pets',
    );
  });

  test("under the name of another pattern", async () => {
    const { run, asked } = await scene({
      files: {
        "package.json": { devDependencies: { [pets.name]: "1.2.0" } },
        [`node_modules/${pets.name}/package.json`]: packageJsonOf(pets),
      },
    });
    const { exitCode, stderr } = await run("add", "stripe", "--as", pets.name);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("is the name under which @acme/agentflow-pattern-pets is installed");
    expect(await asked()).toBeUndefined();
  });

  test.each(["../x", "--global"])("under %s, which is no name", async (alias) => {
    const { run, asked } = await scene();
    expect(await run("add", "stripe", `--as=${alias}`)).toMatchObject({ exitCode: 2 });
    expect(await asked()).toBeUndefined();
  });

  test.each(["pnpm-lock.yaml", "yarn.lock", "bun.lock"])(
    "where %s contradicts the lockfile of npm",
    async (lockfile) => {
      const { run, registry, asked } = await scene({ files: { [lockfile]: "" } });
      const { exitCode, stderr } = await run("add", "stripe");
      expect(exitCode).toBe(2);
      expect(stderr).toContain("lockfiles of several package managers: ");
      expect(stderr).toContain(lockfile);
      expect(registry.requests).toEqual([]);
      expect(await asked()).toBeUndefined();
    },
  );

  test("where there is no project", async () => {
    const { root } = await scene();
    const { exitCode, stderr } = await runCommand(["pattern", "add", "stripe"], {
      workingDirectory: join(root, "bin"),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Run "npm init" in the folder of the project first.');
  });

  test("where Yarn would keep it in an archive", async () => {
    const { run, asked } = await scene({
      files: { ".pnp.cjs": "", "package.json": { packageManager: "yarn@4.0.0" } },
    });
    expect((await run("add", "stripe")).stderr).toContain(
      "error AF_CONFIG_INVALID: The project uses Yarn Plug'n'Play",
    );
    expect(await asked()).toBeUndefined();
  });

  test.each(["a day", "-1", "1e9", ""])("with %j hours", async (hours) => {
    const { run, registry } = await scene();
    expect((await run("add", "stripe", `--minimum-age=${hours}`)).stderr).toContain(
      "AF_USAGE_INVALID",
    );
    expect(registry.requests).toEqual([]);
  });
});

test("a version of any age is installed when it is named, or when any age will do", async () => {
  const published = [{ ...stripe, time: "2026-05-31T23:59:59.000Z" }];
  expect(await (await scene({ published })).run("add", "stripe@1.0.0")).toMatchObject({
    exitCode: 0,
  });
  expect(
    await (await scene({ published })).run("add", "stripe", "--minimum-age", "0"),
  ).toMatchObject({ exitCode: 0 });
});

test("a name that looks like another is installed when that is accepted", async () => {
  const alike = { ...stripe, name: "@agentflow/pattern-strlpe" };
  const { run, asked } = await scene({ published: [alike] });
  expect(await run("add", "strlpe", "--accept-name")).toMatchObject({ exitCode: 0 });
  expect(await asked()).toContain("@agentflow/pattern-strlpe@1.0.0");
});

describe("a publisher who was not trusted before", () => {
  test("is asked about at the terminal, once", async () => {
    const questions: string[] = [];
    const io = {
      ask: (question: string) => {
        questions.push(question);
        return Promise.resolve(" Yes ");
      },
    };
    const { run, registry, root, directory } = await scene({ io });
    expect(await run("add", pets.name)).toMatchObject({ exitCode: 0 });
    expect(questions).toEqual([
      `@acme/agentflow-pattern-pets 1.2.0 is code that will run with your rights. Do you trust the publisher jane at ${registry.host}? [y/N] `,
    ]);
    const file = JSON.parse(await readFile(join(root, "config/trust.json"), "utf8")) as object;
    expect(file).toEqual({ trusted: { [registry.host]: ["publisher:jane"] } });
    await rm(join(directory, "node_modules"), { recursive: true });
    expect(await run("add", pets.name)).toMatchObject({ exitCode: 0 });
    expect(questions).toHaveLength(1);
  });

  test.each(["n", "", "yess", undefined])("is refused on %j", async (answer) => {
    const { run, asked, root } = await scene({ io: { ask: () => Promise.resolve(answer) } });
    const { exitCode, stderr } = await run("add", pets.name);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /error AF_PUBLISHER_UNTRUSTED: .* the publisher jane at [\d.:]+ is not trusted\.\n/,
    );
    expect(await asked()).toBeUndefined();
    await expect(readFile(join(root, "config/trust.json"))).rejects.toThrow("ENOENT");
  });

  const never = { ask: () => Promise.reject(new Error("Somebody was asked.")) };
  test.each([
    ["without a terminal", {}, []],
    ["in continuous integration", { io: never, environment: { CI: "true" } }, []],
    ["with --json", { io: never }, ["--json"]],
  ])("is refused %s, without asking", async (_when, options, flags) => {
    const { run, asked } = await scene(options);
    const { exitCode, stdout, stderr } = await run("add", pets.name, ...flags);
    expect(exitCode).toBe(2);
    expect(stdout + stderr).toMatch(/AF_PUBLISHER_UNTRUSTED/);
    expect(stdout + stderr).toContain("there is nobody to ask");
    expect(await asked()).toBeUndefined();
  });

  test("is let in once by --accept-publisher, which nobody remembers", async () => {
    const { run, root } = await scene({ environment: { CI: "true" } });
    expect(await run("add", pets.name, "--accept-publisher")).toMatchObject({ exitCode: 0 });
    await expect(readFile(join(root, "config/trust.json"))).rejects.toThrow("ENOENT");
  });

  test("is not let in by it where the project names others", async () => {
    const { run, asked } = await scene({
      trusted,
      files: { "agentflow.trust.json": { scopes: ["@agentflow"] } },
    });
    const { exitCode, stderr } = await run("add", pets.name, "--accept-publisher");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/AF_PUBLISHER_UNTRUSTED: .*agentflow\.trust\.json" allows/);
    expect(await asked()).toBeUndefined();
    expect(await run("add", "stripe")).toMatchObject({ exitCode: 0 });
  });

  test("is asked about even for AgentFlow's own when a cloned project names the registry", async () => {
    const other = await startPatternRegistry([stripe]);
    const { run, asked } = await scene({ files: { ".npmrc": `@agentflow:registry=${other.url}` } });
    expect((await run("add", "stripe")).stderr).toContain(
      `everything in @agentflow at ${other.host} is not trusted`,
    );
    expect(await asked()).toBeUndefined();
  });
});

describe("a package manager", () => {
  test("that fails is shown with what it said", async () => {
    const { run } = await scene({ files: { fails: "" } });
    const { exitCode, stderr } = await run("add", "stripe", "--quiet");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error AF_INSTALLATION_FAILED: npm install .* ended with 3\. It printed:\n {4}ERR no room\n/,
    );
  });

  test.each([
    ["nothing", {}, "did not find it afterwards"],
    [
      "another version",
      { [stripe.name]: packageJsonOf({ ...stripe, version: "6.6.6" }) },
      "found @agentflow/pattern-stripe 6.6.6 instead",
    ],
    [
      "another package",
      { [stripe.name]: packageJsonOf({ ...stripe, name: "evil" }) },
      "found evil 1.0.0 instead",
    ],
    [
      "another manifest",
      { [stripe.name]: packageJsonOf({ ...stripe, manifest: { id: "evil" } }) },
      "found it with another manifest than the registry publishes",
    ],
  ])("that installs %s is told so", async (_what, installs, part) => {
    const { run } = await scene({ installs });
    const { exitCode, stderr } = await run("add", "stripe");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error AF_INSTALLATION_FAILED: ");
    expect(stderr).toContain(part);
  });
});
