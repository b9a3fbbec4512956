import { access, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { systemErrorCode } from "../errors/system-error.js";
import { stringLiteral } from "../template/literal.js";
import { type Environment, environmentProxies } from "./environment.js";
import { parseNpmrc } from "./parse-npmrc.js";

/** The part of the user's npm configuration that fetching a package needs. */
export interface NpmConfiguration {
  /** Of the package's scope, or the default one; ends with a slash. */
  registry(packageName: string): URL;
  /** The same without what the project's own `.npmrc` says, which may have come with a cloned repository. */
  userRegistry(packageName: string): URL;
  /** npm's own registry: what npm uses where nothing is configured. */
  readonly publicRegistry: URL;
  /** The `authorization` header for a registry, when the user has credentials for it. */
  authorization(registry: URL): string | undefined;
  /** Certificates, in PEM, to trust instead of Node's own; from `cafile` or `ca`. */
  readonly ca: string | undefined;
  readonly httpProxy: string | undefined;
  readonly httpsProxy: string | undefined;
  readonly noProxy: string | undefined;
}

/**
 * Reads the npm configuration as npm does: `npm_config_…` variables first, then the `.npmrc` of the project, of the
 * user and of the machine. (The package `registry-url` stops at the nearest `.npmrc`, even if only another one names
 * the registry.)
 * @param directory where the project's `.npmrc` is looked for, upward to the nearest package.json
 * @throws AF_CONFIG_INVALID when a file of it cannot be read, or it names no usable registry
 */
export async function readNpmConfiguration(
  directory: string,
  environment: Environment,
): Promise<NpmConfiguration> {
  // Imported here, because it takes longer to load than a cached document takes to read.
  const { default: findCredentials } = await import("registry-auth-token");
  const { default: npmConf } = await import("@pnpm/npm-conf");
  const publicRegistry = new URL(npmConf.defaults.registry);
  const fromEnvironment = variables(environment);
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? homedir();
  const user = fromEnvironment.get("userconfig") ?? join(home, ".npmrc");
  const machine =
    fromEnvironment.get("globalconfig") ?? join(globalPrefix(fromEnvironment), "etc", "npmrc");
  const [projectLayer, ...others] = await Promise.all([
    readNpmrc(await projectFile(directory), environment),
    readNpmrc(user, environment),
    readNpmrc(machine, environment),
  ]);
  const layers = [fromEnvironment, projectLayer, ...others];
  const get = getter(layers);
  const getOfUser = getter([fromEnvironment, ...others]);
  const cafile = get("cafile");
  const proxies = environmentProxies(environment);
  return {
    publicRegistry,
    registry: (packageName) => registryUrl(packageName, get) ?? publicRegistry,
    userRegistry: (packageName) => registryUrl(packageName, getOfUser) ?? publicRegistry,
    authorization: (registry) => {
      if (registry.username !== "") return basicAuthorization(registry);
      const found = findCredentials(registry.href, { recursive: true, npmrc: hostKeys(layers) });
      return found && `${found.type} ${found.token}`;
    },
    ca:
      cafile === undefined
        ? get("ca")?.replaceAll("\\n", "\n")
        : await readText(resolve(directory, cafile.replace(/^~(?=[/\\])/, home))),
    httpProxy: get("proxy") ?? proxies.httpProxy,
    httpsProxy: get("https-proxy") ?? get("proxy") ?? proxies.httpsProxy,
    noProxy: get("noproxy") ?? proxies.noProxy,
  };
}

type Layers = readonly ReadonlyMap<string, string>[];

/** The value of the first layer that has the key; an empty one is none. */
function getter(layers: Layers): (key: string) => string | undefined {
  return (key) => layers.find((layer) => layer.has(key))?.get(key) || undefined;
}

/** `npm_config_https_proxy` means `https-proxy`; npm itself folds case and underscores so, except in `//host` keys. */
function variables(environment: Environment): Map<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) => {
    const key = /^npm_config_(?<key>.+)$/i.exec(name)?.groups?.["key"];
    if (key === undefined || value === undefined || value === "") return [];
    const folded = /^(?:\/\/|@)/.test(key) ? key : key.toLowerCase().replaceAll(/(?!^)_/g, "-");
    return [[folded, value] as const];
  });
  return new Map(entries);
}

/** npm's `prefix`: the folder that Node is installed in. */
function globalPrefix(fromEnvironment: ReadonlyMap<string, string>): string {
  const folder = dirname(process.execPath);
  return fromEnvironment.get("prefix") ?? (process.platform === "win32" ? folder : dirname(folder));
}

function registryUrl(
  packageName: string,
  get: (key: string) => string | undefined,
): URL | undefined {
  const scope = /^@[^/]+/.exec(packageName)?.[0];
  const text = (scope && get(`${scope}:registry`)) ?? get("registry");
  if (text === undefined) return undefined;
  const url = URL.parse(text.endsWith("/") ? text : `${text}/`);
  if (url && (url.protocol === "https:" || url.protocol === "http:")) return url;
  throw configInvalid(`The npm registry ${stringLiteral(text)} is not an http(s) URL.`);
}

/** Credentials in the registry's own URL. */
function basicAuthorization({ username, password }: URL): string {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

/** Only keys of a host: npm too ignores credentials that do not say whom they are for. */
function hostKeys(layers: Layers): Record<string, string> {
  const settings = layers.toReversed().flatMap((layer) => [...layer]);
  return Object.fromEntries(settings.filter(([key]) => key.startsWith("//")));
}

/** The `.npmrc` beside the nearest package.json. */
async function projectFile(directory: string): Promise<string> {
  const start = resolve(directory);
  for (let folder = start; ; folder = dirname(folder)) {
    const found = await access(join(folder, "package.json")).then(
      () => true,
      () => false,
    );
    if (found) return join(folder, ".npmrc");
    if (folder === dirname(folder)) return join(start, ".npmrc");
  }
}

async function readNpmrc(
  path: string,
  environment: Environment,
): Promise<ReadonlyMap<string, string>> {
  try {
    return parseNpmrc(await readFile(path, "utf8"), environment);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(systemErrorCode(error) ?? "")) return new Map();
    throw configInvalid(`The npm configuration ${stringLiteral(path)} cannot be read.`, error);
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw configInvalid(
      `The npm setting "cafile" names ${stringLiteral(path)}, which cannot be read.`,
      error,
    );
  }
}

function configInvalid(message: string, cause?: unknown): AgentFlowError {
  const help = "Correct it: `npm config list` shows which file each setting comes from.";
  return new AgentFlowError(errorCodes.configInvalid, message, { help, cause });
}
