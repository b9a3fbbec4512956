import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { packPackages, startRegistry } from "#index";
import { freePort } from "#free-port";
import { registryConfiguration, registryEnvironment } from "#registry/configuration";
import { Registry } from "#registry/registry";
import { configuredRegistry } from "#registry/upstream";

const run = promisify(execFile);
let folder: string;
let upstream: Registry;
let registry: Registry;

/** A package without files, in a folder of its own. */
async function makePackage(name: string, version: string): Promise<string> {
  const directory = join(folder, `${name.replaceAll(/\W/g, "-")}-${version}`);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "package.json"), JSON.stringify({ name, version }));
  return directory;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentflow-registry-test-"));
  upstream = await startRegistry({ upstream: null });
  registry = await startRegistry({ upstream: { url: upstream.url } });
});

afterAll(async () => {
  await registry.stop();
  await upstream.stop();
  await rm(folder, { recursive: true });
});

it("publishes a package, which npm installs", async () => {
  await registry.publish(await makePackage("@agentflow/published", "1.2.3"));
  const project = join(folder, "project");
  await mkdir(project);
  await run("npm", ["install", "--prefix", project, "@agentflow/published"], {
    env: registry.environment,
  });
  const installed = join(project, "node_modules/@agentflow/published/package.json");
  expect(JSON.parse(await readFile(installed, "utf8"))).toMatchObject({ version: "1.2.3" });
  expect(await registry.versions("@agentflow/published")).toEqual(["1.2.3"]);
});

it("refuses a version that it has", async () => {
  const directory = await makePackage("twice", "1.0.0");
  await registry.publish(directory);
  await expect(registry.publish(directory)).rejects.toThrow("previously published versions: 1.0.0");
});

it("has what its upstream has, but for its own packages", async () => {
  await upstream.publish(await makePackage("from-upstream", "2.0.0"));
  await upstream.publish(await makePackage("@agentflow/stolen", "9.9.9"));
  expect(await registry.versions("from-upstream")).toEqual(["2.0.0"]);
  expect(await registry.versions("@agentflow/stolen")).toEqual([]);
});

it("packs the same files to the same bytes, whenever they were written", async () => {
  const directory = await makePackage("packed", "1.0.0");
  const first = await packPackages([directory], folder);
  await writeFile(join(directory, "package.json"), await readFile(join(directory, "package.json")));
  expect(await packPackages([directory], folder)).toEqual(first);
  expect(first).toMatchObject([{ name: "packed", version: "1.0.0" }]);
});

it("shows its upstream the user's credentials, which no file holds", async () => {
  const credentials = { type: "Bearer", token: "a-token-of-the-upstream" };
  const seen: unknown[] = [];
  const demanding = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(404).end("{}");
  });
  demanding.listen(0, "127.0.0.1");
  await once(demanding, "listening");
  const { port } = demanding.address() as AddressInfo; // it listens on a port
  const source = { url: `http://127.0.0.1:${port}/`, credentials };
  const guarded = await startRegistry({ upstream: source });
  expect(await guarded.versions("anything")).toEqual([]);
  expect(seen).toContain("Bearer a-token-of-the-upstream");
  expect(JSON.stringify(registryConfiguration([], source, ""))).not.toContain(credentials.token);
  await guarded.stop();
  demanding.close();
});

it("takes another port than one on which another registry answers", async () => {
  const taken = Number(new URL(upstream.url).port);
  const ports = [taken, await freePort()];
  const other = await startRegistry({ upstream: null }, () => Promise.resolve(ports.shift() ?? 0));
  expect(ports).toEqual([]);
  expect(other.url).not.toBe(upstream.url);
  await other.stop();
  expect((await fetch(`${upstream.url}-/ping`)).ok).toBe(true);
});

it("ends when it is stopped", async () => {
  const short = await startRegistry({ upstream: null });
  await short.stop();
  await expect(fetch(short.url)).rejects.toThrow("fetch failed");
});

it("finds the registry, the credentials and the certificates that the user's npm uses", async () => {
  const url = "https://registry.example/npm/";
  vi.stubEnv("npm_config_registry", url);
  expect(await configuredRegistry()).toMatchObject({ url });
  const userconfig = join(folder, "npmrc");
  await writeFile(userconfig, "//registry.example/npm/:_authToken=a-token\n");
  vi.stubEnv("npm_config_userconfig", userconfig);
  vi.stubEnv("npm_config_cafile", "/certificates.pem");
  const found = await configuredRegistry();
  expect(found).toEqual({
    url,
    credentials: { type: "Bearer", token: "a-token" },
    certificates: "/certificates.pem",
  });
  expect(registryEnvironment(found)).toMatchObject({ AGENTFLOW_UPSTREAM_TOKEN: "a-token" });
  vi.unstubAllEnvs();
});

it("is stopped when its user is refused", async () => {
  const refusing = createServer((_request, response) => response.writeHead(409).end("{}"));
  refusing.listen(0, "127.0.0.1");
  await once(refusing, "listening");
  const { port } = refusing.address() as AddressInfo; // it listens on a port
  const stop = vi.fn<() => Promise<void>>().mockResolvedValue();
  const opened = Registry.open({ url: `http://127.0.0.1:${port}`, stop });
  await expect(opened).rejects.toThrow("The registry registered no user: status 409.");
  expect(stop).toHaveBeenCalledOnce();
  refusing.close();
});
