import { packPackages, type PackedPackage } from "@agentflow/services";
import { type WorkspacePackage, workspacePackages } from "../workspace.ts";
import { publishedIntegrity } from "./published-integrity.ts";

/** A package as it would be published, and where it stands. */
export interface ReleasablePackage extends WorkspacePackage, PackedPackage {
  /** Name and version: `@agentflow/core@0.2.0`. */
  readonly tag: string;
  /**
   * `absent`: the registry does not have the version. `published`: it has it, with these bytes. `different`: it has
   * it, with other bytes, so something was changed since that no changeset gave a version.
   */
  readonly state: "absent" | "published" | "different";
  readonly tagged: boolean;
}

/**
 * Packs every package that is published, and compares it with the registry.
 * @param tags of the repository
 * @param folder for the tarballs
 */
export async function releasablePackages(
  root: string,
  tags: ReadonlySet<string>,
  folder: string,
): Promise<readonly ReleasablePackage[]> {
  const packages = workspacePackages(root).filter(({ json }) => json.private !== true);
  const folders = packages.map(({ directory }) => directory);
  const packed = await packPackages(folders, folder);
  const byName = new Map(packages.map((entry) => [entry.json.name, entry]));
  return Promise.all(
    packed.flatMap((tarball) => {
      const entry = byName.get(tarball.name);
      return entry ? [compare({ ...entry, ...tarball }, root, tags)] : [];
    }),
  );
}

async function compare(
  packed: WorkspacePackage & PackedPackage,
  root: string,
  tags: ReadonlySet<string>,
): Promise<ReleasablePackage> {
  const { name, version, integrity } = packed;
  const there = await publishedIntegrity(name, version, root);
  const tag = `${name}@${version}`;
  const state = there === undefined ? "absent" : there === integrity ? "published" : "different";
  return { ...packed, tag, state, tagged: tags.has(tag) };
}
