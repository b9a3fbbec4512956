import { createHash } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyPattern } from "../../src/contract/pattern.js";
import type { BuilderOptions } from "../../src/builder/builder.js";
import { createBuilder } from "../../src/builder/create-builder.js";
import { createNetwork } from "../../src/documents/undici-network.js";
import { type LockFile, parseLockFile } from "../../src/lock/lock-file.js";
import type { UpgradePreview, UpgradeReport } from "../../src/upgrade/upgrade-report.js";
import { type UpgradeRequest, upgradePattern } from "../../src/upgrade/upgrade-pattern.js";
import { createProject, patternOf, soundFiles, writeFiles } from "../builder/project-fixture.js";
import { packument, publishedVersion, startCatalog } from "../catalog/published.js";

/** A version of the pattern that a test publishes. */
export interface PublishedSample {
  /** The files that it makes. Default: sound ones, whose README names the version. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the registry says of it besides. */
  readonly said?: Readonly<Record<string, unknown>>;
  /** More files of the package. */
  readonly own?: Readonly<Record<string, string>>;
  /** Its package.json besides. */
  readonly json?: object;
}

/** A project whose pattern 1.2.3 has made an integration, a registry, and a package manager that installs from it. */
export interface UpgradeScene {
  readonly options: BuilderOptions;
  readonly projectDirectory: string;
  readonly out: string;
  readonly upgrade: (request?: Partial<UpgradeRequest>) => Promise<UpgradeReport>;
  readonly previews: readonly UpgradePreview[];
  /** What the package manager was asked for, with the folder it ran in: `project` or `aside`. */
  readonly commands: () => readonly string[];
  readonly lock: () => LockFile;
  /** The text of a file of the project. */
  readonly text: (path: string) => string;
  readonly build: (outDirectory: string, pattern?: string) => Promise<unknown>;
}

const patterns = (): Map<string, AnyPattern> =>
  (globalThis as unknown as { agentflowTestPatterns: Map<string, AnyPattern> })
    .agentflowTestPatterns; // What project-fixture.ts keeps there.

export function integrityOf(version: string): string {
  return `sha512-${createHash("sha512").update(version).digest("base64")}`;
}

/** @param versions published beside 1.2.3 */
export async function upgradeScene(
  versions: Readonly<Record<string, PublishedSample>>,
  tags: Readonly<Record<string, string>> = { latest: Object.keys(versions).at(-1) ?? "1.2.3" },
): Promise<UpgradeScene> {
  const options = createProject(patternOf(soundFiles));
  const { projectDirectory } = options;
  const store = join(projectDirectory, "store");
  const installed = join(projectDirectory, "node_modules/pattern-status");
  const json: unknown = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  cpSync(installed, join(store, "1.2.3"), { recursive: true });
  for (const [version, sample] of Object.entries(versions)) {
    const key = `${projectDirectory}@${version}`;
    patterns().set(key, patternOf(sample.files ?? readmeOf(version)));
    writeFiles(join(store, version), {
      "package.json": JSON.stringify({ ...(json as object), version, ...sample.json }),
      "dist/index.js": `export default globalThis.agentflowTestPatterns.get(${JSON.stringify(key)});\n`,
      ...sample.own,
    });
  }
  const manifests = json as { agentflow: object };
  const all: Readonly<Record<string, PublishedSample>> = { "1.2.3": {}, ...versions };
  const published = Object.entries(all).map(([version, { said }]) =>
    publishedVersion("pattern-status", version, {
      agentflow: manifests.agentflow,
      dist: { integrity: integrityOf(version) },
      ...said,
    }),
  );
  const time = Object.fromEntries(
    ["1.2.3", ...Object.keys(versions)].map((version) => [version, "2020-01-01T00:00:00.000Z"]),
  );
  const registry = await startCatalog({
    "/pattern-status": packument(published, { "dist-tags": tags, time }),
  });
  const npmrc = readFileSync(join(registry.options.directory, ".npmrc"), "utf8");
  writeFiles(projectDirectory, {
    ".npmrc": npmrc,
    "package.json": JSON.stringify({ devDependencies: { "pattern-status": "^1.2.0" } }),
    "bin/npm": `#!${process.execPath}\n${packageManager(projectDirectory)}`,
  });
  chmodSync(join(projectDirectory, "bin/npm"), 0o755);
  const environment = {
    PATH: join(projectDirectory, "bin"),
    HOME: projectDirectory,
    npm_config_globalconfig: join(projectDirectory, "none"),
    AGENTFLOW_CACHE: join(projectDirectory, "cache"),
  };
  const builderOptions = { ...options, environment };
  const builder = createBuilder(builderOptions);
  const out = join(projectDirectory, "integrations/status");
  const previews: UpgradePreview[] = [];
  const text = (path: string): string => readFileSync(join(projectDirectory, path), "utf8");
  const build = (outDirectory: string, pattern = "pattern-status"): Promise<unknown> =>
    builder.build({ name: "Status", pattern }, { outDirectory, force: true, verify: false });
  await build(out);
  return {
    options: builderOptions,
    projectDirectory,
    out,
    previews,
    text,
    build,
    commands: () => text("commands.log").trim().split("\n"),
    lock: () => parseLockFile(text("agentflow.lock"), "agentflow.lock"),
    upgrade: (request = {}) =>
      upgradePattern({
        builder: builderOptions,
        name: "pattern-status",
        network: (given) => createNetwork({ ...given, retryDelay: 1 }),
        confirm(preview) {
          previews.push(preview);
          return Promise.resolve(true);
        },
        ...request,
      }),
  };
}

