import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Files that npm packs whatever `files` says. */
const always = ["package.json", "README*", "LICEN[CS]E*"];

const filesOf = z.looseObject({ files: z.array(z.string()).default(["**"]) });

/** Bytes of the files that npm would pack, by the `files` of the package.json. */
export function packageSize(directory: string, packageJson: unknown): number {
  const { files } = filesOf.parse(packageJson);
  const patterns = [...always, ...files.flatMap((entry) => [entry, join(entry, "**")])];
  const exclude = ["**/node_modules/**", "**/.git/**"];
  const paths = new Set(globSync(patterns, { cwd: directory, exclude }));
  return [...paths]
    .map((path) => statSync(join(directory, path)))
    .reduce((sum, status) => sum + (status.isFile() ? status.size : 0), 0);
}
