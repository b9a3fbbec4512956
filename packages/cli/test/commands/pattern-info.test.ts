import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageJsonOf, type Published, startPatternRegistry } from "../pattern-registry.js";
import { runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

const pets: Published = {
  name: "@acme/pets",
  version: "1.2.0",
  manifest: { documents: ["openapi"], extends: "@agentflow/pattern-api", input: "./input.json" },
  fields: { repository: "github:acme/pets" },
};
const input = {
  properties: {
    name: { type: "string", description: "The service" },
    kinds: { type: "array", items: { type: "string" }, description: "Which \u001b[31mkinds" },
    validate: { enum: ["none", "zod"], default: "none" },
    anything: {},
    either: { type: ["string", "null"] },
  },
  required: ["name", "validate"],
};

interface Scene {
  readonly published?: readonly Published[];
  readonly files?: Readonly<Record<string, string | object>>;
  readonly installed?: Readonly<Record<string, object>>;
}

async function scene({ published = [pets], files = {}, installed = {} }: Scene = {}) {
  const registry = await startPatternRegistry(published);
  const names = Object.keys(installed);
  const directory = await temporaryFolder({
    "package.json": { devDependencies: Object.fromEntries(names.map((name) => [name, "1"])) },
    "home/.npmrc": `registry=${registry.url}\n`,
    ...Object.fromEntries(
      names.map((name) => [`node_modules/${name}/package.json`, installed[name] ?? {}]),
    ),
    ...files,
  });
  return {
    registry,
    directory,
    run: (...argv: readonly string[]) =>
      runCommand(["pattern", "info", ...argv], {
        workingDirectory: directory,
        environment: {
          HOME: join(directory, "home"),
          npm_config_globalconfig: join(directory, "none"),
        },
      }),
  };
}

describe("a pattern that is not installed", () => {
  test("is described by what the registry says, and by whose word", async () => {
    const attestations = {
      url: "https://registry.test/attestations",
      provenance: { predicateType: "https://slsa.dev/provenance/v1" },
    };
    const { run, registry } = await scene({
      published: [
        { ...pets, version: "1.0.0", registryFields: { deprecated: "old" } },
        { ...pets, version: "2.0.0", manifest: { contract: 2 } },
        {
          ...pets,
          registryFields: {
            _npmUser: { name: "jane" },
            dist: { tarball: "https://registry.test/x.tgz", integrity: "sha512-x", attestations },
          },
        },
      ],
    });
    const { exitCode, stdout } = await run("@acme/pets");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        "@acme/pets",
        "",
        `Published at ${registry.host}`,
        "  Version     1.2.0 (latest)",
        "  Title       Pets",
        "  Serves      Pets (type api)",
        "  Reads       openapi",
        "  Extends     @agentflow/pattern-api",
        "  Contract    1, which fits",
        "  Published   2026-01-01T00:00:00.000Z by jane",
        '  Provenance  the registry has https://slsa.dev/provenance/v1; "npm audit signatures" verifies them once installed',
        "  Repository  github:acme/pets (its author's word)",
        "  Integrity   sha512-x",
        "  Versions    2.0.0 (does not fit), 1.2.0, 1.0.0 (deprecated)",
        "",
      ].join("\n"),
    );
  });

  test("has every key in --json, with null for what nobody says", async () => {
    const { run, registry } = await scene({ published: [{ ...pets, time: null, fields: {} }] });
    const { stdout } = await run("@acme/pets", "--json");
    const integrity = expect.stringMatching(/^sha512-/) as string;
    expect(JSON.parse(stdout)).toEqual({
      package: "@acme/pets",
      similarTo: null,
      published: {
        registry: registry.host,
        version: "1.2.0",
        manifest: expect.objectContaining({
          id: "pets",
          extends: "@agentflow/pattern-api",
        }) as object,
        contract: 1,
        fits: true,
        publisher: null,
        provenance: null,
        publishedAt: null,
        deprecated: null,
        repository: null,
        integrity,
        tags: { latest: "1.2.0" },
        versions: [
          { version: "1.2.0", contract: 1, fits: true, publishedAt: null, deprecated: null },
        ],
      },
      installed: [],
      diagnostics: [],
    });
  });

  test.each([
    [
      "of another contract",
      { contract: 2 },
      "2, which this command does not have (1)",
      "AF_CONTRACT_UNSUPPORTED",
    ],
    [
      "with a broken manifest",
      { id: "No Id" },
      "1, but its manifest is broken",
      "AF_MANIFEST_INVALID",
    ],
  ])("%s is described with what is wrong", async (_what, manifest, contract, code) => {
    const { run } = await scene({ published: [{ ...pets, manifest }] });
    const { exitCode, stdout } = await run("@acme/pets");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`  Contract    ${contract}\n`);
    expect(stdout).toContain(`error ${code}: `);
  });

  test("that is none is called so, with what nobody says", async () => {
    const fields = { dist: { tarball: "https://registry.test/x.tgz" } };
    const published = [
      { ...pets, manifest: null, time: null, registryFields: { ...fields, deprecated: "gone" } },
    ];
    const { stdout } = await (await scene({ published })).run("@acme/pets");
    expect(stdout).toContain("Contract    none: it is no pattern, or a broken one\n");
    expect(stdout).toContain("Published   by an account that the registry does not name\n");
    expect(stdout).toContain("Provenance  none\n");
    expect(stdout).toContain("Integrity   the registry announces none\n");
    expect(stdout).toContain("Deprecated  gone\n");
  });

  test("that a service published is named so", async () => {
    const user = { name: "GitHub Actions", trustedPublisher: { id: "github" } };
    const published = [{ ...pets, registryFields: { _npmUser: user } }];
    expect((await (await scene({ published })).run("@acme/pets")).stdout).toContain(
      "by github, for whoever set it up\n",
    );
  });

  test("is shown in the version that is asked for", async () => {
    const { run } = await scene({ published: [{ ...pets, version: "1.0.0" }, pets] });
    expect((await run("@acme/pets@~1.0.0")).stdout).toContain("  Version     1.0.0\n");
  });

  test("serves every service of its type when it names none, and has more versions than are shown", async () => {
    const published = Array.from({ length: 12 }, (_each, minor) => ({
      ...pets,
      version: `1.${minor}.0`,
      manifest: { services: [] },
    }));
    const { stdout } = await (await scene({ published })).run("@acme/pets");
    expect(stdout).toContain("  Serves      every service of type api\n");
    expect(stdout).toMatch(/ {2}Versions {4}1\.11\.0, .*1\.2\.0 and 2 more\n/);
  });

  test("whose name could be taken for another is marked", async () => {
    const { run } = await scene({ published: [{ ...pets, name: "@agentfl0w/pattern-stripe" }] });
    expect((await run("@agentfl0w/pattern-stripe")).stdout).toContain(
      "  could be taken for @agentflow/pattern-stripe, which is another package\n",
    );
  });

  test.each([
    ["@acme/gone", "AF_PACKAGE_NOT_FOUND"],
    ["@acme/pets@^9", "AF_PACKAGE_NOT_FOUND"],
    ["../pets", "AF_USAGE_INVALID"],
  ])("%s is an error", async (name, code) => {
    const { exitCode, stderr } = await (await scene()).run(name);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`error ${code}: `);
  });
});

