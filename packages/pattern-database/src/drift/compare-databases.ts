import type { Comparison } from "@agentflow/core";
import type { DatabaseModel } from "../model/database-model.js";
import { compareModels } from "./compare-models.js";
import { driftScripts } from "./drift-scripts.js";
import type { SchemaDrift } from "./schema-drift.js";

/**
 * Compares databases of one kind: how one differs from what a package was made from, with the SQL in both directions.
 */
export function databaseComparison(
  drift: SchemaDrift,
): (recorded: DatabaseModel, current: DatabaseModel) => Comparison {
  return (recorded, current) => {
    const differences = compareModels(recorded, current, drift);
    const scripts = differences.length === 0 ? [] : driftScripts(recorded, current, drift);
    return { differences, scripts, notes: [] };
  };
}
