import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPublishedPattern } from "../../src/catalog/read-published-pattern.js";
import { closedPort } from "../documents/loopback-server.js";
import { manifestOf } from "../registry/installed-packages.js";
import { catalogOptions, packument, publishedVersion, startCatalog } from "./published.js";

const name = "@acme/pattern-pets";

/** What is read when the registry has these versions. */
async function read(versions: readonly object[], changes: Readonly<Record<string, unknown>> = {}) {
  const { options } = await startCatalog({ "/@acme%2fpattern-pets": packument(versions, changes) });
  return readPublishedPattern(name, options);
}

test("everything that a registry says of a version is read, by one request", async () => {
  const version = publishedVersion(name, "1.0.0", {
    description: "Pets as an adapter",
    deprecated: "use 2",
    repository: { type: "git", url: "git+https://example.org/pets.git" },
    _npmUser: { name: "jane", email: "jane@example.org" },
    dependencies: { "@agentflow/pattern-api": "^0.1.0" },
    peerDependencies: { "@agentflow/core": "^0.1.0" },
    dist: {
      attestations: {
        url: "https://registry.test/-/npm/v1/attestations/x",
        provenance: { predicateType: "https://slsa.dev/provenance/v1" },
      },
    },
  });
  const { options, requests } = await startCatalog({
    "/@acme%2fpattern-pets": packument([version], {
      time: { created: "2026-01-01T00:00:00.000Z", "1.0.0": "2026-01-02T00:00:00Z" },
    }),
  });
  expect(await readPublishedPattern(name, options)).toEqual({
    name,
    registry: requests[0]?.headers.host,
    isProjectsRegistry: true,
    tags: { latest: "1.0.0" },
    versions: [
      {
        version: "1.0.0",
        description: "Pets as an adapter",
        manifest: { ...manifestOf(), services: [], documents: [], packages: [] },
        contract: 1,
        problems: [],
        tarball: "https://registry.test/@acme/pattern-pets/-/1.0.0.tgz",
        integrity: "sha512-1.0.0",
        publishedAt: "2026-01-02T00:00:00.000Z",
        deprecated: "use 2",
        repository: "git+https://example.org/pets.git",
        publisher: { name: "jane" },
        provenance: {
          url: "https://registry.test/-/npm/v1/attestations/x",
          predicateType: "https://slsa.dev/provenance/v1",
        },
        dependencies: { "@agentflow/pattern-api": "^0.1.0" },
        peerDependencies: { "@agentflow/core": "^0.1.0" },
      },
    ],
  });
  expect(requests).toHaveLength(1);
});

test("a mirror that says the least gives the least", async () => {
  const least = { name, version: "1.0.0", dist: { tarball: "https://registry.test/1.tgz" } };
  expect((await read([least], { "dist-tags": undefined, time: undefined })).versions).toEqual([
    {
      version: "1.0.0",
      problems: [],
      tarball: "https://registry.test/1.tgz",
      dependencies: {},
      peerDependencies: {},
    },
  ]);
});

test.each([
  ["the user's environment", false],
  ["the project's .npmrc", true],
])("a registry that %s names is told apart from the other's: %s", async (where, expected) => {
  const { options } = await startCatalog({ "/@acme%2fpattern-pets": packument([]) });
  const registry = readFileSync(join(options.directory, ".npmrc"), "utf8")
    .slice("registry=".length)
    .trim();
  const environment = {
    ...options.environment,
    ...(!expected && { npm_config_registry: registry }),
  };
  const published = await readPublishedPattern(name, { ...options, environment });
  expect(published.isProjectsRegistry, where).toBe(expected);
});

test("the newest version comes first, by precedence and not by time or text", async () => {
  const versions = ["1.9.0", "1.10.0-beta.2", "1.10.0", "1.10.0-beta.10", "0.1.0"];
  const published = await read(versions.map((version) => publishedVersion(name, version)));
  expect(published.versions.map(({ version }) => version)).toEqual([
    "1.10.0",
    "1.10.0-beta.10",
    "1.10.0-beta.2",
    "1.9.0",
    "0.1.0",
  ]);
});

test("a version of another contract has its number and the problem, and the others stay usable", async () => {
  const later = publishedVersion(name, "2.0.0", {
    agentflow: { contract: 2, unknown: true },
    peerDependencies: { "@agentflow/core": "^4.0.0" },
  });
  expect((await read([publishedVersion(name, "1.0.0"), later])).versions).toMatchObject([
    {
      contract: 2,
      problems: [
        {
          code: "AF_CONTRACT_UNSUPPORTED",
          message: `${name} 2.0.0 is made for contract 2 (@agentflow/core ^4.0.0); this is contract 1.`,
          location: { source: `npm:${name}@2.0.0`, pointer: "/agentflow/contract" },
        },
      ],
    },
    { version: "1.0.0", contract: 1, manifest: { id: "acme" }, problems: [] },
  ]);
});