describe("a pattern that is installed", () => {
  const installed = { "@acme/pets": packageJsonOf(pets) };

  test("is found by its id, with its own options from its input schema", async () => {
    const files = { "node_modules/@acme/pets/input.json": input };
    const { run } = await scene({ installed, files });
    const { stdout } = await run("pets");
    expect(stdout).toContain("@acme/pets\n");
    expect(stdout).toContain(
      [
        "Installed: 1.2.0, from registry",
        "option    type            default   description",
        "name      string          required  The service",
        "kinds     string[]                  Which kinds",
        'validate  "none" | "zod"  "none"',
        "anything  any",
        "either    string | null",
        "",
      ].join("\n"),
    );
  });

  test("is described also where the registry does not have it", async () => {
    const files = { "node_modules/@acme/pets/input.json": input };
    const { run } = await scene({ installed, files, published: [] });
    const { exitCode, stdout } = await run("pets", "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      published: null,
      installed: [
        {
          installedAs: "@acme/pets",
          version: "1.2.0",
          source: "registry",
          id: "pets",
          options: [
            { name: "name", required: true },
            { name: "kinds" },
            { name: "validate", required: false, default: '"none"' },
            {},
            {},
          ],
        },
      ],
      diagnostics: [{ code: "AF_PACKAGE_NOT_FOUND", severity: "warning" }],
    });
  });

  test("under several names is described with each", async () => {
    const { run } = await scene({
      installed: { ...installed, "pets-1": packageJsonOf({ ...pets, version: "1.0.0" }) },
    });
    const { stdout } = await run("pets-1");
    expect(stdout).toContain("Installed: 1.2.0, from registry\n");
    expect(stdout).toContain("Installed: 1.0.0 as pets-1, from registry\n");
  });

  test.each([
    ["is missing", {}],
    ["is not JSON", { "node_modules/@acme/pets/input.json": "{" }],
    ["is no schema", { "node_modules/@acme/pets/input.json": { properties: [] } }],
  ])("whose input schema %s is described with a warning", async (_what, files) => {
    const { exitCode, stdout } = await (await scene({ installed, files })).run("pets");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "warning AF_MANIFEST_INVALID: The input schema of @acme/pets cannot be read.\n",
    );
  });

  test("without an input schema has no table", async () => {
    const own = { "@acme/pets": packageJsonOf({ ...pets, manifest: {} }) };
    expect((await (await scene({ installed: own })).run("pets")).stdout).not.toContain("option");
  });

  test("in a version that the registry has not is still an error of the version", async () => {
    const { run } = await scene({
      installed: { "@acme/pets": packageJsonOf({ ...pets, manifest: {} }) },
    });
    const { stdout } = await run("pets@9.9.9");
    expect(stdout).toContain('warning AF_PACKAGE_NOT_FOUND: @acme/pets has no version "9.9.9".');
  });
});
