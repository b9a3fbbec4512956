import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { type NpmPackage, packageFolder } from "#npm-package";

const run = promisify(execFile);

/** A link that npm packages cannot hold: paths from the package's root. */
interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Fetches a package from the npm registry into the cache, without what it depends on. Nothing of it is run.
 * @throws Error when it cannot be fetched, or is not the package that was looked at when its version was chosen
 */
export async function fetchPackage(wanted: NpmPackage): Promise<void> {
  const target = packageFolder(wanted);
  await mkdir(dirname(target), { recursive: true });
  // A folder beside the target: what is in it is moved there whole, or not at all.
  const folder = await mkdtemp(`${target}-`);
  try {
    await unpack(wanted, folder);
    const root = join(folder, "package");
    const part = join(root, wanted.part ?? "");
    await restoreLinks(root, part);
    await chmod(part, 0o755);
    await rm(target, { recursive: true, force: true });
    await rename(part, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpack({ name, version, integrity }: NpmPackage, folder: string): Promise<void> {
  const specifier = `${name}@${version}`;
  const { stdout } = await run(
    "npm",
    ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder, specifier],
    { cwd: folder },
  );
  const tarball = join(folder, stdout.trim());
  const digest = createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64");
  if (`sha512-${digest}` !== integrity) {
    throw new Error(`${specifier} is not what it was: its tarball has the SHA-512 ${digest}.`);
  }
  await run("tar", ["-xzf", tarball, "--no-same-owner", "-C", folder]);
}

/** PostgreSQL's libraries are found by names that are links to them. */
async function restoreLinks(root: string, native: string): Promise<void> {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as readonly Link[]; // what the package's own install script reads
  for (const { source, target } of links) {
    const from = join(root, target);
    if (!from.startsWith(`${native}/`)) throw new Error(`${target} is outside of the package.`);
    await symlink(relative(dirname(from), join(root, source)), from);
  }
}
