import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { publisher } from "./project.ts";

const run = promisify(execFile);

/** What is different in another version of a package. */
export interface Edition {
  readonly version: string;
  /** A file of the package, and what is added at its end. */
  readonly file: string;
  readonly addition: string;
}

/** Publishes another version of a package of the workspace: what was published, with a few lines more. */
export async function publishEdition(
  name: string,
  { version, file, addition }: Edition,
): Promise<void> {
  const tarball = inject("published").find((entry) => entry.name === name)?.tarball;
  if (tarball === undefined) throw new Error(`${name} was not published.`);
  const folder = await mkdtemp(join(tmpdir(), "agentflow-edition-"));
  try {
    await run("tar", ["-xzf", tarball, "-C", folder]);
    const root = join(folder, "package");
    const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as object; // npm packed it
    await writeFile(join(root, "package.json"), JSON.stringify({ ...manifest, version }));
    await writeFile(join(root, file), `${await readFile(join(root, file), "utf8")}${addition}`);
    await publisher().publish(root);
  } finally {
    await rm(folder, { recursive: true });
  }
}
