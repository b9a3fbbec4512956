import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { PublishedPattern, PublishedVersion } from "../../src/catalog/published-pattern.js";
import type { CatalogOptions } from "../../src/catalog/with-registry.js";
import { manifestSchema } from "../../src/contract/manifest.js";
import { createNetwork } from "../../src/documents/undici-network.js";
import { startServer } from "../documents/loopback-server.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";
import { manifestOf } from "../registry/installed-packages.js";

/** What a registry has of one version, with what a test changes. */
export function publishedVersion(
  name: string,
  version: string,
  { dist, ...changes }: Readonly<Record<string, unknown>> = {},
): object {
  return {
    name,
    version,
    agentflow: manifestOf(),
    dist: {
      tarball: `https://registry.test/${name}/-/${version}.tgz`,
      integrity: `sha512-${version}`,
      ...(dist as object), // a test's own change of it
    },
    ...changes,
  };
}

/** What a registry has of a package with these versions. */
export function packument(
  versions: readonly object[],
  changes: Readonly<Record<string, unknown>> = {},
): object {
  const entries = versions.map((version) => [(version as { version: string }).version, version]);
  return { versions: Object.fromEntries(entries), "dist-tags": { latest: "1.0.0" }, ...changes };
}

/** What is read of a package with these versions, newest first; each is a pattern unless the test says otherwise. */
export function publishedPattern(
  name: string,
  versions: Readonly<Record<string, Partial<PublishedVersion>>>,
  tags: PublishedPattern["tags"] = { latest: Object.keys(versions)[0] ?? "" },
): PublishedPattern {
  return {
    name,
    registry: "registry.test",
    isProjectsRegistry: false,
    tags,
    versions: Object.entries(versions).map(([version, changes]) => ({
      version,
      manifest: manifestSchema.parse(manifestOf()),
      contract: 1,
      problems: [],
      tarball: `https://registry.test/${name}/-/${version}.tgz`,
      integrity: `sha512-${version}`,
      dependencies: {},
      peerDependencies: {},
      ...changes,
    })),
  };
}

/** A registry that answers these paths with JSON, or with text, and the options to ask it by. */
export async function startCatalog(
  answers: Readonly<Record<string, unknown>>,
): Promise<{ readonly options: CatalogOptions; readonly requests: readonly IncomingMessage[] }> {
  const { url, requests } = await startServer((request, response) => {
    const path = request.url ?? "";
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (answer === undefined) response.writeHead(404).end("{}");
    else response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  return { options: catalogOptions(url), requests };
}

/** A project whose npm configuration names nothing but this registry. */
export function catalogOptions(registry: string): CatalogOptions {
  const directory = temporaryDirectory({
    "package.json": "{}",
    ".npmrc": `registry=${registry}\n`,
  });
  return {
    directory,
    environment: {
      HOME: join(directory, "home"),
      npm_config_globalconfig: join(directory, "none"),
    },
    signal: new AbortController().signal,
    network: (given) => createNetwork({ ...given, retryDelay: 1 }),
  };
}
