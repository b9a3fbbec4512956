import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { AgentFlowError, compareText, errorCodes, stringLiteral } from "@agentflow/core";
import { packageDirectory } from "../package-directory.js";
import type { PatternNames } from "./pattern-names.js";
import { newestRanges, withRanges } from "./package-ranges.js";

/** A file of a new package. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
}

/** Folders of the scaffold by the pattern that a new one extends. */
const kinds: Readonly<Record<string, string>> = {
  "": "general",
  "@agentflow/pattern-api": "api",
};

/** Packages that a new pattern can extend. */
export const knownBases: readonly string[] = Object.keys(kinds).filter((name) => name !== "");

/**
 * The files of a new pattern package. The scaffold is such a package itself, called `my-service`.
 * @param base package of the pattern that it extends; left out: none
 * @throws AF_USAGE_INVALID when there is no scaffold for that base
 */
export function scaffoldFiles(
  { id, packageName, title }: PatternNames,
  base = "",
): readonly ScaffoldFile[] {
  const kind = Object.hasOwn(kinds, base) ? kinds[base] : undefined;
  if (kind === undefined) {
    throw new AgentFlowError(
      errorCodes.usageInvalid,
      `There is no scaffold for a pattern that extends ${stringLiteral(base)}.`,
      {
        help: `Extend ${knownBases.join(" or ")}, or start without --extends and follow docs/guide/pattern-development.md.`,
      },
    );
  }
  const ranges = newestRanges();
  return ["package", kind]
    .flatMap((folder) => filesOf(fileURLToPath(new URL(`scaffold/${folder}/`, packageDirectory))))
    .map(({ path, text }) => {
      const named = text
        .replaceAll("agentflow-pattern-my-service", packageName)
        .replaceAll("My service", title)
        .replaceAll("my-service", id);
      const target = writtenPath(path).replaceAll("my-service", id);
      const isManifest = /(?:^|\/)package\.json$/.test(target);
      return { path: target, text: isManifest ? withRanges(named, ranges) : named };
    })
    .toSorted((left, right) => compareText(left.path, right.path));
}

/**
 * Where a file of the scaffold is written: npm leaves a `.gitignore` out of what it packs, and every `package.json` in a
 * package is taken for a package's own.
 */
function writtenPath(path: string): string {
  return path
    .replace(/^gitignore$/, ".gitignore")
    .replace(/(^|\/)manifest\.json$/, "$1package.json");
}

function filesOf(folder: string): readonly ScaffoldFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(folder, file).replaceAll(sep, "/");
      return { path, text: readFileSync(file, "utf8") };
    });
}