test("a broken manifest is a problem of its version, with every reason", async () => {
  const agentflow = manifestOf({ id: "No Id", extra: 1 });
  const [version] = (await read([publishedVersion(name, "1.0.0", { agentflow })])).versions;
  expect(version).toMatchObject({
    contract: 1,
    problems: [{ code: "AF_MANIFEST_INVALID", location: { source: `npm:${name}@1.0.0` } }],
  });
  expect(version?.manifest).toBeUndefined();
  expect(version?.problems[0]?.message).toMatch(/agentflow\.id.*"extra"/);
});

describe("what a registry has in an unexpected shape", () => {
  test.each([
    ["a version that is none", { version: "one" }],
    ["another package's name", { name: "other" }],
    ["no tarball", { dist: { tarball: undefined } }],
  ])("is left out when it is %s", async (_what, change) => {
    const odd = publishedVersion(name, "2.0.0", change);
    const published = await read([publishedVersion(name, "1.0.0"), odd]);
    expect(published.versions.map(({ version }) => version)).toEqual(["1.0.0"]);
  });

  test.each([
    [{ deprecated: false }],
    [{ deprecated: "" }],
    [{ repository: [] }],
    [{ _npmUser: "jane" }],
    [{ dependencies: [] }],
    [{ dist: { attestations: true, integrity: 7 } }],
  ])("is as if it were not there in an old version: %j", async (change) => {
    const [version] = (await read([publishedVersion(name, "1.0.0", change)])).versions;
    const extra = ["deprecated", "repository", "publisher", "provenance"];
    expect(Object.keys(version ?? {}).filter((key) => extra.includes(key))).toEqual([]);
    expect(version?.dependencies).toEqual({});
  });

  test("a deprecation without a reason is one", async () => {
    const [version] = (await read([publishedVersion(name, "1.0.0", { deprecated: true })]))
      .versions;
    expect(version?.deprecated).toBe("deprecated");
  });

  test("a time that is none is left out", async () => {
    const time = { "1.0.0": "yesterday", "2.0.0": 7 };
    const versions = [publishedVersion(name, "1.0.0"), publishedVersion(name, "2.0.0")];
    const published = await read(versions, { time });
    expect(published.versions.map(({ publishedAt }) => publishedAt)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("a repository may be its URL alone", async () => {
    const repository = "github:acme/pets";
    const [version] = (await read([publishedVersion(name, "1.0.0", { repository })])).versions;
    expect(version?.repository).toBe(repository);
  });

  test("who published by a service is named as that service", async () => {
    const user = { name: "GitHub Actions", trustedPublisher: { id: "github", oidcConfigId: "x" } };
    const [version] = (await read([publishedVersion(name, "1.0.0", { _npmUser: user })])).versions;
    expect(version?.publisher).toEqual({ name: "GitHub Actions", trustedPublisher: "github" });
  });
});

describe("what cannot be read", () => {
  test.each(["../x", "@acme", "https://x", "a b", "", "a".repeat(215), "@acme/b/c"])(
    "%j is not the name of a package, and no registry is asked",
    async (text) => {
      const { options, requests } = await startCatalog({});
      await expect(readPublishedPattern(text, options)).rejects.toMatchObject({
        code: "AF_USAGE_INVALID",
        message: expect.stringContaining("is not the name of a package"),
      });
      expect(requests).toEqual([]);
    },
  );

  test("a package that the registry does not have", async () => {
    const { options } = await startCatalog({});
    await expect(readPublishedPattern(name, options)).rejects.toMatchObject({
      code: "AF_PACKAGE_NOT_FOUND",
      message: expect.stringMatching(
        /^The npm registry 127\.0\.0\.1:\d+ has no package "@acme\/pattern-pets"\.$/,
      ),
      help: expect.stringContaining("pattern search"),
    });
  });

  test.each([
    ["<html>", "not JSON"],
    ["[]", "does not describe a package"],
  ])("a registry that answers %s", async (answer, problem) => {
    const { options } = await startCatalog({ "/@acme%2fpattern-pets": answer });
    await expect(readPublishedPattern(name, options)).rejects.toMatchObject({
      code: "AF_REGISTRY_UNREACHABLE",
      message: expect.stringContaining(problem),
    });
  });

  test("a registry that is not there, with a next step that fits", async () => {
    const options = catalogOptions(await closedPort());
    await expect(readPublishedPattern(name, options)).rejects.toMatchObject({
      code: "AF_REGISTRY_UNREACHABLE",
      help: "Check the network, the proxy and `npm config get registry`.",
    });
  });
});
