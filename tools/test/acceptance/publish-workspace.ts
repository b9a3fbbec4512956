import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packPackages, type PackedPackage, startRegistry } from "@agentflow/services";
import type { TestProject } from "vitest/node";
import { repositoryRoot, workspacePackages } from "../../src/workspace.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The registry that has every package of the workspace, and its user. */
    readonly registry: { readonly url: string; readonly token: string };
    /** What was published. */
    readonly published: readonly PackedPackage[];
  }
}

/** Publishes every package of the workspace at a registry of its own, as it is built. */
export default async function publishWorkspace(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-published-"));
  const registry = await startRegistry();
  const packages = workspacePackages(repositoryRoot).map(({ directory }) => directory);
  const published = await packPackages(packages, folder);
  await Promise.all(published.map(({ tarball }) => registry.publish(tarball)));
  project.provide("registry", { url: registry.url, token: registry.token });
  project.provide("published", published);
  return async () => {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
