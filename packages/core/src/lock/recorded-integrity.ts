import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ancestors } from "../registry/package-json.js";

/** A version of a package, by the name that it is published under. */
export interface PackageVersion {
  readonly package: string;
  readonly version: string;
}

/** What a package manager recorded of a tarball. */
export interface RecordedTarball {
  /** Its sha512, as Subresource Integrity; `null`: none that can be used. */
  readonly integrity: string | null;
  /**
   * Whether the registry of the npm configuration can be asked for it: the package came from there, and only its hash
   * was not kept. Never for a package that came from elsewhere, because its name would be told to strangers, and theirs
   * could be another one.
   */
  readonly isPublished: boolean;
}

/** Reads the hashes of one version out of a package manager's lock file. */
type Reader = (text: string, wanted: PackageVersion) => readonly string[];

/** The lock files of package managers that keep the registry's own hashes. */
const readers: readonly (readonly [file: string, read: Reader])[] = [
  ["package-lock.json", fromNpm],
  ["npm-shrinkwrap.json", fromNpm],
  ["pnpm-lock.yaml", fromPnpm],
  ["bun.lock", fromBun],
  ["yarn.lock", fromYarnClassic],
];

const sha512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** What the nearest lock file of the project's package manager says of a version's tarball. */
export function recordedTarball(projectDirectory: string, wanted: PackageVersion): RecordedTarball {
  for (const folder of ancestors(projectDirectory)) {
    const texts = readers.map(([file, read]) => [readText(join(folder, file)), read] as const);
    if (texts.every(([text]) => text === undefined)) continue;
    const found = new Set(
      texts
        .flatMap(([text, read]) => (text === undefined ? [] : read(text, wanted)))
        .flatMap((integrity) => integrity.split(/\s+/))
        .filter((integrity) => sha512.test(integrity)),
    );
    const [only] = found;
    // Two that differ are of two registries, and which of them is installed is not told.
    if (only !== undefined && found.size === 1) return { integrity: only, isPublished: true };
    return { integrity: null, isPublished: isFromNpmRegistry(folder, wanted) };
  }
  return { integrity: null, isPublished: false };
}

/**
 * Yarn 2 and later keep a checksum of an archive of their own, so the registry's hash has to be asked for; and they have
 * their own setting for the registry, which is not npm's.
 */
function isFromNpmRegistry(folder: string, wanted: PackageVersion): boolean {
  const settings = readText(join(folder, ".yarnrc.yml")) ?? "";
  if (/^\s*npm(?:RegistryServer|Scopes):/m.test(settings)) return false;
  const resolution = `  resolution: "${wanted.package}@npm:${wanted.version}"`;
  return (readText(join(folder, "yarn.lock")) ?? "").split(/\r?\n/).includes(resolution);
}

/** One that is not there or cannot be read tells nothing, which the build says. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function fromNpm(text: string, wanted: PackageVersion): readonly string[] {
  return Object.entries(fieldsOf(fieldsOf(parsed(text))["packages"])).flatMap(([path, value]) => {
    const entry = fieldsOf(value);
    const name = entry["name"] ?? path.split("node_modules/").at(-1);
    const integrity = entry["integrity"];
    return name === wanted.package &&
      entry["version"] === wanted.version &&
      typeof integrity === "string"
      ? [integrity]
      : [];
  });
}

/** `'@scope/name@1.0.0':` with an indented block below, in which `integrity:` stands on its own or in braces. */
function fromPnpm(text: string, wanted: PackageVersion): readonly string[] {
  const name = `${wanted.package}@${wanted.version}`;
  const isHeader = (line: string): boolean => {
    const key = /^ {2}(?:'([^']+)'|([^\s'][^\s]*)):$/.exec(line);
    const found = (key?.[1] ?? key?.[2])?.replace(/^\//, "").replace(/\(.*$/, "");
    return found === name;
  };
  return blocks(text, isHeader, /^ {4}/).flatMap(
    (block) => /\bintegrity: '?(sha512-[^\s,}']+)/.exec(block)?.[1] ?? [],
  );
}

/** `"name": ["name@1.0.0", "", {…}, "sha512-…"],` in one line. */
function fromBun(text: string, wanted: PackageVersion): readonly string[] {
  const start = `: [${JSON.stringify(`${wanted.package}@${wanted.version}`)},`;
  return text
    .split(/\r?\n/)
    .filter((line) => line.includes(start))
    .flatMap((line) => /"(sha512-[^"]+)"\],?\s*$/.exec(line)?.[1] ?? []);
}

/** `"name@^1.0.0", "alias@npm:name@1.0.0":` with an indented block below. */
function fromYarnClassic(text: string, wanted: PackageVersion): readonly string[] {
  const isHeader = (line: string): boolean =>
    /^[^\s#].*:$/.test(line) &&
    line
      .slice(0, -1)
      .split(/,\s*/)
      .map((key) => key.replaceAll('"', "").replace(/^.+@npm:(?=.+@)/, ""))
      .some((key) => key.startsWith(`${wanted.package}@`));
  return blocks(text, isHeader, /^ {2}/)
    .filter((block) => block.includes(`\n  version "${wanted.version}"\n`))
    .flatMap((block) => /^ {2}integrity (sha512-\S+)/m.exec(block)?.[1] ?? []);
}

/** The blocks whose first line is a header, to the first line that is not indented so. */
function blocks(
  text: string,
  isHeader: (line: string) => boolean,
  indented: RegExp,
): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, start) => {
    if (!isHeader(line)) return [];
    const length = lines.slice(start + 1).findIndex((next) => !indented.test(next));
    const end = length === -1 ? lines.length : start + 1 + length;
    return [`${lines.slice(start, end).join("\n")}\n`];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its package manager says so better, and what is not recorded is told to be so.
    return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // Any object that JSON can hold has fields by name.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
