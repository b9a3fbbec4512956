import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A path for the database of one test. */
export function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-sqlite-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return join(folder, "data.db");
}