/** Sound files of a version whose README is its own. */
export function readmeOf(version: string): Readonly<Record<string, string>> {
  return { ...soundFiles, "README.md": `# Status ${version}\n\n- \`get\`\n- \`put\`\n` };
}

/** Makes the package manager behave otherwise from now on. */
export function tellPackageManager(
  projectDirectory: string,
  behaviour: "fails" | "alters" | "fails-again" | "vanishes",
): void {
  mkdirSync(join(projectDirectory, "behaviour"), { recursive: true });
  writeFileSync(join(projectDirectory, "behaviour", behaviour), "");
}

/** Installs from the store, and writes package.json and package-lock.json as npm does. */
function packageManager(projectDirectory: string): string {
  return `
const { appendFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { createHash } = require("node:crypto");
const project = ${JSON.stringify(projectDirectory)};
const inProject = process.cwd() === project;
const args = process.argv.slice(2);
appendFileSync(project + "/commands.log", (inProject ? "project: " : "aside: ") + args.join(" ") + "\\n");
appendFileSync(project + "/ranges.log", readFileSync("package.json", "utf8") + "\\n");
const does = (behaviour) => existsSync(project + "/behaviour/" + behaviour);
const json = JSON.parse(readFileSync("package.json", "utf8"));
const lock = existsSync("package-lock.json") ? JSON.parse(readFileSync("package-lock.json", "utf8")) : { packages: {} };
const field = args.includes("--save-dev") ? "devDependencies" : "dependencies";
for (const specifier of args.slice(args.indexOf("--") + 1)) {
  const [, alias, name, version] = /^(?:(.+)@npm:)?(.+)@(.+)$/.exec(specifier);
  const place = "node_modules/" + (alias ?? name);
  if (inProject && does("fails-again") && version === "1.2.3") process.exit(1);
  rmSync(place, { recursive: true, force: true });
  if (inProject && does("vanishes") && version !== "1.2.3") continue;
  cpSync(project + "/store/" + version, place, { recursive: true });
  if (inProject && does("alters")) writeFileSync(place + "/dist/other.js", "");
  const range = (args.includes("--save-exact") ? "" : "^") + version;
  json[field] = { ...json[field], [alias ?? name]: alias ? "npm:" + name + "@" + range : range };
  const integrity = "sha512-" + createHash("sha512").update(does("lies") ? "lie" : version).digest("base64");
  lock.packages[place] = { ...(alias && { name }), version, integrity };
}
writeFileSync("package.json", JSON.stringify(json));
writeFileSync("package-lock.json", JSON.stringify(lock));
if (inProject && does("fails")) { console.error("E500 it broke"); process.exit(1); }
`;
}
