// For `globalSetup` of vitest, with `setup.ts`: a folder for what the test files of one run share.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ProcessGuard } from "#process-guard";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the run, which is gone after it. */
    readonly embeddedFolder: string;
  }
}

/** @returns what removes the folder after the last test */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "agentflow-embedded-"));
  const guard = new ProcessGuard(folder);
  project.provide("embeddedFolder", folder);
  return () => guard.end();
}
