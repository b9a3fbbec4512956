/**
 * Bytes of an application that uses one operation of GitHub, bundled by esbuild with each client.
 * Usage: `npm run benchmark -- bundle`. Exits with 1 when the light client's takes more than 10 KB (10,240 bytes).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readDocument } from "@agentflow/core";
import { publishedDocument } from "@agentflow/pattern-github";
import { Peers } from "../peers.ts";
import { all, type App, creating, heyApi, light, octokit, whole } from "./apps.ts";

/** What is needed of esbuild, which the repository has by way of its bundler. */
interface Esbuild {
  buildSync(options: object): {
    readonly outputFiles: readonly { readonly contents: Uint8Array }[];
  };
}

const most = 10_240;
const root = join(import.meta.dirname, "../../..");
const load = createRequire(import.meta.url);
const esbuild = load("esbuild") as Esbuild;

const folder = mkdtempSync(join(tmpdir(), "agentflow-bundle-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const { text } = await readDocument(publishedDocument, {
  directory: folder,
  signal: AbortSignal.timeout(120_000),
});
const documentPath = join(folder, "github.json");
writeFileSync(documentPath, text);

// It needs a TypeScript that still has the old API.
const peers = Peers.install([
  "@hey-api/openapi-ts@0.99.0",
  "typescript@6.0.3",
  "@octokit/rest@22.0.1",
]);

function node(...args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}

const dependencies = { "@agentflow/pattern-github": "*" };
writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies }));
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
const words = "integrate create --name GitHub --type api --force --no-verify --quiet --out github";
node(join(root, "packages/cli/bin/agentflow.mjs"), ...words.split(" "), "--document", documentPath);
const generator = join(peers.folder, "node_modules/@hey-api/openapi-ts/bin/run.js");
node(generator, "-i", documentPath, "-o", join(peers.folder, "hey-api"), "-s");

/** @param directory where the application stands */
function bundle({ source }: App, directory: string): Uint8Array {
  const [file] = esbuild.buildSync({
    stdin: { contents: source, resolveDir: directory, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "node",
    external: ["undici"],
    logLevel: "error",
  }).outputFiles;
  if (file === undefined) throw new Error("esbuild wrote nothing.");
  return file.contents;
}

const adapter = join(folder, "github");
const rows = [
  [light, adapter],
  [creating, adapter],
  [whole, adapter],
  [all, adapter],
  [heyApi, peers.folder],
  [octokit, peers.folder],
] as const;
const sizes = rows.map(([app, directory]) => {
  const contents = bundle(app, directory);
  return { name: app.name, bytes: contents.byteLength, gzipped: gzipSync(contents).byteLength };
});

console.log("| client | bytes minified | gzipped |\n| --- | ---: | ---: |");
for (const { name, bytes, gzipped } of sizes) {
  console.log(`| ${name} | ${bytes.toLocaleString("en")} | ${gzipped.toLocaleString("en")} |`);
}
const bytes = sizes[0]?.bytes ?? Infinity;
if (bytes > most) {
  console.error(`The light client's application takes ${bytes} bytes: more than ${most}.`);
  process.exitCode = 1;
}
