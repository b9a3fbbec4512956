import { appendFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { patience, Project, publishedVersion, publisher } from "./project.ts";
import { publishEdition } from "./publish-edition.ts";
import { strangerFiles, strangerName, tidesDocument } from "./stranger-pattern.ts";

const stripe = "@agentflow/pattern-stripe";
const version = publishedVersion(stripe);
const [major = "", minor = ""] = version.split(".");
const newer = `${major}.${Number(minor) + 1}.0`;
const adapter = "integrations/stripe";
const guide = `${adapter}/docs/stripe.md`;

/** Somebody else's machine: an empty project, a plain `npm install`, and the commands of the documentation. */
describe("in an empty project elsewhere", { timeout: patience }, () => {
  let project: Project;
  let firstGuide: string;

  const agentflow = async (
    ...commandLine: readonly string[]
  ): Promise<{ readonly exitCode: unknown; readonly document: unknown }> => {
    const words = ["exec", "--", "agentflow", ...commandLine, "--json"];
    const { exitCode, stdout } = await project.start("npm", words);
    return { exitCode, document: JSON.parse(stdout) };
  };

  beforeAll(async () => {
    project = Project.create({ "package.json": { name: "product", private: true } });
    await project.run("npm", ["install", "--save-dev", "@agentflow/cli", stripe]);
  }, patience);

  afterAll(() => {
    project.remove();
  });

  test("no package that was installed has a script that an installation runs", () => {
    const { packages } = JSON.parse(project.read("package-lock.json")) as {
      packages: Readonly<Record<string, { hasInstallScript?: boolean }>>;
    }; // npm's format
    const scripted = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript);
    expect(Object.keys(packages).length).toBeGreaterThan(50);
    expect(scripted).toEqual([]);
  });

  test("one command makes a verified adapter of Stripe, and pins what made it", async () => {
    // A part of it: what an upgrade does is done three times below.
    const part = ["--include-path", "/v1/customers,/v1/charges"];
    const created = await agentflow("integrate", "create", "--name", "Stripe", ...part);
    expect(created).toMatchObject({
      exitCode: 0,
      document: {
        pattern: { package: stripe, version },
        tests: { failed: 0 },
        score: { total: 100 },
      },
    });
    const { integrity } = inject("published").find(({ name }) => name === stripe) ?? {};
    expect(JSON.parse(project.read("agentflow.lock"))).toMatchObject({
      integrations: { [adapter]: { pattern: { package: stripe, version, integrity } } },
    });
    firstGuide = project.read(guide);
  });

  test("the adapter is built and tested by itself after a plain npm install in it", async () => {
    await project.run("npm", ["install"], adapter);
    await project.run("npm", ["run", "build"], adapter);
    const printed = await project.run("npm", ["test"], adapter);
    expect(stripVTControlCharacters(printed)).toMatch(/Tests\s+\d{3,} passed/);
  });

  test("plain JavaScript imports the built adapter", async () => {
    const program = `import { createStripe } from "./${adapter}/dist/index.js";
      const stripe = createStripe({ token: "not-a-real-key" });
      console.log(typeof stripe);
      await stripe.close();`;
    const printed = await project.run(process.execPath, ["--input-type=module", "-e", program]);
    expect(printed.trim()).toBe("object");
  });

  test("a newer version is seen, its changes are told, and an upgrade makes them", async () => {
    expect(await agentflow("pattern", "outdated")).toMatchObject({ exitCode: 0 });
    const edition = {
      version: newer,
      file: "templates/docs/stripe.md.eta",
      addition: "\nNewer.\n",
    };
    await publishEdition(stripe, edition);
    expect(await agentflow("pattern", "outdated")).toMatchObject({
      exitCode: 3,
      document: { patterns: [{ package: stripe, installed: version, latest: newer }] },
    });
    const upgrade = ["pattern", "upgrade", "stripe", "--to", newer];
    expect(await agentflow(...upgrade, "--dry-run")).toMatchObject({ exitCode: 0 });
    expect(project.read(guide)).toBe(firstGuide);
    expect(await agentflow(...upgrade, "--yes")).toMatchObject({ exitCode: 0 });
    expect(project.read(guide)).toBe(`${firstGuide}\nNewer.\n`);
    expect(JSON.parse(project.read("agentflow.lock"))).toMatchObject({
      integrations: { [adapter]: { pattern: { version: newer } } },
    });
  });

  test("the way back has to be accepted, and leads to the same adapter as before", async () => {
    const back = ["pattern", "upgrade", "stripe", "--to", version, "--yes"];
    expect((await agentflow(...back)).exitCode).not.toBe(0);
    expect(await agentflow(...back, "--accept")).toMatchObject({ exitCode: 0 });
    expect(project.read(guide)).toBe(firstGuide);
  });

  test("a pattern of a stranger is described before it is installed, and added only where its publisher is accepted", async () => {
    const stranger = Project.forTest(strangerFiles());
    await publisher().publish(stranger.directory);
    expect(await agentflow("pattern", "info", strangerName)).toMatchObject({
      exitCode: 0,
      document: {
        published: {
          version: "1.0.0",
          manifest: { id: "tides", extends: "@agentflow/pattern-api" },
          fits: true,
          provenance: null,
          integrity: expect.stringMatching(/^sha512-/),
        },
        installed: [],
      },
    });
    expect(await agentflow("pattern", "add", strangerName)).toMatchObject({
      document: { error: { code: "AF_RELEASE_TOO_NEW" } },
    });
    const add = ["pattern", "add", `${strangerName}@1.0.0`];
    expect(await agentflow(...add)).toMatchObject({
      document: { error: { code: "AF_PUBLISHER_UNTRUSTED" } },
    });
    expect(existsSync(join(project.directory, "node_modules", strangerName))).toBe(false);
    expect(await agentflow(...add, "--accept-publisher")).toMatchObject({ exitCode: 0 });
    // Its lifecycle script did not run.
    expect(existsSync(join(project.directory, "node_modules", strangerName, "ran"))).toBe(false);
  });

  test("the stranger's pattern makes a verified adapter", async () => {
    project.write("tides.json", tidesDocument);
    const create = ["integrate", "create", "--name", "tides", "--document", "tides.json"];
    expect(await agentflow(...create)).toMatchObject({
      exitCode: 0,
      document: { pattern: { package: strangerName }, tests: { failed: 0 } },
    });
    expect(await agentflow("pattern", "list")).toMatchObject({
      document: { patterns: [{ package: stripe }, { package: strangerName }], diagnostics: [] },
    });
  });

  test("a pattern whose installed files somebody changed is refused before it runs", async () => {
    const file = join(project.directory, "node_modules", strangerName, "index.js");
    appendFileSync(file, 'process.stdout.write("it ran");');
    const create = ["integrate", "create", "--name", "tides", "--document", "tides.json"];
    expect(await agentflow(...create, "--force")).toMatchObject({
      exitCode: 1,
      document: { error: { code: "AF_PATTERN_ALTERED" } },
    });
  });
});
