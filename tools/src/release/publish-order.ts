import type { WorkspacePackage } from "../workspace.ts";

/**
 * Puts packages in an order in which each comes after those that it needs: who installs one in the middle of a release
 * finds the rest of it.
 * @throws Error when packages need each other in a circle
 */
export function publishOrder<Package extends WorkspacePackage>(
  packages: readonly Package[],
): readonly Package[] {
  const ordered: Package[] = [];
  let left = packages;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ json }) => json.name));
    const ready = left.filter(({ json }) => !needs(json).some((name) => waiting.has(name)));
    if (ready.length === 0) throw new Error(`${[...waiting].join(", ")} need each other.`);
    ordered.push(...ready);
    left = left.filter((entry) => !ready.includes(entry));
  }
  return ordered;
}

function needs({ dependencies, peerDependencies }: WorkspacePackage["json"]): readonly string[] {
  return Object.keys({ ...dependencies, ...peerDependencies });
}
