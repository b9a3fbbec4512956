import type { Comparison } from "@agentflow/core";
import type { DatabaseModel } from "../model/database-model.js";
import { compareModels } from "./compare-models.js";
import { driftScripts } from "./drift-scripts.js";
import type { SchemaDrift } from "./schema-drift.js";

/**
 * Compares databases of one kind: how one differs from what a package was made from, with the SQL in both directions where
 * it can be written.
 * @param title the kind's, for people
 */
export function databaseComparison(
  title: string,
  drift: SchemaDrift,
): (recorded: DatabaseModel, current: DatabaseModel) => Comparison {
  return (recorded, current) => {
    const differences = compareModels(recorded, current, drift);
    if (differences.length === 0) return { differences, scripts: [], notes: [] };
    return drift.migration === undefined
      ? {
          differences,
          scripts: [],
          notes: [`SQL that brings one to the other is not written for ${title}.`],
        }
      : { differences, scripts: driftScripts(recorded, current, drift.migration), notes: [] };
  };
}
