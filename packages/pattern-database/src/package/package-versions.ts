import core from "@agentflow/core/package.json" with { type: "json" };
import database from "@agentflow/database/package.json" with { type: "json" };

/** What every generated package runs on: the versions beside this pattern. */
export const runtimeVersions: Readonly<Record<string, string>> = {
  "@agentflow/core": `^${core.version}`,
  "@agentflow/database": `^${database.version}`,
};

/** Tools that every generated package is built and tested with; the ones this repository verifies it with. */
export const toolVersions: Readonly<Record<string, string>> = {
  "@types/node": "^24.0.0",
  typescript: "^7.0.2",
  // Vitest asks its user for it, and Yarn installs only what is asked for here.
  vite: "^8.3.8",
  vitest: "^5.1.1",
};

/** Oldest Node that a generated package runs on: the one the runtime asks for. */
export const nodeVersions = ">=22.19";
