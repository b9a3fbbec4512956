import { spawnSync } from "node:child_process";
import { runCommand, runScript } from "../command.ts";
import { repositoryRoot } from "../workspace.ts";

/** Turns the pending changesets into versions and changelogs, and brings package-lock.json up to date. */
export function versionPackages(): number {
  const versioned = runCommand("@changesets/cli", ["version"]);
  if (versioned !== 0) return versioned;
  const npm = process.env["npm_execpath"];
  if (npm === undefined) {
    console.error("Start it through npm: `npm run version-packages`.");
    return 2;
  }
  const locked = spawnSync(
    process.execPath,
    [npm, "install", "--package-lock-only", "--ignore-scripts"],
    {
      cwd: repositoryRoot,
      stdio: "inherit",
    },
  );
  return locked.status === 0 ? runScript("tools/complete-lock.mjs") : (locked.status ?? 1);
}
