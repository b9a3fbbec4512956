import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compareText } from "@agentflow/core";
import { repositoryRoot } from "../workspace.ts";
import { sources } from "./sources.ts";

/** What the results of a document depend on, besides the document. */
export interface Versions {
  readonly node: string;
  readonly typescript: string;
  readonly vitest: string;
  /** Of the built code that generates packages and that they run on, in hexadecimal. */
  readonly code: string;
}

/** Changes when results mean something else than before. */
const meaning = 1;

/** The versions at hand. */
export function versionsAtHand(): Versions {
  const hash = createHash("sha256").update(
    JSON.stringify([meaning, sources.map(({ name, version }) => [name, version])]),
  );
  for (const folder of ["core/dist", "pattern-api/dist", "pattern-api/templates"]) {
    const root = join(repositoryRoot, "packages", folder);
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.toSorted(compareText)) {
      hash.update(`${file.slice(repositoryRoot.length)}\0`).update(readFileSync(file));
    }
  }
  return {
    node: process.versions.node,
    typescript: versionOf("typescript"),
    vitest: versionOf("vitest"),
    code: hash.digest("hex"),
  };
}

/** A short name for the versions, for files. */
export function nameOf(versions: Versions): string {
  return createHash("sha256").update(JSON.stringify(versions)).digest("hex").slice(0, 16);
}

function versionOf(name: string): string {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
  // A package that npm installed has a version.
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}
