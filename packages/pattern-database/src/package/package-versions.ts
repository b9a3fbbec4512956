import core from "@agentflow/core/package.json" with { type: "json" };
import database from "@agentflow/database/package.json" with { type: "json" };

/** What a generated package runs on: the versions beside this pattern, and the driver they were tested with. */
export const runtimeVersions: Readonly<Record<string, string>> = {
  "@agentflow/core": `^${core.version}`,
  "@agentflow/database": `^${database.version}`,
  pg: "^8.23.1",
};

/** Tools that a generated package is built and tested with; the ones this repository verifies it with. */
export const toolVersions: Readonly<Record<string, string>> = {
  "@electric-sql/pglite": "^0.5.16",
  "@types/node": "^24.0.0",
  typescript: "^7.0.2",
  vitest: "^5.1.1",
};

/** Oldest Node that a generated package runs on: the one the runtime asks for. */
export const nodeVersions = ">=22.19";
