import { extname, join } from "node:path";
import type { FileSystem } from "./file-system.js";
import { countCodeLines } from "./source-tokens.js";

/** Folders of installed packages that stand behind an integration. */
export interface ReuseSources {
  readonly core: string;
  /** The general patterns it extends; a general pattern used directly is one itself. */
  readonly general: readonly string[];
  /** The pattern that knows this service alone. */
  readonly specific: readonly string[];
}

/**
 * Share of the code behind an integration that other integrations share, 0 to 1: the runtime and the general patterns,
 * against the pattern that knows this service alone. Counted are the lines of shipped JavaScript and templates, without
 * blank lines and comments; generated lines do not count. `docs/guide/reuse.md` says why.
 */
export async function measureReuse(fileSystem: FileSystem, sources: ReuseSources): Promise<number> {
  const runtime = await linesOfModule(fileSystem, join(sources.core, "dist", "runtime.js"));
  const general = await linesOfPatterns(fileSystem, sources.general);
  const specific = await linesOfPatterns(fileSystem, sources.specific);
  const share = (runtime + general) / (runtime + general + specific);
  return Math.round(share * 1000) / 1000;
}

/** A module and those that it imports from its own folder, each once. */
async function linesOfModule(fileSystem: FileSystem, entry: string): Promise<number> {
  const seen = new Set([entry]);
  let lines = 0;
  for (const path of seen) {
    const text = await readText(fileSystem, path);
    lines += countCodeLines(text);
    for (const [, name = ""] of text.matchAll(
      /\b(?:from|import)\s*\(?\s*["']\.\/([\w.-]+\.js)["']/g,
    )) {
      seen.add(join(path, "..", name));
    }
  }
  return lines;
}

async function linesOfPatterns(
  fileSystem: FileSystem,
  directories: readonly string[],
): Promise<number> {
  let lines = 0;
  for (const directory of directories) {
    lines += await linesIn(fileSystem, join(directory, "dist"), (path) => path.endsWith(".js"));
    lines += await linesIn(
      fileSystem,
      join(directory, "templates"),
      (path) => !/\.test\.\w+$/.test(path),
    );
  }
  return lines;
}

async function linesIn(
  fileSystem: FileSystem,
  folder: string,
  counts: (path: string) => boolean,
): Promise<number> {
  if (!(await fileSystem.status(folder))) return 0;
  let lines = 0;
  for (const { name, kind } of await fileSystem.readFolder(folder)) {
    const path = join(folder, name);
    if (kind === "directory") lines += await linesIn(fileSystem, path, counts);
    else if (kind === "file" && counts(path))
      lines += linesOf(path, await readText(fileSystem, path));
  }
  return lines;
}

/** Only code has comments: in Markdown a `//` is text. */
function linesOf(path: string, text: string): number {
  const extension = extname(path.replace(/\.eta$/, ""));
  if (/^\.[cm]?[jt]s$/.test(extension)) return countCodeLines(text);
  return text.split("\n").filter((line) => /\S/.test(line)).length;
}

async function readText(fileSystem: FileSystem, path: string): Promise<string> {
  return Buffer.from(await fileSystem.readFile(path)).toString("utf8");
}
