import type { Comparison } from "@agentflow/core";
import type { DatabaseModel } from "../model/database-model.js";
import { driftScripts } from "../postgresql/drift/drift-scripts.js";
import { compareModels } from "./compare-models.js";

/** How a database differs from what a package was made from, with the SQL in both directions where it can be written. */
export function compareDatabases(recorded: DatabaseModel, current: DatabaseModel): Comparison {
  const differences = compareModels(recorded, current);
  if (differences.length === 0) return { differences, scripts: [], notes: [] };
  return recorded.dialect === "postgresql" && current.dialect === "postgresql"
    ? { differences, scripts: driftScripts(recorded, current), notes: [] }
    : {
        differences,
        scripts: [],
        notes: ["SQL that brings one to the other is written for PostgreSQL alone."],
      };
}
