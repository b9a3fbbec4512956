// First step of every root script: plain JavaScript without dependencies, so that it runs on a
// machine with nothing but Node 20 and npm. It installs what is missing, then hands over to
// `tools/src/run.ts` on the Node that the repository brings.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isInstalled } from "./installation.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** `engines` of package.json. Node runs TypeScript without a flag from 22.18 on. */
const oldestNode = { major: 22, minor: 19 };

if (!isInstalled(root)) install();
run(process.argv.slice(2));

/** Installs exactly what package-lock.json says. Install scripts of dependencies are never run. */
function install() {
  console.log("Installing the dependencies (npm ci) …");
  const started = performance.now();
  const npm = process.env["npm_execpath"];
  if (!npm || !npm.endsWith("npm-cli.js")) {
    fail(
      "The dependencies are not installed. Start through npm, such as `npm test`, or run `npm ci`.",
    );
  }
  // npm's own Node: the one in node_modules is about to be replaced.
  const node = process.env["npm_node_execpath"] ?? process.execPath;
  const result = spawnSync(node, [npm, "ci", "--ignore-scripts", "--no-progress"], {
    cwd: root,
    stdio: "inherit",
  });
  if (result.status !== 0) fail("`npm ci` failed: see its message above.", result.status ?? 1);
  console.log(`Installed in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}

/** @param {readonly string[]} commandLine */
function run(commandLine) {
  const result = spawnSync(repositoryNode(), [join(root, "tools/src/run.ts"), ...commandLine], {
    cwd: process.cwd(),
    env: environment(),
    stdio: "inherit",
  });
  if (result.error) fail(String(result.error));
  // 130: interrupted from the keyboard, by the convention of POSIX shells.
  process.exit(result.status ?? 130);
}

/** The Node of `optionalDependencies`, or on platforms without one, a recent enough Node of the user's own. */
function repositoryNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const file = process.platform === "win32" ? "node.exe" : "node";
  const brought = join(root, `node_modules/node-${platform}-${process.arch}/bin/${file}`);
  if (existsSync(brought)) return brought;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) {
    return process.execPath;
  }
  return fail(
    `Node ${process.versions.node} is too old to build this repository, and npm has no Node for ` +
      `${process.platform} ${process.arch}. Install Node ${oldestNode.major}.${oldestNode.minor} or later.`,
  );
}

/** The caller's environment, with the repository's own commands first on the path, also right after the install. */
function environment() {
  const variables = Object.entries(process.env);
  const path = variables.find(([name]) => isPath(name))?.[1] ?? "";
  return {
    ...Object.fromEntries(variables.filter(([name]) => !isPath(name))),
    PATH: [dirname(repositoryNode()), join(root, "node_modules/.bin"), path].join(delimiter),
    NX_DAEMON: "false",
  };
}

/**
 * Windows spells the name "Path"; two spellings in one environment would leave the choice to chance.
 * @param {string} name
 */
function isPath(name) {
  return name.toLowerCase() === "path";
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message, exitCode = 1) {
  console.error(message);
  process.exit(exitCode);
}
