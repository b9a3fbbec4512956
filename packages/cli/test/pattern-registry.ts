import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { tarballOf } from "./process/tarball.js";

/** A version that a registry publishes. */
export interface Published {
  readonly name: string;
  readonly version: string;
  /** Changes of its manifest; `null`: it has none. */
  readonly manifest?: object | null;
  /** More fields of its package.json, or other values. */
  readonly fields?: object;
  /** More files of its package. */
  readonly files?: Readonly<Record<string, string>>;
  /** When it was published. Default: long ago; `null`: the registry does not say. */
  readonly time?: string | null;
  /** What the registry alone says of it. */
  readonly registryFields?: object;
}

/** A registry of a test's own on loopback, that npm and the others can install from. */
export interface PatternRegistry {
  readonly url: string;
  readonly host: string;
  /** Paths that were asked for. */
  readonly requests: string[];
}

/** Starts it; it stops when the test ends. The version that comes last is `latest`. */
export async function startPatternRegistry(
  published: readonly Published[],
  answers: Readonly<Record<string, object>> = {},
): Promise<PatternRegistry> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "").slice(1);
    requests.push(path);
    const origin = `http://${request.headers.host ?? ""}`;
    const versions = published.filter(({ name }) => name === path);
    const packed = published.find((version) => tarballPath(version) === path);
    const answer = answers[path] ?? (versions.length > 0 ? packument(versions, origin) : undefined);
    if (packed) response.end(packedOf(packed));
    else if (answer) response.end(JSON.stringify(answer));
    else response.writeHead(404).end("{}");
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, host: `127.0.0.1:${port}`, requests };
}

function packument(versions: readonly Published[], origin: string): object {
  const entries = versions.map((version) => {
    const bytes = packedOf(version);
    const dist = {
      tarball: `${origin}/${tarballPath(version)}`,
      integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}`,
      shasum: createHash("sha1").update(bytes).digest("hex"),
    };
    return [version.version, { ...packageJsonOf(version), dist, ...version.registryFields }];
  });
  const times = versions.map(({ version, time = "2026-01-01T00:00:00.000Z" }) => [version, time]);
  return {
    name: versions[0]?.name,
    "dist-tags": { latest: versions.at(-1)?.version },
    versions: Object.fromEntries(entries),
    time: Object.fromEntries(times),
  };
}

/** The package.json of a pattern for a service called Pets. */
export function packageJsonOf({ name, version, manifest = {}, fields }: Published): object {
  const standard = {
    contract: 1,
    id: "pets",
    type: "api",
    title: "Pets",
    services: ["Pets"],
    entry: "./index.js",
  };
  return {
    name,
    version,
    type: "module",
    ...(manifest !== null && { agentflow: { ...standard, ...manifest } }),
    ...fields,
  };
}

function packedOf(version: Published): Buffer {
  const files = { "package.json": JSON.stringify(packageJsonOf(version)), ...version.files };
  return tarballOf(files);
}

function tarballPath({ name, version }: Published): string {
  return `${name}/-/${version}.tgz`;
}
