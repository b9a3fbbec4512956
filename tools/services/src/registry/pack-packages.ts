import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A package as `npm pack` left it. */
export interface PackedPackage {
  readonly name: string;
  readonly version: string;
  /** SHA-512 of the tarball as npm writes it. */
  readonly integrity: string;
  /** Path of the tarball. */
  readonly tarball: string;
}

/**
 * Packs packages as `npm publish` would, without running anything of theirs.
 * @param folders of the packages
 * @param destination folder of the tarballs
 */
export async function packPackages(
  folders: readonly string[],
  destination: string,
): Promise<readonly PackedPackage[]> {
  const options = ["--json", "--ignore-scripts", "--pack-destination", destination];
  const { stdout } = await run("npm", ["pack", ...options, ...folders], { maxBuffer: 1e8 });
  // npm 11 prints an array, npm 12 an object by package name.
  const packed = Object.values(JSON.parse(stdout) as object) as (PackedPackage & {
    readonly filename: string;
  })[];
  return packed.map(({ name, version, integrity, filename }) => ({
    name,
    version,
    integrity,
    tarball: join(destination, filename),
  }));
}
